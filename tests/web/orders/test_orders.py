"""Orders are listed with the totals of all that is asked for, and each is told whole."""

from __future__ import annotations

import csv
import re

import pytest
from tests.web.explore.shop import signed_in
from tests.web.people.shop import answer, walked

from parcours.charts import Formats
from parcours.commerce.models import Order
from parcours.commerce.selectors import Wanted, totals
from parcours.shop import Shop
from parcours.state.actor import TERMINAL
from parcours.state.audit import AuditEntry

pytestmark = pytest.mark.django_db
ALL = "from=2025-01-01&to=2026-12-31"
KEY = re.compile(r'<a href="/orders/(\d+)/"')
EURO = Formats("en", currency="EUR")


@pytest.fixture
def one(shop: Shop) -> Order:
    """An order that counts."""
    return Order.objects.filter(number__gt=0, placed_at__isnull=False).order_by("-earned")[0]


def test_the_totals_are_those_of_all_orders(shop: Shop) -> None:
    page, found = answer(f"/orders/?{ALL}"), totals(TERMINAL, Wanted())
    assert found.orders > 50
    assert f"<bdi>{found.orders:,}</bdi>" in page
    assert EURO.money(found.earned) in page
    assert EURO.money(found.average) in page


def test_every_page_together_is_every_order_once(shop: Shop) -> None:
    found = [key for page in walked(f"/orders/?{ALL}") for key in KEY.findall(page)]
    assert len(found) == len(set(found)) == totals(TERMINAL, Wanted()).orders


@pytest.mark.parametrize(
    ("asked", "wanted"),
    [
        ("status=refunded", Wanted(status=("refunded",))),
        ("nth=repeat&country=FR", Wanted(nth="repeat", country=("FR",))),
        ("punctual=late", Wanted(punctual="late")),
        ("buyer=guest&payment_method=card", Wanted(buyer="guest", payment_method=("card",))),
    ],
)
def test_filters_choose_as_they_say(shop: Shop, asked: str, wanted: Wanted) -> None:
    expected = totals(TERMINAL, wanted)
    assert expected.orders
    assert f"<bdi>{expected.orders:,}</bdi>" in answer(f"/orders/?{ALL}&{asked}")


def test_a_number_is_found_whatever_the_days(one: Order) -> None:
    assert KEY.findall(answer(f"/orders/?period=7&q={one.order_id}")) == [str(one.pk)]


def test_the_orders_of_one_person(buyer: int) -> None:
    expected = Order.objects.filter(profile_id=buyer, placed_at__isnull=False).count()
    page = answer(f"/orders/?profile={buyer}")
    assert len(KEY.findall(page)) == expected
    assert f'href="/people/{buyer}/"' in page


def test_an_order_tells_its_money_lines_and_person(one: Order) -> None:
    page = answer(f"/orders/{one.pk}/")
    paid = Formats("en", currency=one.currency)
    for amount in (one.revenue, one.tax, one.total):
        assert paid.money(amount) in page
    for line in one.line_set.all():
        assert line.product.product_id in page
    assert f"/people/{one.profile_id}/" in page
    assert "Order" in page
    assert page.count("<dt>") >= 7


def test_an_order_left_out_counts_no_more_and_comes_back(one: Order) -> None:
    before = totals(TERMINAL, Wanted())
    page = signed_in().post(f"/orders/{one.pk}/counting/", {"reason": "a test of ours"}, follow=True)
    assert "left out of all numbers" in page.content.decode()
    assert "a test of ours" in page.content.decode()
    assert totals(TERMINAL, Wanted()).earned == before.earned - one.earned
    assert f"/orders/{one.pk}/" in answer(f"/orders/?{ALL}&excluded=only")
    signed_in().post(f"/orders/{one.pk}/counting/", {"reason": "it was none"})
    assert totals(TERMINAL, Wanted()) == before
    assert AuditEntry.objects.filter(action__startswith="order.").count() == 2


def test_leaving_out_needs_a_reason_and_a_role(one: Order) -> None:
    assert signed_in().post(f"/orders/{one.pk}/counting/", {"reason": " "}).status_code == 422
    assert signed_in("support").get(f"/orders/{one.pk}/counting/").status_code == 403


def test_the_file_has_every_order(shop: Shop) -> None:
    response = signed_in("viewer").get(f"/orders/export/?{ALL}")
    lines = list(csv.reader(b"".join(response.streaming_content).decode("utf-8-sig").splitlines()))
    assert len(lines) == 1 + totals(TERMINAL, Wanted()).orders


@pytest.mark.parametrize(
    "address", ["/orders/0/", "/orders/999999999999/", f"/orders/{2**63}/", "/orders/-1/"]
)
def test_no_order_is_nowhere(shop: Shop, address: str) -> None:
    assert signed_in().get(address).status_code == 404


@pytest.mark.parametrize(
    "asked",
    [
        "status=%00&q=%00&profile=x&buyer=<script>",
        "country=%27--&coupon=%25&overdue=2",
        "profile=-0",
        "profile=9999999999999999999",
    ],
)
def test_what_makes_no_sense_is_left_out(shop: Shop, asked: str) -> None:
    assert "<script>" not in answer(f"/orders/?{asked}").replace("<script src", "")


@pytest.mark.parametrize("language", ["fr", "he"])
def test_other_languages_say_it_in_theirs(one: Order, language: str) -> None:
    for address in ("/orders/", f"/orders/{one.pk}/", f"/orders/{one.pk}/counting/"):
        said = answer(address, language=language)
        assert not re.search(r"How is this|More filters|>delivered<|after discounts|Way to pay", said)


def test_an_empty_shop_says_what_to_do(db: None) -> None:
    assert "Nothing has happened here yet" in answer("/orders/")
