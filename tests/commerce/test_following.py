"""What touchpoints make of orders."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pytest
from tests.commerce.made import HOUR, START, item, merged, placed, refunded, tell, touch
from tests.commerce.reference import shared

from parcours.commerce.following.settle import settle
from parcours.commerce.models import Happening, Line, Order, Product, ProductTally
from parcours.commerce.reactions import forget_derived, forget_profiles
from parcours.commerce.selectors import Period, Wanted, loose_refunds, order, orders, totals
from parcours.journeys.index.roots import NO_MERGES
from parcours.state.actor import TERMINAL

pytestmark = pytest.mark.django_db


def only() -> Any:
    """Return the one order, with its kind."""
    return Order.objects.select_related("kind").get(placed_at__isnull=False)


def only_of(number: str) -> Order:
    """Return the order with a number."""
    return Order.objects.get(order_id=number)


def test_a_delivery_that_is_told_before_its_order_waits_for_it():
    tell([touch("Order Delivered", "A", hour=50, promised_at=START + 40 * HOUR)])
    assert not orders(TERMINAL, Wanted()).rows
    tell([placed("A")])
    assert (only().kind.status, only().kind.punctual) == ("delivered", "late")


def test_a_refund_that_two_doors_tell_of_is_given_back_once():
    tell([placed("A"), refunded("A", 300, trust="server"), refunded("A", 300, trust="signed")])
    assert (only().earned, only().kind.status) == (700, "partly_returned")


def test_of_a_pixels_and_a_webhooks_row_the_webhook_says_the_money_and_the_pixel_the_channel():
    pixel = placed("A", revenue=999, trust="browser", channel="email", who=5)
    webhook = placed("A", revenue=1000, trust="signed", hour=1, who=7, items=[item("lamp", 2.0, 500)])
    for stream in ([pixel, webhook], [webhook, pixel]):
        tell(stream)
        assert (only().revenue_shop, only().kind.channel, only().leaf) == (1000, "email", 7)
        assert [line.quantity for line in Line.objects.all()] == [2000]
        forget_derived()


def test_an_order_without_a_number_is_one_of_its_own():
    tell([placed(None), placed(None, hour=1)])
    assert [row.number for row in orders(TERMINAL, Wanted()).rows] == ["", ""]
    assert totals(TERMINAL, Wanted()).earned == 2000


def test_a_number_names_an_order_of_its_shop():
    tell([placed("7", shop_id="paris"), placed("7", shop_id="haifa", revenue=500)])
    assert totals(TERMINAL, Wanted()).orders == 2


def test_what_parcours_itself_says_changes_no_order():
    tell([placed("A"), touch("Order Cancelled", "A", origin="system")])
    assert only().kind.status == "placed"


def test_lines_share_what_the_order_brought_to_the_last_cent():
    lines = [item("lamp", 1.0, 1000), item("vase", 2.0, 333), item("tea", 0.25, 4001)]
    tell([placed("A", revenue=2000, items=lines)])
    shares = list(Line.objects.order_by("position").values_list("revenue_shop", flat=True))
    assert shares == shared(2000, [1_000_000, 666_000, 1_000_250])
    assert sum(shares) == 2000


def test_what_is_given_back_is_taken_off_the_lines_that_came_back():
    lines = [item("lamp", 1.0, 1000), item("vase", 1.0, 1000)]
    back = refunded("A", 1000, items=[item("vase")], hour=9)
    tell([placed("A", revenue=2000, items=lines), back])
    earned = dict(Line.objects.values_list("product__product_id", "earned"))
    assert earned == {"lamp": 1000, "vase": 0}


def test_a_return_is_counted_once_though_its_arrival_and_its_refund_tell_of_it():
    tell(
        [
            placed("A", revenue=3000, items=[item("lamp", 3.0, 1000)]),
            touch("Return Requested", "A", items=[item("lamp", 1.0)], hour=1),
            touch("Return Received", "A", items=[item("lamp", 1.0)], hour=2),
            refunded("A", 1000, items=[item("lamp", 1.0)], hour=3),
        ]
    )
    assert Line.objects.get().returned == 1000
    assert list(ProductTally.objects.values_list("orders", "returned_orders", "returned").distinct()) == [
        (1, 1, 1000)
    ]


def test_a_refund_of_everything_sends_all_goods_back_and_the_sale_still_counts_among_those_returned():
    tell([placed("A", items=[item("lamp", 2.0, 500)]), refunded("A", None)])
    assert Line.objects.get().returned == 2000
    assert list(ProductTally.objects.values_list("orders", "returned_orders", "earned").distinct()) == [
        (1, 1, 0)
    ]


def test_a_cancelled_order_makes_the_next_one_the_first():
    tell([placed("A"), placed("B", hour=5), touch("Order Cancelled", "A", hour=9)])
    numbers = dict(Order.objects.values_list("order_id", "number"))
    kinds = dict(Order.objects.values_list("order_id", "kind__nth"))
    assert (numbers, kinds) == ({"A": 0, "B": 1}, {"A": "", "B": "first"})


def test_joined_profiles_have_one_first_order_and_taken_apart_each_has_its_own():
    tell([placed("A", who=1), placed("B", who=5, hour=5)])
    for roots, numbers in ((merged(_5=1), [1, 2]), (NO_MERGES, [1, 1])):
        tell([touch("Page Viewed", hour=9)], roots=roots)
        assert list(Order.objects.order_by("order_id").values_list("number", flat=True)) == numbers
        assert totals(TERMINAL, Wanted(nth="first")).orders == numbers.count(1)


def test_a_failed_payment_of_its_checkout_is_shown_with_the_order():
    failed = touch("Payment Failed", checkout_id="K1", payment_method="card")
    tell([failed, placed("A", checkout_id="K1", hour=1)])
    page = order(TERMINAL, only().pk)
    assert (page.failures, [each.method for each in page.payments]) == (1, ["card"])
    assert page.row.status == "placed"


def test_products_are_called_as_they_were_called_last_whatever_came_last():
    views = [
        touch("Product Viewed", items=[item("lamp", price=900)], hour=9, name='The "new" lamp'),
        touch("Product Viewed", items=[item("lamp", price=800)], hour=1, name="Old lamp"),
        touch("Product Added", items=[item("lamp", price=None)], hour=10),
    ]
    tell(views, cuts := [1, 2])
    lamp = Product.objects.get(product_id="lamp")
    assert (lamp.seen_name, lamp.seen_price, len(cuts)) == ('The "new" lamp', 900, 2)
    tally = ProductTally.objects.get(grain=0)
    assert (tally.views, tally.carts) == (2, 1)


def test_settling_again_changes_nothing():
    tell([placed("A"), refunded("A", 200), touch("Order Shipped", "A")])
    before = (list(Order.objects.values()), list(Line.objects.values()), list(ProductTally.objects.values()))
    settle(_keys(), NO_MERGES)
    assert before == (
        list(Order.objects.values()),
        list(Line.objects.values()),
        list(ProductTally.objects.values()),
    )


def test_of_forgotten_profiles_nothing_stays():
    tell(
        [placed("A", who=1), placed("B", who=5, hour=1), touch("Order Shipped", "B", who=1)],
        roots=merged(_1=5),
    )
    assert only_of("B").number == 2
    forget_profiles(np.array([1]))
    assert only_of("B").number == 1
    assert list(Order.objects.values_list("order_id", flat=True)) == ["B"]
    assert not Happening.objects.filter(leaf=1).exists()
    assert totals(TERMINAL, Wanted()).orders == 1
    assert only().kind.status == "placed"


def _keys() -> Any:
    return np.array(sorted(Order.objects.values_list("id", flat=True)), np.int64)


def test_money_given_back_for_no_order_that_is_known_is_told_apart():
    tell([refunded(None, 300, hour=5), refunded("Z", 200, hour=6)])
    assert not orders(TERMINAL, Wanted()).rows
    loose = loose_refunds(TERMINAL, Period(date(2026, 1, 1), date(2026, 1, 1)))
    assert (loose.refunds, loose.amount) == (2, 500)
    assert loose_refunds(TERMINAL, Period(date(2026, 1, 2), date(2026, 1, 2))).refunds == 0


def test_absurd_numbers_and_names_of_a_pixel_stop_nothing():
    wild = [item("lamp", 1e300, 2**62), item("vase", float("nan"), -(2**62)), item("tea", -3.0, 5)]
    tell(
        [
            placed("A", revenue=2**62, trust="browser", items=wild, discount=2**62),
            placed("B", revenue=2**62, trust="browser", items=wild, hour=1),
            refunded("A", 5, items=[item("lamp", 1e300)], trust="browser"),
            {
                **touch("Product Viewed", items=[item("lamp")]),
                "properties": '{"name": "\\ud800 ' + "x" * 300 + '"}',
            },
            {**touch("Product Viewed", items=[item("vase")]), "properties": '{"name": "\\q"}'},
        ]
    )
    assert totals(TERMINAL, Wanted()).orders == 2
    assert len(Product.objects.get(product_id="lamp").seen_name) == 200
    for number in ("A", "B"):
        earned = Line.objects.filter(order__order_id=number).values_list("earned", flat=True)
        assert sum(earned) == only_of(number).earned
