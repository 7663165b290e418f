"""The overview's numbers are those of the library, what needs attention comes first."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

import pytest
from tests.web.explore.shop import signed_in, whole

from parcours.charts import Formats
from parcours.commerce.models import Product
from parcours.journeys.orders import Orders
from parcours.shop import Shop
from parcours.web.explore.selections import Selection
from parcours.web.overview.selectors import CountDays, FindVainSearches, RankProducts

pytestmark = pytest.mark.django_db
FIRST, LAST = date(2026, 3, 1), date(2026, 4, 30)
DAYS = "from=2026-03-01&to=2026-04-30"
MARCH = Selection(FIRST, LAST)


def test_the_numbers_are_those_of_the_library(shop: Shop) -> None:
    page = whole(signed_in(), f"/overview/?{DAYS}")
    values = re.findall(r'class="stat-value"><bdi>([^<]+)</bdi>', page)
    found = CountDays(FIRST, LAST).answer(shop.journeys())
    english = Formats("en", currency="EUR")
    expected = [
        english.count(found.profiles),
        english.count(found.new_customers),
        english.count(found.orders),
    ]
    assert values[:4] == [*expected, english.money(found.revenue)]
    assert values[5] == english.share(found.conversion.value)
    carts = shop.journeys().between(FIRST, LAST).funnel(["Product Added", "Order Completed"], within="7d")
    assert values[7] == english.share(1 - carts.rates[1])


def test_channels_share_out_the_orders_and_the_revenue(shop: Shop) -> None:
    found = CountDays(FIRST, LAST).answer(shop.journeys())
    assert sum(channel.orders for channel in found.channels) == found.orders
    assert sum(channel.revenue for channel in found.channels) == found.revenue


def test_what_needs_attention_comes_first_with_money_and_a_way_to_more(shop: Shop) -> None:
    client = signed_in()
    page = whole(client, f"/overview/?{DAYS}")
    drawn = shop.journeys().between(FIRST, LAST).journey_map()
    assert page.index('id="attention"') < page.index('id="numbers"')
    leak = drawn.leaks[0]
    assert leak.at_risk is not None
    assert Formats("en", currency="EUR").about(leak.at_risk.value) in page
    for address in re.findall(r'<h3><a href="(/(?:map|funnel)/[^"#]+)', page):
        whole(client, address.replace("&amp;", "&"))


def test_searches_in_vain_are_counted_as_they_were_written(shop: Shop) -> None:
    journeys = shop.journeys().between(FIRST, LAST)
    part = journeys.parts[0]
    query, results = part.column("search_query"), part.column("search_results")
    plain: Counter[str] = Counter()
    for row in range(len(part.times)):
        if results.codes[row] and results.values[results.codes[row]] == 0:
            plain[str(query.values[query.codes[row]])] += 1
    found = FindVainSearches(MARCH).answer(shop.journeys())
    assert {each.name: each.n for each in found}.items() <= plain.items()
    assert found[0].n == max(plain.values())


def test_products_are_counted_in_orders_and_in_pieces(shop: Shop) -> None:
    part = shop.journeys().between(FIRST, LAST).parts[0]
    rows = part.rows(Orders.of(part).position, "items")["items"].to_pylist()
    orders: Counter[str] = Counter()
    pieces: Counter[str] = Counter()
    for items in rows:
        orders.update({item["product_id"] for item in items})
        for item in items:
            pieces[item["product_id"]] += round(item["quantity"])
    found = RankProducts(MARCH).answer(shop.journeys())
    assert [each.n for each in found] == [n for _, n in orders.most_common(10)]
    assert all(pieces[each.name] == each.pieces for each in found)


def test_without_days_before_nothing_is_compared(shop: Shop) -> None:
    page = whole(signed_in(), f"/overview/?{DAYS}&compare=year")
    assert "nothing to compare with" in page


@pytest.mark.parametrize("language", ["en", "fr", "he"])
def test_every_language_is_spoken(shop: Shop, language: str) -> None:
    page = whole(signed_in(language=language), f"/overview/?{DAYS}")
    title = {"en": "Needs attention", "fr": "À regarder d’abord", "he": "דורש תשומת לב"}[language]
    assert title in page


def test_parts_come_one_by_one(shop: Shop) -> None:
    client = signed_in()
    whole(client, f"/overview/?{DAYS}")
    response = client.get(f"/overview/?{DAYS}&part=channels", headers={"HX-Request": "true"})
    assert response.content.startswith(b'<div class="part" id="part-channels"')
    assert "HX-Request" in response.headers["Vary"]


def test_products_are_named_where_a_name_is_known(shop: Shop) -> None:
    first, second = RankProducts(Selection(None, None)).answer(shop.journeys())[:2]
    Product.objects.create(product_id=first.name, seen_name="Table lamp <Phare>")
    page = whole(signed_in(), "/overview/?period=all")
    assert "Table lamp &lt;Phare&gt;" in page
    assert f'href="/products/item/{first.name}"' in page
    assert f"<bdi>{second.name}</bdi>" in page
