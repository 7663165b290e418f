"""Lists of orders find what is asked for, page by page, and their totals are those of what they list."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from tests.commerce.made import HOUR, START, item, placed, refunded, tell, touch

from parcours.commerce.selectors import (
    OrderRow,
    Period,
    Wanted,
    choosing,
    orders,
    orders_by,
    orders_over_time,
    products,
    totals,
)
from parcours.errors import InputError
from parcours.state.actor import TERMINAL

pytestmark = pytest.mark.django_db
DAY = 24


@pytest.fixture
def sold():
    """Ten orders, from January to May."""
    tell(
        [
            placed(
                f"T{number:02}",
                revenue=1000 * number,
                hour=DAY * 15 * number,
                who=number % 3,
                channel="email" if number % 2 else "direct",
                country="FR",
                coupon="TEN" if number % 5 == 0 else None,
                is_guest=number % 2 == 0,
                items=[item(f"p{number % 4}", 1.0, 1000)],
            )
            for number in range(10)
        ]
        + [
            touch("Order Delivered", "T01", hour=DAY * 30, promised_at=START + 20 * DAY * HOUR),
            touch("Order Shipped", "T09", hour=DAY * 140, promised_at=START + 145 * DAY * HOUR),
            touch("Order Cancelled", "T03", hour=DAY * 60),
            refunded("T02", None, hour=DAY * 60),
        ]
    )


QUESTIONS = {
    "all": (Wanted(), range(10)),
    "a channel": (Wanted(channel=("email",)), (1, 3, 5, 7, 9)),
    "two statuses": (Wanted(status=("cancelled", "refunded")), (2, 3)),
    "late": (Wanted(punctual="late"), (1,)),
    "guests": (Wanted(buyer="guest"), (0, 2, 4, 6, 8)),
    "first orders": (Wanted(nth="first"), (0, 1, 5)),
    "a coupon": (Wanted(coupon="TEN"), (0, 5)),
    "a part of the number": (Wanted(number="T0"), range(10)),
    "a number": (Wanted(number="T07"), (7,)),
    "a profile": (Wanted(profile_id=1), (1, 4, 7)),
    "amounts": (Wanted(least=4000, most=6000), (4, 5, 6)),
    "overdue": (Wanted(overdue_at=datetime(2026, 6, 20, tzinfo=UTC)), (9,)),
    "days of March": (Wanted(period=Period(date(2026, 3, 2), date(2026, 3, 31))), (4, 5)),
    "whole months": (Wanted(period=Period(date(2026, 2, 1), date(2026, 3, 31))), (3, 4, 5)),
    "left out": (Wanted(excluded="only"), ()),
    "channel and amount": (Wanted(channel=("email",), least=5000), (5, 7, 9)),
}


@pytest.mark.parametrize("few", [choosing.FEW, 0])
def test_what_is_asked_for_is_listed_and_summed_however_the_database_finds_it(sold, monkeypatch, few):
    monkeypatch.setattr(choosing, "FEW", few)
    for name, (wanted, numbers) in QUESTIONS.items():
        listed = _all_pages(wanted)
        assert sorted(row.number for row in listed) == [f"T{number:02}" for number in numbers], name
        sums = totals(TERMINAL, wanted)
        assert (sums.orders, sums.earned) == (len(listed), sum(row.earned for row in listed)), name
        assert sum(each.totals.orders for each in orders_by(TERMINAL, wanted, "channel")) == len(listed), name
        for step in ("day", "month"):
            buckets = orders_over_time(TERMINAL, wanted, step)
            assert sum(each.totals.orders for each in buckets) == len(listed), name


def _all_pages(wanted: Wanted) -> list[OrderRow]:
    found = orders(TERMINAL, wanted, size=3)
    listed = list(found.rows)
    while found.next:
        found = orders(TERMINAL, wanted, cursor=found.next, size=3)
        listed += found.rows
    return listed


def test_the_latest_come_first_and_numbers_in_their_order(sold):
    assert [row.number for row in orders(TERMINAL, Wanted(), size=2).rows] == ["T09", "T08"]
    assert [row.number for row in orders(TERMINAL, Wanted(number="T"), size=2).rows] == ["T00", "T01"]


def test_a_page_that_there_is_not_is_refused(sold):
    with pytest.raises(InputError, match="no such page"):
        orders(TERMINAL, Wanted(), cursor="nonsense")


def test_an_average_is_over_orders_that_count_and_have_a_price():
    tell([placed("A", revenue=100), placed("B", revenue=None, hour=1), placed("C", revenue=300, hour=2)])
    sums = totals(TERMINAL, Wanted())
    assert (sums.counting, sums.unpriced, sums.average) == (3, 1, 200)


def test_products_are_sorted_by_anything_and_what_is_not_known_comes_last(sold):
    tell([touch("Product Viewed", items=[item("p1")], message_id=f"v{n}") for n in range(4)])
    assert [row.product_id for row in products(TERMINAL, by="view_to_order").rows] == ["p1", "p0", "p2", "p3"]
    assert products(TERMINAL, by="earned").rows[0].product_id == "p1"
    assert products(TERMINAL, by="earned", descending=False).rows[-1].product_id == "p1"
    returned = products(TERMINAL, by="return_rate").rows[0]
    assert (returned.product_id, returned.sales.returned_orders, returned.sales.orders) == ("p2", 1, 2)
    assert [row.product_id for row in products(TERMINAL, search="P3").rows] == ["p3"]
    march = products(TERMINAL, period=Period(date(2026, 3, 1), date(2026, 3, 31)), by="orders")
    assert march.rows[0].sales.orders == 1
