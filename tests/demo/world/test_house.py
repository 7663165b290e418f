"""Delivery, checkout, stock, content and addresses."""

from __future__ import annotations

from itertools import pairwise

import pytest

from parcours.demo.words import LANGUAGES
from parcours.demo.world import pages
from parcours.demo.world.catalogue import CATEGORIES, PRODUCTS
from parcours.demo.world.checkout import FIELDS, PAYMENT_METHODS, STEPS, fields_of
from parcours.demo.world.content import CONTENT
from parcours.demo.world.countries import COUNTRIES
from parcours.demo.world.delivery import CARRIERS, LATE_CARRIER, carrier, delivery_price
from parcours.demo.world.stock import sold_out

CODES = [country.code for country in COUNTRIES]


def test_shares_of_countries_and_of_their_languages_add_up():
    assert sum(country.weight for country in COUNTRIES) == pytest.approx(1)
    for country in COUNTRIES:
        assert sum(share for _, share in country.languages) == pytest.approx(1)
        assert {language for language, _ in country.languages} <= set(LANGUAGES)


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("each", CARRIERS, ids=lambda each: each.name)
def test_every_carrier_usually_keeps_what_is_promised(each, code):
    assert 0 < each.usual_days(code) < each.promised_days(code)


def test_the_late_carrier_is_chosen_often_and_is_not_the_slow_one():
    late = carrier(LATE_CARRIER)
    assert late.share == max(each.share for each in CARRIERS)
    assert all(late.usual_days(code) < carrier("Poste lente").usual_days(code) for code in CODES)
    assert sum(each.share for each in CARRIERS) == pytest.approx(1)


def test_delivery_costs_less_the_longer_it_takes_and_is_free_for_large_orders():
    assert delivery_price(carrier("Colis Express"), 2_000) > delivery_price(carrier("Poste lente"), 2_000)
    assert {delivery_price(each, 9_000) for each in CARRIERS} == {0}


def test_the_checkout_has_four_steps_with_fields():
    assert STEPS == ("address", "delivery", "payment", "review")
    assert [field for step in STEPS for field in fields_of(step)] == list(FIELDS)
    assert all(fields_of(step) for step in STEPS)


def test_fields_take_seconds_and_what_can_be_refused_says_why():
    assert all(0 < field.seconds < 60 and 0 <= field.refused < 0.1 for field in FIELDS)
    assert all(bool(field.reason) == (field.refused > 0) for field in FIELDS)


@pytest.mark.parametrize("code", CODES)
def test_ways_to_pay_share_each_country_out(code):
    assert sum(method.weight(code) for method in PAYMENT_METHODS) == pytest.approx(1)


def test_payments_sometimes_fail_for_a_reason():
    assert all(0 < method.failure < 0.15 and method.reasons for method in PAYMENT_METHODS)
    assert {method.code for method in PAYMENT_METHODS} == {
        "card",
        "wallet",
        "instalments",
        "transfer",
        "gift_card",
    }


@pytest.mark.parametrize("days", [180, 365, 730])
def test_what_is_sold_out_is_so_for_some_days_and_comes_back(days):
    for product in PRODUCTS:
        times = sold_out(product, days)
        assert all(
            0 <= each.ends < each.starts <= days and 5 <= each.starts - each.ends <= 13 for each in times
        )
        assert all(earlier.ends > later.starts for later, earlier in pairwise(times))


def test_nothing_is_sold_out_before_it_was_launched():
    assert all(
        each.starts < product.launched
        for product in PRODUCTS
        if product.launched
        for each in sold_out(product, 730)
    )


def test_a_few_percent_of_the_shop_are_sold_out():
    days = sum(each.starts - each.ends for product in PRODUCTS for each in sold_out(product, 730))
    assert 0.01 < days / (730 * len(PRODUCTS)) < 0.05


def test_gifts_never_run_out():
    assert not any(sold_out(product, 730) for product in PRODUCTS if product.category == "gifts")


def test_content_has_slugs_of_its_own_and_topics_that_are_sold():
    assert len({each.slug for each in CONTENT}) == len(CONTENT) == 22
    assert {each.topic for each in CONTENT} <= {category.code for category in CATEGORIES}
    assert {each.format for each in CONTENT} == {"post", "video", "guide", "comparison"}


def test_what_compares_readies_to_buy_most():
    pulls = {kind: [each.pull for each in CONTENT if each.format == kind] for kind in ("comparison", "video")}
    assert min(pulls["comparison"]) > max(pulls["video"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_has_an_address_of_its_own_in_its_language(language):
    paths = [
        pages.home(language),
        pages.search(language),
        pages.comparison(language),
        pages.cart(language),
        pages.account(language),
        *(pages.checkout(language, step) for step in STEPS),
        *(pages.category(language, each) for each in CATEGORIES),
        *(pages.product(language, each) for each in PRODUCTS),
        *(pages.post(language, each.slug) for each in CONTENT),
    ]
    assert len(set(paths)) == len(paths)
    assert all(path.startswith(f"/{language}/") and path.endswith("/") for path in paths)
