"""Outages: steps that stopped working are found without being told, and no others."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.journeys.outages.reference import RANKS, counted, drawn
from tests.journeys.shops import Row, journeys_of

from parcours.journeys.outages import OutagesResult, Scan
from parcours.journeys.outages.arrivals import Arrivals
from parcours.journeys.outages.scan import divergence, find, spread
from parcours.journeys.outages.steps import label

PHONE, DESKTOP = 1, 2


def broken(
    arrivals: Arrivals, first: int, end: int, *, device: int | None = PHONE, left: float = 0.1
) -> Arrivals:
    """Let only a few pass on some days."""
    there = (arrivals.day >= 20_000 + first) & (arrivals.day < 20_000 + end)
    if device is not None:
        there &= arrivals.traits[0] == device
    passing = np.random.default_rng(7).random(len(arrivals)) < left
    went = arrivals.went & (~there | passing)
    return replace(arrivals, went=went, brought=np.where(went, 5_000.0, 0.0), orders=went.astype(np.int64))


def checkouts(per_day: int = 10, days: int = 60, broken_days: range = range(30, 35)) -> list[Row]:
    """A checkout of two steps; on some days nobody with a phone passes the second."""
    rows: list[Row] = []
    for number in range(per_day * days):
        day = number // per_day
        start = datetime.fromisoformat("2026-01-01 12:00") + timedelta(days=day, minutes=number % 7)
        device = "phone" if number % 2 else "desktop"
        steps = [("Checkout Step Viewed", {"checkout_step": name}) for name in ("address", "payment")]
        stuck = number % 10 == 4 or (device == "phone" and day in broken_days)
        if not stuck:
            steps.append(("Order Completed", {"order_id": str(number), "revenue_shop": 4000}))
        for minute, (event, columns) in enumerate(steps):
            at = start + timedelta(minutes=3 * minute)
            rows.append((number, at.isoformat(" "), event, {"device": device, **columns}))
    return [*rows, (-1, "2026-06-01 10:00", "Page Viewed")]


@pytest.fixture(scope="module")
def found() -> OutagesResult:
    return journeys_of(checkouts()).outages()


def test_a_step_that_failed_on_phones_for_five_days_is_named_with_its_days_and_its_cost(
    found: OutagesResult,
) -> None:
    (outage,) = found.outages
    assert (outage.step, outage.who) == ("payment", "device: phone")
    assert (outage.first, outage.last) == (date(2026, 1, 31), date(2026, 2, 4))
    # 25 phones came and none passed; of the 275 others all did, for number 4 of ten is a desktop.
    assert outage.contrast.lost == outage.contrast.journeys == 25
    assert (outage.contrast.other_lost, outage.contrast.other_journeys) == (0, 275)
    assert outage.orders == pytest.approx(25)
    assert outage.cost is not None
    assert (outage.cost.value, outage.cost.high) == (25 * 4000, 25 * 4000)
    assert 0 < outage.cost.low < outage.cost.value


def test_who_is_stopped_on_several_days_lost_one_order() -> None:
    # The five phones of the third broken day are those of the first, and come again.
    again = {number: number - 20 for number in range(320, 330)}
    rows = [(again.get(who, who), *rest) for who, *rest in checkouts()[:-1]]
    (outage,) = journeys_of([*rows, checkouts()[-1]]).outages().outages
    assert outage.contrast.lost == 25
    assert outage.orders == pytest.approx(20)
    assert outage.cost is not None
    assert outage.cost.value == 20 * 4000


def test_a_plain_checkout_without_named_steps_is_watched_too() -> None:
    rows = [
        (who, at, "Checkout Started" if event == "Checkout Step Viewed" else event, columns)
        for who, at, event, columns in checkouts()[:-1]
        if columns.get("checkout_step") != "address"
    ]
    (outage,) = journeys_of([*rows, checkouts()[-1]]).outages().outages
    assert (outage.step, outage.event, outage.who) == (*["Checkout Started"] * 2, "device: phone")


def test_days_are_the_shops() -> None:
    rows = [(who, f"{at[:11]}23:{at[14:16]}", *rest) for who, at, *rest in checkouts()[:-1]]
    first = [
        journeys_of([*rows, checkouts()[-1]], zone=zone).outages().outages[0].first
        for zone in ("UTC", "Europe/Paris")
    ]
    # Written in the zone's own clock, 23 h is the same day in both.
    assert first == [date(2026, 1, 31)] * 2
    arrivals = Arrivals.of(
        journeys_of([*rows, checkouts()[-1]]).parts[0], as_of=1 << 60, zone=ZoneInfo("Europe/Paris")
    )
    assert arrivals.day.min() == (date(2026, 1, 2) - date(1970, 1, 1)).days


def test_the_answer_has_a_table_a_chart_and_json(found: OutagesResult) -> None:
    row = found.table().rows()[0]
    assert (row["came"], row["went_on"], row["usual"], row["cost"]) == (25, 0.0, 1.0, 100_000)
    assert (row["first"], row["last"]) == ("2026-01-31", "2026-02-04")
    told = json.loads(json.dumps(found.to_dict(), allow_nan=False))
    assert told["outages"][0]["days"][0] == {"day": "2026-01-01", "came": 5, "went": 5}
    picture = found.chart()
    assert "pc-f-loss-soft" in picture.svg
    assert len(picture.table) == len(found.outages[0].days)
    assert found.to_frame().num_rows == 1


def test_a_shop_without_a_checkout_has_none() -> None:
    nothing = journeys_of([(1, "2026-01-01 10:00", "Page Viewed")]).outages()
    assert nothing.outages == ()
    assert len(nothing.table()) == 0
    assert "<svg" in nothing.chart().svg


def test_pieces_and_the_whole_give_one_answer(found: OutagesResult) -> None:
    journeys = journeys_of(checkouts())
    pieces = tuple(journeys.parts[0].split(100))
    state = found.params.partial(pieces[0])
    for piece in pieces[1:]:
        state = found.params.merge(state, found.params.partial(piece))
    assert found.params.result(state).to_dict() == found.to_dict()


TOUCH = st.tuples(
    st.integers(1, 3),
    st.integers(0, 12),
    st.sampled_from([*RANKS, "Checkout Step Viewed", "Page Viewed"]),
    st.sampled_from(["address", "payment", None]),
    st.sampled_from(["phone", "desktop", None]),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(TOUCH, min_size=1, max_size=30))
def test_who_came_and_who_went_on_is_that_of_a_plain_reading(
    touches: list[tuple[int, int, str, str, str]],
) -> None:
    start = datetime.fromisoformat("2026-01-01 22:00")
    rows: list[Row] = [
        (
            who,
            (start + timedelta(minutes=12 * at)).isoformat(" "),
            event,
            {"checkout_step": step, "device": device},
        )
        for who, at, event, step, device in touches
    ]
    (part,) = journeys_of(rows).parts
    arrivals = Arrivals.of(part, as_of=1 << 60, zone=ZoneInfo("UTC"))
    devices = arrivals.values[0][arrivals.traits[0]]
    mine = zip(arrivals.step.tolist(), arrivals.day.tolist(), devices, arrivals.went.tolist(), strict=True)
    names = arrivals.names.tolist()
    found = Counter(
        (label(step, names), (date(1970, 1, 1) + timedelta(days=day)).isoformat(), device, went)
        for step, day, device, went in mine
    )
    assert found == counted(rows)


def test_who_came_in_the_last_half_hour_is_not_judged() -> None:
    rows: list[Row] = [
        (1, "2026-01-01 10:00", "Cart Viewed"),
        (2, "2026-01-01 10:20", "Cart Viewed"),
        (3, "2026-01-01 10:30", "Page Viewed"),
    ]
    journeys = journeys_of(rows)
    assert len(Arrivals.of(journeys.parts[0], as_of=journeys.as_of, zone=ZoneInfo("UTC"))) == 1


@pytest.mark.parametrize("wobble", [0.0, 0.12])
def test_fewer_than_one_shop_in_twenty_without_an_outage_is_said_to_have_one(wobble: float) -> None:
    """Small and large shops, with a steady share and with one that varies from day to day."""
    sizes = ((300, 60), (1_000, 200), (5_000, 365), (20_000, 365))
    shops = [(seed, size) for size in sizes for seed in range(50)]
    false = [
        find(drawn(seed, people=size[0], days=size[1], wobble=wobble), Scan()) != [] for seed, size in shops
    ]
    assert np.mean(false) < 0.05


def test_shops_with_a_small_outage_on_phones_are_found_out() -> None:
    """Ten days on which 50 phones or so come and one in ten of those who would have passed does."""
    shops = [broken(drawn(seed, people=3_000, days=365), 200, 210) for seed in range(40)]
    found = [find(shop, Scan()) for shop in shops]
    right = [
        len(windows) == 1
        and (windows[0].trait, windows[0].value) == (0, PHONE)
        and abs(windows[0].first - 20_200) <= 2
        and abs(windows[0].end - 20_210) <= 2
        for windows in found
    ]
    assert np.mean(right) >= 0.9


def test_an_outage_of_everybody_is_not_told_as_one_of_phones() -> None:
    (window,) = find(broken(drawn(3, people=5_000, days=365), 100, 104, device=None), Scan())
    assert (window.trait, window.first, window.end) == (-1, 20_100, 20_104)


def test_two_outages_are_both_found() -> None:
    shop = broken(broken(drawn(5, people=20_000, days=365), 50, 60), 250, 265, device=DESKTOP)
    found = sorted((window.value, window.first, window.end) for window in find(shop, Scan()))
    assert found == [(PHONE, 20_050, 20_060), (DESKTOP, 20_250, 20_265)]


def test_an_outage_that_goes_on_is_found_within_days() -> None:
    (window,) = find(broken(drawn(3, people=10_000, days=365), 361, 365), Scan())
    assert (window.value, window.first, window.end) == (PHONE, 20_361, 20_365)


def test_a_step_that_a_third_fewer_pass_did_not_stop_working() -> None:
    shop = broken(drawn(5, people=20_000, days=365), 50, 80, left=0.7)
    assert find(shop, Scan()) == []
    assert find(shop, Scan(drop=0.9)) != []


def test_a_share_that_always_varies_makes_no_outage_of_a_bad_day() -> None:
    shop = drawn(2, people=40_000, days=200, wobble=0.35)
    assert find(shop, Scan()) == []


def test_divergence_is_relative_entropy() -> None:
    assert divergence(0.5, 0.5) == 0
    assert divergence(0.0, 0.75) == pytest.approx(np.log(4))
    assert divergence(0.25, 0.75) == pytest.approx(0.5 * np.log(3))


def test_a_share_that_varies_by_chance_alone_has_a_spread_near_one() -> None:
    draw = np.random.default_rng(1)
    came = np.full(400, 50)
    assert spread(came, draw.binomial(came, 0.7), 0, 10) < 1.3
    varying = draw.binomial(came, np.clip(0.7 + 0.15 * draw.standard_normal(400), 0, 1))
    # The variance of the share is 0.15 squared beside 0.7 x 0.3 / 50: about six times that of chance.
    assert 3.5 < spread(came, varying, 0, 1) < 9
