"""What a funnel counts, by hand-made journeys, traps of other tools and published counts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tests.journeys.shops import TWELVE, journeys_of

from parcours.errors import InputError
from parcours.journeys import Journeys
from parcours.journeys.funnel import FunnelResult, Step, parse_steps

CHECKOUT = ("Product Viewed", "Product Added", "Checkout Started", "Order Completed")
START = 1_767_225_600_000_000


def funnel(journeys: Journeys, *steps: str | Step, **options: Any) -> FunnelResult:
    return journeys.funnel(steps, **options)


def journey(*events: str | tuple[int, str], gap: int = 1_000_000) -> Journeys:
    """One profile's events, a second apart or at given microseconds."""
    timed = [event if isinstance(event, tuple) else (at * gap, event) for at, event in enumerate(events)]
    frame = pa.table(
        {
            "who": [1] * len(timed),
            "when": pa.array([START + micros for micros, _ in timed], pa.timestamp("us", tz="UTC")),
            "what": [name for _, name in timed],
            "channel": [f"visit {at}" for at in range(len(timed))],
        }
    )
    return Journeys.from_frame(frame, profile="who", time="when", event="what")


def counts(journeys: Journeys, *steps: str | Step, **options: Any) -> list[int]:
    return funnel(journeys, *steps, **options).counts.tolist()


def test_twelve_profiles_counted_with_a_pencil() -> None:
    shop = journeys_of(TWELVE)
    result = funnel(shop, *CHECKOUT, within="7d")
    # 1, 2, 3, 4, 6, 8, 9 viewed; 1, 2, 3, 6, 8 added; 1, 2, 6, 8 went to checkout in time; 2 left there.
    assert result.counts.tolist() == [7, 5, 4, 3]
    assert result.profiles(step=4).tolist() == [1, 6, 8]
    assert result.dropped(step=4).tolist() == [2]
    assert result.dropped(step=3).tolist() == [3]
    assert counts(shop, *CHECKOUT, within="30d") == [7, 5, 5, 4]


def test_times_are_those_of_the_chain_that_is_counted() -> None:
    result = funnel(journeys_of(TWELVE), *CHECKOUT)
    # From viewed to added: 4, 2, 1, 5 and 0 minutes; to checkout 6, 3, 5, 0; to the order 5, 10, 0.
    assert result.median_seconds.tolist()[1:] == [120.0, 240.0, 300.0]
    assert result.whole.since_first.median.tolist()[1:] == [120.0, 450.0, 900.0]
    assert result.whole.since_previous.mean[1] == 12 * 60 / 5
    assert result.whole.since_previous.p90[3] == 540.0


def test_the_window_includes_its_last_microsecond() -> None:
    week = 7 * 86_400_000_000
    assert counts(journey((0, "A"), (week, "B")), "A", "B", within="7d") == [1, 1]
    assert counts(journey((0, "A"), (week + 1, "B")), "A", "B", within="7d") == [1, 0]


def test_the_window_counts_from_the_first_step_not_from_the_one_before() -> None:
    late = journey((0, "A"), (4, "B"), (8, "C"))
    assert counts(late, "A", "B", "C", within="7us") == [1, 1, 0]
    assert counts(late, "A", "B", "C", within="8us") == [1, 1, 1]


def test_a_newer_first_step_reopens_the_window() -> None:
    assert counts(journey((0, "A"), (9, "A"), (10, "B"), (19, "C")), "A", "B", "C", within="10us") == [
        1,
        1,
        1,
    ]


def test_an_older_start_still_leads_where_the_newer_one_came_too_late_for_a_step() -> None:
    assert counts(journey("A", "B", "A", "C"), "A", "B", "C") == [1, 1, 1]


def test_equal_steps_need_a_touchpoint_each() -> None:
    assert counts(journey("A", "B"), "A", "A", "B") == [1, 0, 0]
    assert counts(journey("A", "A", "B"), "A", "A", "B") == [1, 1, 1]
    assert counts(journey("A", "A", "A"), "A", "A", "A", "A") == [1, 1, 1, 0]


def test_touchpoints_of_one_instant_are_taken_in_any_order() -> None:
    assert counts(journey((0, "C"), (0, "B"), (0, "A")), "A", "B", "C") == [1, 1, 1]
    assert counts(journey((0, "B"), (0, "A")), "A", "B", "B") == [1, 1, 0]


def test_a_step_gives_way_where_another_needs_its_touchpoint_in_the_same_instant() -> None:
    either = Step(["A", "B"])
    assert counts(journey((0, "A"), (0, "B")), either, "A") == [1, 1]
    assert counts(journey((0, "A"), (0, "B"), (0, "C")), Step(["A", "B"]), Step(["B", "C"]), "B") == [1, 1, 1]


def test_an_instant_with_ten_steps_is_done_at_once() -> None:
    names = [f"step {number}" for number in range(10)]
    assert counts(journey(*[(0, name) for name in reversed(names)]), *names) == [1] * 10


def test_sixty_three_steps_are_counted_and_sixty_four_are_refused() -> None:
    names = [f"step {number}" for number in range(63)]
    assert counts(journey(*names), *names) == [1] * 63
    with pytest.raises(InputError, match="64 steps cannot be counted"):
        parse_steps((*names, "one more"))


@pytest.mark.parametrize("steps", [(), "Product Viewed"])
def test_what_is_no_list_of_steps_is_refused(steps: Any) -> None:
    with pytest.raises(InputError, match="steps cannot be counted"):
        parse_steps(steps)


def test_a_slip_of_the_pen_is_no_empty_funnel() -> None:
    with pytest.raises(InputError, match=r"'Product Vewed'.*Is it 'Product Viewed'"):
        funnel(journeys_of(TWELVE), "Product Vewed", "Order Completed")


def test_an_event_of_the_catalogue_that_never_happened_counts_nobody() -> None:
    assert counts(journeys_of(TWELVE), "Order Completed", "Coupon Applied") == [7, 0]


def test_filters_hold_for_their_own_step() -> None:
    shop = journeys_of(TWELVE)
    by_mail = Step("Order Completed", where={"channel": "email"}, name="Order by mail")
    result = funnel(shop, Step("Product Viewed", where={"device": ["phone"]}), by_mail, within=None)
    # 1, 2, 3, 4 and 9 viewed on a phone; 1 and 3 came by e-mail to order, as did 9.
    assert result.counts.tolist() == [5, 3]
    assert result.names == ("Product Viewed", "Order by mail")


def test_none_in_a_filter_means_missing() -> None:
    assert counts(journeys_of(TWELVE), Step("Order Delivered", where={"channel": None})) == [2]


def test_the_breakdown_takes_the_value_at_the_first_step_of_the_chain_counted() -> None:
    result = funnel(journey("A", "A", "B"), "A", "B", by="channel")
    assert [(group.value, group.counts.tolist()) for group in result.groups] == [("visit 1", [1, 1])]
    unfinished = funnel(journey("Product Viewed", "Product Viewed"), *CHECKOUT, by="channel")
    assert [group.value for group in unfinished.groups] == ["visit 0"]


def test_the_groups_of_a_breakdown_add_up_and_missing_is_one_of_them() -> None:
    frame = pa.table(
        {
            "who": list(range(500)),
            "when": pa.array([START] * 500, pa.timestamp("us", tz="UTC")),
            "what": ["A"] * 500,
            "channel": [None] * 5 + [f"c{min(number, 300)}" for number in range(495)],
        }
    )
    result = funnel(Journeys.from_frame(frame, profile="who", time="when", event="what"), "A", by="channel")
    values = [group.value for group in result.groups]
    assert values[:2] == ["c300", "(missing)"]
    assert (len(values), values[-1]) == (201, "other (102 values)")
    assert sum(int(group.counts[0]) for group in result.groups) == 500


def test_hidden_and_system_touchpoints_are_not_counted() -> None:
    part = journeys_of(TWELVE).parts[0]
    assert part.system.any()
    hidden = np.isin(part.profiles, [1, 2])
    masked = Journeys((type(part)(**(vars(part) | {"hidden": hidden})),), 0)
    assert counts(masked, *CHECKOUT) == [5, 3, 2, 2]


def test_profiles_longer_than_a_machine_word_follow_the_same_rules() -> None:
    draw = np.random.default_rng(5)
    for within in (10, 60, 400):
        events = draw.choice(list("ABCDxyz"), 500)
        times = np.cumsum(draw.integers(1, 5, 500))
        mine = counts(
            journey(*zip(times.tolist(), events.tolist(), strict=True)), *"ABCD", within=f"{within}us"
        )
        assert mine == _greedy(times, events, within)


def _greedy(times: Any, events: Any, within: int) -> list[int]:
    """Start at each first step, take each next step as early as possible; the best start counts."""
    best = 0
    for start in np.flatnonzero(events == "A"):
        level = 1
        for time, event in zip(times[start + 1 :], events[start + 1 :], strict=True):
            if level < 4 and event == "ABCD"[level] and time - times[start] <= within:
                level += 1
        best = max(best, level)
    return [int(best > step) for step in range(4)]


def test_a_result_shows_itself() -> None:
    result = funnel(journeys_of(TWELVE), *CHECKOUT, by="device")
    assert result.table().fields[0].name == "device"
    assert result.to_frame().num_rows == 8
    assert result.to_dict()["params"]["steps"][0]["events"] == ["Product Viewed"]
    assert "Order Completed" in result.chart().svg
    assert "furthest step" in result._repr_html_()


SIMPLE_SHOP = ("simple_shop/simple_shop.parquet", ("catalog", "cart", "payment_done"))
RETAILROCKET = ("retailrocket_sample/events.parquet", ("view", "add_to_cart", "purchase"))


@pytest.mark.parametrize(
    ("data", "profile", "expected"),
    [
        (SIMPLE_SHOP, "user_id", [3611, 1924, 653]),
        (RETAILROCKET, "user_id", [1090, 103, 26]),
        (RETAILROCKET, "session_id", [1430, 159, 31]),
    ],
)
def test_published_counts(
    shared_data: Path, data: tuple[str, tuple[str, ...]], profile: str, expected: list[int]
) -> None:
    """Counts on which retentioneering 3.3.0, pm4py and pandas agree."""
    file, steps = data
    frame = pq.read_table(shared_data / file)
    journeys = Journeys.from_frame(frame, profile=profile, time="ts", event="event")
    assert counts(journeys, *steps, within=None) == expected
