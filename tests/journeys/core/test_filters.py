"""Filters keep touchpoints by value and by day."""

from __future__ import annotations

from datetime import UTC, date, datetime

import numpy as np
import pytest
from tests.journeys.shops import TWELVE, journeys_of

from parcours.errors import InputError
from parcours.journeys import Journeys


def times(journeys: Journeys) -> list[str]:
    moments = np.sort(np.concatenate([part.times for part in journeys.parts]))
    return [datetime.fromtimestamp(moment / 1e6, UTC).strftime("%d %H:%M") for moment in moments]


def test_a_filter_keeps_the_touchpoints_with_a_value_and_their_columns() -> None:
    kept = journeys_of(TWELVE).where(channel="email", device=["desktop", "phone"])
    (part,) = kept.parts
    assert part.profiles.tolist() == [1, 3, 9]
    assert part.offsets.tolist() == [0, 4, 6, 8]
    assert set(part.column("session_id").at(np.arange(8))) == {"1b", "3b", "9a"}
    assert part.rows(np.array([5]), "order_id")["order_id"].to_pylist() == ["o3"]


def test_none_means_missing_and_filters_add_up() -> None:
    journeys = journeys_of(TWELVE)
    assert journeys.where(channel=None, event="Order Delivered").touchpoints == 2
    assert journeys.where(search_results=0).profiles == 1
    assert journeys.where(channel="carrier pigeon").profiles == 0
    assert journeys.where(event="Order Completed").where(country="IL").profiles == 2


def test_both_days_belong_to_a_period_in_the_shops_zone() -> None:
    """Israel is two hours ahead in January: 22:00 UTC on the 10th is its 11th."""
    rows = [(1, f"2026-01-{day:02} {hour:02}:30", "A") for day in (10, 11, 12) for hour in (0, 12, 23)]
    journeys = journeys_of(rows, zone="Asia/Jerusalem")
    kept = journeys.between("2026-01-11", date(2026, 1, 11))
    assert times(kept) == ["10 22:30", "11 10:30", "11 21:30"]
    assert kept.as_of == datetime(2026, 1, 11, 22, tzinfo=UTC).timestamp() * 1e6 - 1


def test_a_day_is_as_long_as_the_clock_makes_it() -> None:
    """On 29 March 2026 the clock in Paris is set forward: the day has 23 hours."""
    rows = [(1, f"2026-03-{day} {hour:02}:59", "A") for day in (28, 29, 30) for hour in (0, 23)]
    assert times(journeys_of(rows, zone="Europe/Paris").between("2026-03-29", "2026-03-29")) == [
        "28 23:59",
        "29 21:59",
    ]


@pytest.mark.parametrize(("first", "last"), [("2026-02-01", "2026-01-01"), ("1.2.2026", "2026-03-01")])
def test_a_period_that_is_none_says_so(first: str, last: str) -> None:
    with pytest.raises(InputError, match=r"ends on|is no date"):
        journeys_of(TWELVE).between(first, last)


def test_an_unknown_column_is_an_error_not_an_empty_answer() -> None:
    with pytest.raises(InputError, match="country"):
        journeys_of(TWELVE).where(contry="FR")
