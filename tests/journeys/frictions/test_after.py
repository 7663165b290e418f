"""What befalls an order after it was placed, and whether its customer came back."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import numpy as np
import pytest
from tests.journeys.shops import Row, journeys_of

from parcours.journeys.frictions import Contrast, Friction
from parcours.journeys.frictions.spots import Met, Spot, spots, tail
from parcours.journeys.frictions.standardised import Matched, strata

END: Row = (-1, "2027-06-01 10:00", "Page Viewed")  # long after: every order is old enough to judge


def order(who: int, day: str, number: str, revenue: int = 1000, **columns: Any) -> Row:
    columns = {"user_id": str(who), "order_id": number, "revenue_shop": revenue, **columns}
    return who, f"{day} 10:00", "Order Completed", columns


def about(who: int, at: str, event: str, number: str | None = None, **columns: Any) -> Row:
    return who, at, event, {"order_id": number, "user_id": str(who), **columns}


def promised(who: int, day: str, number: str, until: str, **columns: Any) -> Row:
    shipped = {
        "carrier": "slow",
        "promised_at": datetime.fromisoformat(f"{until}+00:00"),
        "origin": "shop",
        **columns,
    }
    return about(who, f"{day} 11:00", "Order Shipped", number, **shipped)


def friction(kind: str, rows: list[Row], **options: Any) -> Friction:
    return journeys_of([*rows, END], **options).frictions()[kind]


def late(who: int, arrives: str, *, again: bool, carrier: str = "slow") -> list[Row]:
    """An order of 1 January promised for noon of the 5th; perhaps another one a month later."""
    rows = [
        order(who, "2026-01-01", f"{who}a"),
        promised(who, "2026-01-01", f"{who}a", "2026-01-05T12:00", carrier=carrier),
        about(who, arrives, "Order Delivered", f"{who}a", origin="shop", carrier=carrier),
    ]
    return [*rows, order(who, "2026-02-01", f"{who}b", 3000)] if again else rows


IN_TIME, TOO_LATE = "2026-01-05 12:00", "2026-01-05 12:01"


def test_late_orders_are_held_against_those_that_came_in_time() -> None:
    found = friction(
        "late_delivery",
        [
            *late(1, TOO_LATE, again=False),
            *late(2, TOO_LATE, again=False),
            *late(3, TOO_LATE, again=True),
            *late(4, IN_TIME, again=True),
            *late(5, IN_TIME, again=True),
            *late(6, IN_TIME, again=False),
            *late(7, IN_TIME, again=True, carrier="fast"),
        ],
    )
    assert (found.occurrences, found.profiles, found.days) == (3, 3, 180)
    contrast = found.contrast
    assert contrast is not None
    assert (contrast.lost, contrast.journeys, contrast.other_lost, contrast.other_journeys) == (2, 3, 1, 4)
    assert found.where == (("slow", 3),)
    # A twelfth less x 3 orders x 3000 minor units by those who came back: (2/3 - 1/4) x 3 x 3000.
    assert found.cost is not None
    assert (found.cost.value, found.cost.low) == (3750, 0)
    assert not contrast.is_certain


def test_who_was_spared_at_first_and_then_met_it_tells_nothing_of_what_comes_after() -> None:
    """Of three second orders one is late: each third one after the others stands for one and a half."""
    rows = late(1, TOO_LATE, again=False)
    for who, arrives in ((2, "2026-02-04 12:00"), (3, "2026-02-06 12:00"), (4, "2026-02-05 12:00")):
        rows += [
            *late(who, IN_TIME, again=True),
            promised(who, "2026-02-01", f"{who}b", "2026-02-05T12:00"),
            about(who, arrives, "Order Delivered", f"{who}b", origin="shop"),
            order(who, "2026-03-01", f"{who}c", 700 if who == 3 else 500),
        ]
    found = friction("late_delivery", rows)
    # Late were the order of 1, who brought nothing more, and the second one of 3, who then brought 700.
    # Instead 3,000 each, and 1.5 x 500 of two in three; and 500.
    assert found.contrast is not None
    assert (found.contrast.journeys, found.contrast.lost) == (2, 1)
    assert found.cost is not None
    assert found.cost.value == 3000 + 1.5 * 500 * 2 / 3 + 500 - 700


def test_what_never_arrives_is_late_once_its_time_has_passed() -> None:
    rows = [*late(1, IN_TIME, again=True), *late(2, IN_TIME, again=True)[:2]]
    assert friction("late_delivery", rows).occurrences == 1
    before = journeys_of([*rows, (9, "2026-01-05 11:00", "Page Viewed")]).between("2026-01-01", "2026-01-04")
    assert before.frictions()["late_delivery"].occurrences == 0


@pytest.mark.parametrize(("arrives", "times"), [("2026-01-05 23:59", 0), ("2026-01-06 00:00", 1)])
def test_an_order_promised_for_a_day_has_that_day_in_the_shops_zone(arrives: str, times: int) -> None:
    rows = [
        order(1, "2026-01-01", "a"),
        # Midnight of the 5th in Jerusalem.
        promised(1, "2026-01-01", "a", "2026-01-04T22:00"),
        about(1, arrives, "Order Delivered", "a", origin="shop"),
    ]
    assert friction("late_delivery", rows, zone="Asia/Jerusalem").occurrences == times


def test_orders_too_recent_to_judge_are_met_but_not_compared() -> None:
    rows = [*late(1, TOO_LATE, again=False), *late(2, IN_TIME, again=False)]
    found = journeys_of([*rows, (9, "2026-04-01", "Page Viewed")]).frictions()["late_delivery"]
    assert (found.occurrences, found.contrast) == (1, Contrast(0, 0, 0.0, 0))
    assert found.cost is None


def test_without_promises_or_deliveries_lateness_is_not_recorded() -> None:
    assert not friction("late_delivery", [order(1, "2026-01-01", "a")]).is_recorded


def bought(who: int, *, back: bool = False, again: bool = False, product: str = "cup") -> list[Row]:
    items = [{"product_id": product, "price": 800, "quantity": 1.0}, {"product_id": "tea", "price": 200}]
    number = f"{who}a"
    rows = [
        order(who, "2026-01-01", number, items=items),
        about(who, "2026-01-03 10:00", "Order Delivered", number, origin="shop"),
    ]
    if back:
        sent = {"items": [{"product_id": product}], "origin": "customer"}
        rows.append(about(who, "2026-01-09 10:00", "Return Requested", number, **sent))
        rows += [
            about(
                who, at, "Order Refunded", number, revenue_shop=-800, refund=800, trust=trust, origin="shop"
            )
            for at, trust in (("2026-01-12 10:00", "server"), ("2026-01-12 10:05", "signed"))
        ]
    return [*rows, order(who, "2026-02-01", f"{who}b", 500)] if again else rows


def test_goods_sent_back_are_counted_with_the_money_that_the_most_trusted_door_gave_back() -> None:
    found = friction("goods_returned", [*bought(1, back=True), *bought(2, again=True), *bought(3)])
    assert (found.occurrences, found.refunded) == (1, 800)
    assert found.where == (("cup", 1),)
    assert found.contrast is not None
    assert (found.contrast.lost, found.contrast.journeys) == (1, 1)
    assert (found.contrast.other_lost, found.contrast.other_journeys) == (1, 2)


def test_a_product_that_comes_back_far_more_often_than_others_is_named() -> None:
    rows = [row for who in range(60) for row in bought(who, back=who % 3 == 0, product="shirt")]
    rows += [row for who in range(100, 200) for row in bought(who, back=who % 25 == 0, product="cup")]
    found = friction("goods_returned", rows)
    # 160 orders hold tea that nobody sends back.
    assert found.spots == (Spot("shirt", 20, 60, 4 / 260, 20 * 800),)


def test_an_order_given_back_whole_after_its_delivery_came_as_far() -> None:
    rows = [
        *bought(2, again=True),
        *bought(1),
        about(1, "2026-01-12 10:00", "Order Refunded", "1a", revenue_shop=-1000, refund=1000, origin="shop"),
    ]
    found = friction("goods_returned", rows)
    assert found.contrast is not None
    assert (found.contrast.lost, found.contrast.journeys) == (1, 1)


def test_a_question_without_an_answer_in_two_days_is_held_against_answered_ones() -> None:
    rows: list[Row] = []
    for who, answered in (
        (1, None),
        (2, "2026-01-05 10:01"),
        (3, "2026-01-05 10:00"),
        (4, "2026-01-03 11:00"),
    ):
        rows.append(order(who, "2026-01-01", f"{who}a"))
        rows.append(about(who, "2026-01-03 10:00", "Contact Opened"))
        if answered:
            rows.append(about(who, answered, "Contact Answered", origin="shop"))
    rows.append(order(5, "2026-01-01", "5a"))  # asked nothing: came not as far
    found = friction("unanswered_contact", rows)
    assert found.occurrences == 2
    assert found.contrast is not None
    assert (found.contrast.journeys, found.contrast.other_journeys) == (2, 2)


def test_pieces_cut_anywhere_give_the_same_answer() -> None:
    rows = [row for who in range(40) for row in bought(who, back=who % 3 == 0, again=who % 2 == 0)]
    rows += [row for who in range(50, 90) for row in late(who, TOO_LATE, again=who % 3 == 0)]
    journeys = journeys_of([*rows, END])
    whole = journeys.frictions()
    pieces = tuple(journeys.parts[0].split(17))
    state = whole.params.partial(pieces[0])
    for piece in pieces[1:]:
        state = whole.params.merge(state, whole.params.partial(piece))
    assert whole.params.result(state).to_dict() == whole.to_dict()


def test_one_order_a_customer_in_one_stratum_is_newcombes_plain_interval() -> None:
    lost = np.repeat([True, False, True, False], [56, 14, 48, 32])
    met = np.arange(150) < 70
    found = Matched.of(met, np.zeros(150, np.int64), np.arange(150)).contrast(lost)
    assert found.interval == pytest.approx((0.0524, 0.3339), abs=5e-5)


def test_orders_of_the_same_customers_say_less_than_as_many_of_different_ones() -> None:
    lost, met = np.repeat([True, False, True, False], [56, 14, 48, 32]), np.arange(150) < 70
    customers = np.arange(150) // 2
    found = Matched.of(met, np.zeros(150, np.int64), customers).contrast(lost)
    assert found.weight == pytest.approx(0.5, abs=0.05)
    assert found.interval is not None
    assert found.interval[0] < 0.01
    assert found.difference == pytest.approx(0.2)


def test_a_carrier_of_a_country_that_seldom_comes_back_is_not_blamed_for_it() -> None:
    """Country 2 comes back less, and most of its orders are late; being late itself does nothing."""
    draw = np.random.default_rng(3)
    n = 20_000
    country = draw.choice([1, 2], n)
    met = draw.random(n) < np.where(country == 2, 0.6, 0.1)
    lost = draw.random(n) < np.where(country == 2, 0.8, 0.5)
    crude = lost[met].mean() - lost[~met].mean()
    found = Matched.of(met, strata(np.ones(n, np.int64), country, met), np.arange(n)).contrast(lost)
    assert crude > 0.1
    assert not found.is_certain
    assert found.difference == pytest.approx(0, abs=0.02)


def test_the_interval_holds_the_truth_nineteen_times_in_twenty_where_customers_order_several_times() -> None:
    held = []
    for seed in range(300):
        draw = np.random.default_rng(seed)
        customer = np.repeat(np.arange(200), draw.integers(1, 5, 200))
        number = np.arange(len(customer)) - np.searchsorted(customer, customer) + 1
        met = draw.random(len(customer)) < 0.3
        loyal = draw.beta(2, 2, 200)[customer]
        lost = draw.random(len(customer)) < np.clip(1 - loyal + 0.15 * met, 0, 1)
        truth = float((np.clip(1 - loyal + 0.15, 0, 1) - (1 - loyal))[met].mean())
        stratum = strata(number, np.ones(len(customer), np.int64), met)
        low, high = Matched.of(met, stratum, customer).contrast(lost).interval or (0.0, 0.0)
        held.append(low <= truth <= high)
    assert np.mean(held) > 0.93


def test_small_countries_are_compared_together() -> None:
    met = np.zeros(100, np.bool_)
    country = np.repeat([1, 2, 3], [60, 20, 20])
    found = strata(np.ones(100, np.int64), country, met)
    assert len(set(found[:60])) == 1
    assert len(set(found[60:])) == 1
    assert found[0] != found[60]


def test_chance_alone_names_no_place() -> None:
    draw = np.random.default_rng(1)
    named = [
        spots([Met(str(n), int(draw.binomial(200, 0.08)), 200) for n in range(50)]) != () for _ in range(60)
    ]
    assert np.mean(named) <= 0.1


def test_the_binomial_tail_is_exact() -> None:
    assert tail(8, 10, 0.5) == pytest.approx(56 / 1024)
    assert tail(10, 10, 0.1) == pytest.approx(1e-10)
    assert tail(1, 10, 0.5) == 1.0
