"""Orders are counted once, whichever doors told of them, and net of what was given back."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.journeys.shops import TWELVE, Row, journeys_of

from parcours.journeys.filters import keep
from parcours.journeys.orders import NEVER, Orders

PLACED, REFUNDED, CANCELLED, DELIVERED = (
    "Order Completed",
    "Order Refunded",
    "Order Cancelled",
    "Order Delivered",
)


def told(*rows: tuple[Any, ...]) -> Orders:
    """Return the orders of one profile; rows are (day of January, event, columns)."""
    return Orders.told(_sequences(rows))


def counted(*rows: tuple[Any, ...]) -> Orders:
    return Orders.of(_sequences(rows))


def _sequences(rows: tuple[tuple[Any, ...], ...]) -> Any:
    dated: list[Row] = [(1, f"2026-01-{day:02}", event, *more) for day, event, *more in rows]
    return journeys_of(dated).parts[0]


def order(name: str | None, money: int | None = None, **columns: Any) -> dict[str, Any]:
    return {"order_id": name, "revenue_shop": money, **columns}


def test_the_twelve_profiles_have_eight_orders_of_which_seven_count() -> None:
    part = journeys_of(TWELVE).parts[0]
    orders = Orders.of(part)
    assert part.profiles[orders.profile].tolist() == [1, 1, 3, 6, 7, 8, 10]
    assert orders.number.tolist() == [1, 2, 1, 1, 1, 1, 1]
    assert orders.revenue.tolist() == [5000, 3000, 8000, 2000, 1000, 4000, 7000]
    assert (orders.delivered != NEVER).tolist() == [True, False, False, False, False, False, True]
    assert len(Orders.told(part)) == 8


def test_an_order_told_by_two_doors_counts_once_with_the_money_of_the_trusted_one() -> None:
    orders = counted(
        (1, PLACED, order("a", 999, trust="browser")),
        (2, PLACED, order("a", 500, trust="server")),
        (3, PLACED, order("a", 777, trust="browser")),
    )
    assert orders.revenue.tolist() == [500]
    assert orders.position.tolist() == [0]


def test_of_equally_trusted_tellings_the_latest_with_a_price_says_the_money() -> None:
    orders = counted(
        (1, PLACED, order("a", 500, trust="server")),
        (2, "Order Updated", order("a", 400, trust="server")),
        (3, "Order Updated", order("a", None, trust="signed")),
    )
    assert orders.revenue.tolist() == [400]


def test_the_same_number_in_two_shops_is_two_orders() -> None:
    orders = counted(
        (1, PLACED, order("7", 10, shop_id="paris")), (2, PLACED, order("7", 20, shop_id="haifa"))
    )
    assert orders.revenue.tolist() == [10, 20]


@pytest.mark.parametrize(
    "end",
    [
        (2, CANCELLED, order("a")),
        (2, REFUNDED, order("a", -100)),
        (2, REFUNDED, order("a", -120)),
        (2, REFUNDED, order("a")),
        (2, CANCELLED, order(None)),
        (2, "Payment Failed", order("a")),
    ],
)
def test_an_order_called_off_refunded_or_unpaid_does_not_count(end: tuple[Any, ...]) -> None:
    rows = ((1, PLACED, order("a", 100)), end)
    assert len(counted(*rows)) == 0
    assert told(*rows).voided_position.tolist() == [1]


def test_a_payment_that_failed_and_then_went_through_leaves_the_order_standing() -> None:
    assert (
        len(
            counted(
                (1, PLACED, order("a", 100)), (2, "Payment Failed", order("a")), (3, "Order Paid", order("a"))
            )
        )
        == 1
    )
    assert len(counted((1, "Payment Failed", order("a")), (2, PLACED, order("a", 100)))) == 1


def test_an_order_given_back_on_its_own_row_does_not_count() -> None:
    assert len(counted((1, PLACED, order("a", 0, refund=100)))) == 0
    assert counted((1, PLACED, order("a", 0))).priced.tolist() == [True]


def test_partial_refunds_are_netted_once_though_two_doors_tell_of_them() -> None:
    orders = counted(
        (1, PLACED, order("a", 100, trust="server")),
        (2, REFUNDED, order("a", -10, trust="signed")),
        (3, REFUNDED, order("a", -10, trust="server")),
        (4, REFUNDED, order("a", -15, trust="signed")),
    )
    assert orders.revenue.tolist() == [75]


def test_a_refund_that_names_no_order_lowers_the_profile_and_touches_no_order() -> None:
    orders = counted(
        (1, PLACED, order("a", 100)), (2, REFUNDED, order("C7", -30)), (3, REFUNDED, order(None, -5))
    )
    assert orders.revenue.tolist() == [100]
    assert orders.revenue_by_profile(1).tolist() == [65]


def test_delivery_and_promise_are_known_where_the_log_tells_them() -> None:
    promise = np.datetime64("2026-01-03", "us").astype(object)
    orders = counted(
        (1, PLACED, order("a", 100)),
        (2, PLACED, order("b", 100)),
        (3, "Order Shipped", order("a", promised_at=promise)),
        (4, DELIVERED, order("a")),
        (5, DELIVERED, order("a")),
    )
    days = orders.delivered.astype("datetime64[us]").astype("datetime64[D]")
    assert str(days[0]) == "2026-01-04"
    assert orders.delivered[1] == NEVER
    assert orders.promised.tolist() == [1767398400000000, NEVER]


def test_a_delivery_without_an_order_number_is_that_of_the_order_before() -> None:
    orders = counted((1, PLACED, order(None, 1)), (2, DELIVERED, order(None)), (3, PLACED, order(None, 2)))
    assert (orders.delivered != NEVER).tolist() == [True, False]


def test_what_is_told_after_the_moment_asked_for_is_not_known() -> None:
    part = _sequences(((1, PLACED, order("a", 100)), (5, CANCELLED, order("a")), (6, PLACED, order("b", 50))))
    assert len(Orders.of(part, until=int(part.times[0]))) == 1
    assert Orders.of(part, until=int(part.times[1])).position.tolist() == []
    assert Orders.of(part).position.tolist() == [2]


def test_orders_of_a_hidden_profile_are_left_out() -> None:
    part = journeys_of(TWELVE).parts[0]
    part.hidden[0] = True
    assert 1 not in part.profiles[Orders.of(part).profile]


def test_a_log_without_orders_has_none() -> None:
    assert len(counted((1, "Page Viewed"))) == 0


TELLING = st.tuples(
    st.integers(1, 3),
    st.integers(0, 30),
    st.sampled_from([PLACED, PLACED, "Order Updated", REFUNDED, CANCELLED, DELIVERED, "Page Viewed"]),
    st.sampled_from([None, "a", "b"]),
    st.sampled_from([None, 5, 10]),
    st.sampled_from(["browser", "server", "signed"]),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(TELLING, min_size=1, max_size=25))
def test_orders_are_those_of_a_plain_reading_of_the_rules(tellings: list[tuple[Any, ...]]) -> None:
    rows = [
        (
            profile,
            f"2026-01-01 00:00:{second:02}",
            event,
            {"order_id": name, "revenue_shop": money, "trust": trust},
        )
        for profile, second, event, name, money, trust in tellings
    ]
    part = journeys_of(rows).parts[0]
    orders = Orders.of(part)
    found = list(zip(orders.profile.tolist(), orders.position.tolist(), orders.revenue.tolist(), strict=True))
    assert found == _plainly(part)


def _plainly(part: Any) -> list[tuple[int, int, int]]:
    found = []
    for profile in range(len(part)):
        rows = range(part.offsets[profile], part.offsets[profile + 1])
        groups: dict[Any, list[int]] = {}
        last: Any = None
        for row in rows:
            event, name = part.names[part.events[row]], _value(part, "order_id", row)
            key = name or row
            if event == PLACED:
                last = key
            elif name is None and event in (CANCELLED, DELIVERED) and last is not None:
                key = last
            groups.setdefault(key, []).append(row)
        found += [(profile, *one) for one in (_order(part, rows) for rows in groups.values()) if one]
    return sorted(found)


def _order(part: Any, rows: list[int]) -> tuple[int, int] | None:
    named = [(row, part.names[part.events[row]], _value(part, "revenue_shop", row)) for row in rows]
    placed = [row for row, event, _ in named if event == PLACED]
    if not placed or any(event == CANCELLED for _, event, _ in named):
        return None
    prices = [
        (_trust(part, r), r, money) for r, e, money in named if e in (PLACED, "Order Updated") and money
    ]
    price = max(prices)[2] if prices else 0
    refunds = [(_trust(part, row), money) for row, event, money in named if event == REFUNDED]
    best = max((trust for trust, _ in refunds), default=0)
    counted = [money for trust, money in refunds if trust == best]
    if None in counted or (counted and prices and sum(counted) >= price):
        return None
    return placed[0], price - sum(counted) if prices else 0


def _trust(part: Any, row: int) -> int:
    return ["browser", "server", "signed"].index(_value(part, "trust", row))


def _value(part: Any, name: str, row: int) -> Any:
    column = part.column(name)
    return None if column.codes[row] == 0 else column.values[column.codes[row]]


def test_orders_left_out_are_not_there_with_all_that_was_told_of_them() -> None:
    part = replace(
        _sequences(
            (
                (1, PLACED, order("a", 500)),
                (2, PLACED, order("b", 700)),
                (3, REFUNDED, order("a", -100)),
                (4, PLACED, order("a", 900, shop_id="other")),
                (5, PLACED, order(None, 40)),
            )
        ),
        left_out=frozenset({("", "a"), ("", "unheard of")}),
    )
    orders = Orders.told(part)
    assert orders.revenue.tolist() == [700, 900, 40]
    assert orders.number.tolist() == [1, 2, 3]
    assert not len(orders.loose_refund)
    assert len(Orders.told(keep(part, np.array([True, False, True, False, False])))) == 0
