"""What a cart costs on a day, and when it is promised: computed by hand."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from parcours.demo.storefront import shelf
from parcours.demo.storefront.basket import Basket, basket
from parcours.demo.storefront.delivery import promised
from parcours.demo.storefront.orders import Payment
from parcours.demo.storefront.prices import price_on
from parcours.demo.storefront.visit import Checkout, Visit
from parcours.demo.world.calendar import CLOTHING
from parcours.demo.world.delivery import CARRIERS, carrier

USUAL, BLACK_FRIDAY, WINTER_SALE = date(2026, 10, 5), date(2026, 11, 27), date(2027, 1, 20)
SHIRT = shelf.by_slug("linen-shirt-alba-chalk")
CANDLE = shelf.by_slug("candle-fig-tree")


def _basket(day: date, *, coupon: str = "", carrier: str = "", shirts: int = 0, candles: int = 0) -> Basket:
    visit = Visit(coupon=coupon, checkout=Checkout(delivery=carrier))
    visit = visit.with_quantity(SHIRT.variants[0].sku, shirts).with_quantity(CANDLE.variants[0].sku, candles)
    return basket(visit, day)


def test_the_goods_cost_what_the_catalogue_says() -> None:
    assert (SHIRT.price, CANDLE.price) == (7900, 2600)


@pytest.mark.parametrize(
    ("day", "shirt", "candle"), [(USUAL, 7900, 2600), (BLACK_FRIDAY, 6715, 2210), (WINTER_SALE, 6320, 2600)]
)
def test_a_sale_takes_its_share_off_its_shelves(day: date, shirt: int, candle: int) -> None:
    assert "shirts" in CLOTHING
    assert (price_on(SHIRT, day), price_on(CANDLE, day)) == (shirt, candle)


def test_delivery_is_paid_below_80_euros_and_free_from_there_on() -> None:
    below = _basket(USUAL, shirts=1, carrier="Relais Vert")
    assert (below.goods, below.shipping, below.total, below.to_free) == (7900, 390, 8290, 100)
    above = _basket(USUAL, shirts=1, candles=1, carrier="Relais Vert")
    assert (above.goods, above.shipping, above.total, above.to_free) == (10_500, 0, 10_500, 0)


def test_a_coupon_takes_its_share_off_the_goods_and_counts_before_delivery() -> None:
    taken = _basket(USUAL, shirts=1, candles=0, coupon="BIENVENUE10", carrier="Colis Express")
    assert (taken.discount, taken.goods, taken.shipping, taken.total) == (790, 7110, 990, 8100)


def test_a_coupon_counts_only_while_it_runs() -> None:
    assert _basket(date(2026, 10, 30), candles=1, coupon="LIN20").discount == 520
    assert _basket(date(2026, 11, 3), candles=1, coupon="LIN20").discount == 0


def test_what_is_no_longer_in_the_catalogue_costs_nothing() -> None:
    assert basket(Visit().with_quantity("GONE", 3), USUAL).lines == ()


@pytest.mark.parametrize(
    ("ordered", "day"),
    [
        (datetime(2026, 10, 5, 9, tzinfo=UTC), date(2026, 10, 7)),  # Monday morning, two working days
        (datetime(2026, 10, 5, 13, tzinfo=UTC), date(2026, 10, 8)),  # three in the afternoon in Paris
        (datetime(2026, 10, 9, 9, tzinfo=UTC), date(2026, 10, 12)),  # Friday: Saturday and Monday
        (datetime(2026, 10, 11, 9, tzinfo=UTC), date(2026, 10, 14)),  # Sunday waits for Monday
    ],
)
def test_a_promise_counts_working_days_from_the_dispatch(ordered: datetime, day: date) -> None:
    assert promised(carrier("Colis Express"), "FR", ordered) == day


def test_every_carrier_promises_later_abroad() -> None:
    now = datetime(2026, 10, 5, 9, tzinfo=UTC)
    assert all(promised(each, "FR", now) < promised(each, "IL", now) for each in CARRIERS)


def test_a_changed_cart_forgets_what_was_agreed_with_a_provider() -> None:
    agreed = Visit(checkout=Checkout(token="t", delivery="Poste lente", payment=Payment("wallet", "w-1")))
    assert agreed.with_quantity("A", 1).checkout == Checkout(token="t", delivery="Poste lente")
