"""The shop's memory: one order a checkout, no change lost, nothing half done."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parcours.demo.storefront.codec import decode, encode
from parcours.demo.storefront.orders import Address, Order, OrderLine, Payment
from parcours.demo.storefront.store import FIRST_ORDER, Store
from parcours.demo.storefront.visit import MOST_OF_ONE, Visit

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
HOME = Address("a@example.com", "A", "1 Street", "69001", "Lyon", "FR")
ORDER = Order(
    token="t1",
    placed=NOW,
    account=0,
    language="fr",
    address=HOME,
    delivery="Colis Express",
    promised=NOW.date(),
    payment=Payment("card", "card-1", "4242"),
    lines=(OrderLine("SKU", "TIL-0001", 2, 4500),),
    discount=900,
    shipping=990,
)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path)


def test_an_order_adds_up() -> None:
    assert (ORDER.subtotal, ORDER.total) == (9000, 9090)


def test_a_checkout_ends_in_one_order_and_an_empty_cart(store: Store) -> None:
    store.change("s", lambda visit: visit.with_quantity("SKU", 2), NOW)
    first, again = store.place(ORDER, "s"), store.place(ORDER, "s")
    assert first == again == store.order(FIRST_ORDER) == store.order_of("t1")
    assert store.visit("s") == Visit()
    assert store.place(replace(ORDER, token="t2"), "s").number == FIRST_ORDER + 1


def test_many_threads_lose_no_change_and_place_one_order(store: Store) -> None:
    placed = []

    def work(number: int) -> None:
        store.change("s", lambda visit: visit.with_quantity(f"SKU-{number}", 1), NOW)
        placed.append(store.place(ORDER, "other").number)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert store.visit("s").count == 12
    assert placed == [FIRST_ORDER] * 12


def test_a_change_that_fails_changes_nothing(store: Store) -> None:
    store.change("s", lambda visit: visit.with_quantity("SKU", 1), NOW)
    with pytest.raises(ZeroDivisionError):
        store.change("s", lambda visit: visit.with_quantity("SKU", 1 // 0), NOW)
    assert store.visit("s").count == 1


def test_an_address_has_one_account_however_it_is_written(store: Store) -> None:
    account = store.sign_up(email="A@Example.com", name="A", password="secret")
    assert store.sign_up(email="a@example.com", name="B", password="other") is None
    assert store.account_of("a@EXAMPLE.com") == store.account(account.number) == account


def test_an_account_has_its_orders_and_addresses_the_latest_first(store: Store) -> None:
    other = replace(HOME, street="2 Street")
    for token, address in (("a", HOME), ("b", other), ("c", HOME)):
        store.place(replace(ORDER, token=token, account=7, address=address), "")
    assert [order.token for order in store.orders(7)] == ["c", "b", "a"]
    assert store.addresses(7) == (HOME, other)
    assert store.orders(8) == ()


def test_a_visit_moves_to_another_session_and_old_ones_are_forgotten(store: Store) -> None:
    store.change("old", lambda visit: visit.with_quantity("SKU", 1), NOW)
    store.rename("old", "new")
    assert store.visit("old") is None
    store.change("ancient", lambda visit: visit, NOW - timedelta(days=91))
    store.forget_visits(NOW - timedelta(days=90))
    assert store.visit("ancient") is None
    assert store.visit("new").count == 1


@given(st.lists(st.tuples(st.sampled_from("ABCD"), st.integers(-2, 20)), max_size=20))
def test_a_cart_holds_each_variant_once_and_never_too_many(changes: list[tuple[str, int]]) -> None:
    visit = Visit()
    for sku, quantity in changes:
        visit = visit.with_quantity(sku, quantity)
    skus = [line.sku for line in visit.cart]
    assert len(skus) == len(set(skus))
    assert all(1 <= line.quantity <= MOST_OF_ONE for line in visit.cart)
    assert decode(Visit, encode(visit)) == visit


@given(st.text(), st.dates(), st.datetimes(timezones=st.just(UTC)))
def test_an_order_comes_back_as_it_was_written(text: str, day, moment: datetime) -> None:
    order = replace(ORDER, gift_note=text, promised=day, placed=moment)
    assert decode(Order, encode(order)) == order
    filled = Visit().filling(address=HOME, payment=order.payment, token=text)
    assert decode(Visit, encode(filled)) == filled


def test_a_field_that_was_not_known_then_or_is_not_known_now_does_no_harm() -> None:
    assert decode(Visit, '{"coupon": "X", "gone": 1}') == Visit(coupon="X")
