"""Customers whose next order is late are flagged by how long others took."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from tests.journeys.shops import Row, journeys_of

from parcours.journeys.analysis import Threads
from parcours.journeys.stages import Stages, StagesResult, Template
from parcours.journeys.stages.survival import kaplan_meier

DAY = 86_400_000_000
TEMPLATE = Template.load()
FEW = replace(TEMPLATE, flags=replace(TEMPLATE.flags, fewest_buyers=2))


def run(rows: list[Row], *, days: int, template: Template) -> StagesResult:
    journeys = journeys_of(rows)
    return Threads(1).run(Stages(int(journeys.parts[0].times[0]) + days * DAY, template), journeys.parts)


def order(profile: int, day: int) -> Row:
    return (
        profile,
        f"{np.datetime64('2026-01-01') + day}",
        "Order Completed",
        {"order_id": f"{profile}-{day}"},
    )


def test_the_curve_is_the_published_one_of_leukaemia_patients() -> None:
    """Freireich et al. 1963, the 21 patients given 6-mercaptopurine, weeks to relapse."""
    relapsed = [6, 6, 6, 7, 10, 13, 16, 22, 23]
    still_well = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]
    happened = np.array([True] * len(relapsed) + [False] * len(still_well))
    curve = kaplan_meier(np.array(relapsed + still_well), happened)
    assert curve.times.tolist() == [6, 7, 10, 13, 16, 22, 23]
    assert curve.shares.round(4).tolist() == [0.8571, 0.8067, 0.7529, 0.6902, 0.6275, 0.5378, 0.4482]
    assert curve.percentile(50) == 23
    assert curve.percentile(80) is None


def test_without_open_waits_percentiles_are_those_of_the_waits() -> None:
    curve = kaplan_meier(np.arange(1, 101), np.ones(100, dtype=bool))
    assert [curve.percentile(percent) for percent in (50, 80, 95)] == [50, 80, 95]


@pytest.mark.parametrize(("days", "flag"), [(89, None), (90, "at_risk"), (180, "lapsed"), (365, "lost")])
def test_small_shops_have_fixed_lengths(days: int, flag: str | None) -> None:
    result = run([order(1, 0)], days=days, template=TEMPLATE)
    flagged = [row["flag"] for row in result.flags().rows() if row["customers"]]
    assert flagged == ([flag] if flag else [])
    assert result.thresholds[0].estimated == (False, False, False)


def test_each_order_number_with_enough_buyers_has_its_own_curve() -> None:
    rows = [order(1, 0), order(1, 10), order(1, 12), order(2, 0), order(2, 20), order(2, 26), order(3, 0)]
    first, second, third = run(rows, days=30, template=FEW).thresholds
    # Waits after the first order: 10, 20, and 30 without a second: S = 2/3, 1/3.
    assert (first.number, first.buyers, first.at_risk // DAY) == (1, 3, 20)
    assert first.estimated == (True, False, False)
    assert first.lapsed // DAY == 180
    # After the second: 2 and 6. After the third nobody came back: fixed lengths.
    assert [length // DAY for length in (second.at_risk, second.lapsed, second.lost)] == [2, 6, 6]
    assert third.estimated == (False, False, False)


def test_who_came_back_after_having_lapsed_is_won_back() -> None:
    rows = [order(1, 0), order(1, 200), order(2, 0), order(2, 100)]
    result = run(rows, days=210, template=TEMPLATE)
    assert result.profiles(flag="won_back").tolist() == [1]
    assert result.profiles(flag="at_risk").tolist() == [2]


def test_a_complaint_is_a_flag_of_customers_only() -> None:
    rows = [order(1, 0), (1, "2026-01-02", "Complaint Opened"), (2, "2026-01-02", "Complaint Opened")]
    assert run(rows, days=5, template=TEMPLATE).profiles(flag="complaint_open").tolist() == [1]


def test_orders_that_do_not_count_are_no_purchases() -> None:
    rows = [order(1, 0), (1, "2026-01-02", "Order Cancelled", {"order_id": "1-0"})]
    result = run(rows, days=400, template=TEMPLATE)
    assert sum(row["customers"] for row in result.flags().rows()) == 0
