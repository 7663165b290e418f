"""Volume, going on and time at each touchpoint and stage, by hand and against a plain reading."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from functools import reduce

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.journeys.shops import TWELVE, Row, journeys_of

from parcours.charts.journey_map import Onward, Place, Stage
from parcours.journeys import Journeys
from parcours.journeys.journey_map import assembly
from parcours.journeys.journey_map.volumes import Volumes, add, read
from parcours.touchpoints import STAGES, parse_duration

NOBODY = [None] * 5
MINUTE = 60.0


def _volumes(journeys: Journeys, within: str = "30d", pieces: int = 1) -> Volumes:
    whole = journeys.parts[0]
    parts = whole.split(max(whole.touchpoints // pieces, 1))
    return reduce(add, (read(part, parse_duration(within)) for part in parts))


@pytest.fixture(scope="module", params=[1, 5], ids=["whole", "in pieces"])
def twelve(request: pytest.FixtureRequest) -> Volumes:
    return _volumes(journeys_of(TWELVE), pieces=request.param)


def _place(volumes: Volumes, name: str) -> Place:
    return next(place for place in assembly.places(volumes) if place.name == name)


def _stage(volumes: Volumes, name: str) -> Stage:
    return assembly.stages(volumes, NOBODY)[STAGES.index(name)]


def test_an_order_after_a_touchpoint_counts_its_profile_once(twelve: Volumes) -> None:
    # 1 after 11 minutes, 3 after 8 days, 6 after 15 minutes, 7 after 3, 8 in the same instant; 2 never.
    assert _place(twelve, "Cart").ordered == Onward(5, 6, 11 * MINUTE)
    assert _place(twelve, "Cart").touchpoints == 7


def test_an_order_that_was_refunded_is_none(twelve: Volumes) -> None:
    # 1, 3, 6 and 8; the order of 9 was given back; 2 and 4 never ordered.
    assert (_place(twelve, "Product page").ordered.profiles, _place(twelve, "Product page").profiles) == (
        4,
        7,
    )


def test_after_an_order_only_another_one_counts() -> None:
    volumes = _volumes(journeys_of(TWELVE), "30d")
    assert (_place(volumes, "Order").ordered.profiles, _place(volumes, "Order").profiles) == (0, 7)
    longer = _volumes(journeys_of(TWELVE), "40d")
    waited = timedelta(days=36, hours=10, minutes=5)
    assert _place(longer, "Order").ordered == Onward(1, 7, waited.total_seconds())


def test_the_window_includes_its_last_instant() -> None:
    rows: list[Row] = [(1, "2026-01-01 00:00", "Product Added"), (1, "2026-01-02 00:00", "Order Completed")]
    assert _place(_volumes(journeys_of(rows), "24h"), "Cart").ordered.profiles == 1
    assert _place(_volumes(journeys_of(rows), "1439m"), "Cart").ordered.profiles == 0


def test_consideration_goes_on_to_cart_checkout_or_order(twelve: Volumes) -> None:
    onward = _stage(twelve, "consideration").onward
    assert (onward.profiles, onward.of) == (6, 8)


def test_conversion_goes_on_from_what_comes_before_the_order(twelve: Volumes) -> None:
    stage = _stage(twelve, "conversion")
    assert (stage.onward.profiles, stage.onward.of) == (5, 6)
    assert stage.profiles == 8  # 9 and 10 came by their orders only


def test_channels_count_profiles_of_a_stage(twelve: Volumes) -> None:
    channels = {channel.name: channel.profiles for channel in _stage(twelve, "consideration").channels}
    assert channels == {
        "direct": 3,
        "email": 2,
        "organic search": 2,
        "paid search": 2,
        "organic social": 1,
    }


def test_what_only_the_system_says_is_no_touchpoint(twelve: Volumes) -> None:
    assert "Segment Entered" not in {place.name for place in assembly.places(twelve)}
    assert twelve.profiles == 12


def test_a_score_has_its_scale_and_n() -> None:
    rows: list[Row] = [
        (1, "2026-01-01 10:00", "NPS Answered", {"score": 9.0}),
        (2, "2026-01-01 10:00", "NPS Answered", {"score": 4.0}),
        (1, "2026-01-02 10:00", "Product Reviewed", {"score": 4.0}),
        (1, "2026-01-03 10:00", "Review Published", {"score": 4.0}),
        (2, "2026-01-03 10:00", "Survey Answered", {"score": 6.0}),
    ]
    volumes = _volumes(journeys_of(rows))
    survey = {score.event: (score.mean, score.highest, score.n) for score in _place(volumes, "Survey").scores}
    assert survey == {"NPS Answered": (6.5, 10.0, 2), "Survey Answered": (6.0, 7.0, 1)}
    assert [score.event for score in _place(volumes, "Review").scores] == ["Product Reviewed"]


EVENTS = ("Ad Clicked", "Product Viewed", "Product Added", "Order Completed", "Lamp Rubbed")
START = datetime(2026, 1, 1, tzinfo=UTC)
touchpoints = st.tuples(st.integers(1, 4), st.integers(0, 12), st.sampled_from(EVENTS))


@settings(max_examples=60, deadline=None)
@given(st.lists(touchpoints, min_size=1, max_size=40), st.integers(1, 8), st.integers(1, 4))
def test_counts_equal_a_plain_reading(rows: list[tuple[int, int, str]], hours: int, pieces: int) -> None:
    journeys = journeys_of(
        [(who, f"{START + timedelta(hours=at):%Y-%m-%d %H:%M}", name) for who, at, name in rows]
    )
    volumes = _volumes(journeys, f"{hours}h", pieces)
    names = {
        "Product page": "Product Viewed",
        "Cart": "Product Added",
        "Order": "Order Completed",
        "Lamp Rubbed": "Lamp Rubbed",
    }
    for place in assembly.places(volumes):
        if place.name in names:
            assert place.ordered == _plain(rows, names[place.name], hours)


def _plain(rows: Sequence[tuple[int, int, str]], name: str, hours: int) -> Onward:
    profiles = {who for who, _, event in rows if event == name}
    waits = []
    for profile in profiles:
        orders = [at for who, at, event in rows if who == profile and event == "Order Completed"]
        for at in sorted(at for who, at, event in rows if who == profile and event == name):
            later = [o - at for o in orders if (o > at if name == "Order Completed" else o >= at)]
            if later and min(later) <= hours:
                waits.append(min(later))
                break
    waits.sort()
    middle = (waits[(len(waits) - 1) // 2] + waits[len(waits) // 2]) / 2 * 3600 if waits else None
    return Onward(len(waits), len(profiles), middle)
