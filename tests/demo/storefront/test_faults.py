"""Each fault does what it says, and nothing of it is there without it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from tests.demo.storefront.asking import Asker
from tests.demo.storefront.serving import serving
from tests.demo.storefront.walking import CANDLE, DESK, PHONE, SHIRT, Visitor, visiting

from parcours.demo.storefront.faults import FAULTS
from parcours.demo.storefront.shelf import best_sellers


@contextmanager
def _meeting(browser: Browser, shop: str, fault: str, size: dict[str, int] = DESK) -> Iterator[Visitor]:
    with visiting(browser, shop, size) as visitor:
        visitor.go(f"/faults?{fault}=on")
        yield visitor


def _asker(shop: str, *faults: str) -> Asker:
    asker = Asker(shop)
    for fault in faults:
        assert asker.get(f"/faults?{fault}=on").status == 200
    return asker


def _attempts(visitor: Visitor) -> None:
    """Try what people try: press the button, tap where it is, press Enter in a field."""
    page = visitor.page
    visitor.fill({"card_number": "4242 4242 4242 4242", "card_expiry": "12/40", "card_code": "123"})
    button = page.locator("main .actions button")
    button.scroll_into_view_if_needed()
    place = button.bounding_box()
    page.mouse.click(place["x"] + place["width"] / 2, place["y"] + place["height"] / 2)
    page.press("[name=card_code]", "Enter")
    button.dispatch_event("click")
    page.wait_for_timeout(300)


def test_the_broken_step_cannot_be_passed_on_a_phone(shop: str, browser: Browser) -> None:
    with _meeting(browser, shop, "broken_mobile_step", PHONE) as visitor:
        visitor.reach("payment")
        _attempts(visitor)
        assert visitor.facts()["checkoutStep"] == "payment"
        assert any("Cannot read properties" in each for each in visitor.complaints)
        visitor.go("/en/checkout/review/")
        assert visitor.facts()["checkoutStep"] == "payment"


@pytest.mark.slow
def test_the_broken_step_can_be_passed_at_a_desk(shop: str, browser: Browser) -> None:
    with _meeting(browser, shop, "broken_mobile_step") as visitor:
        visitor.reach("review")
        visitor.place()
        assert visitor.facts()["page"] == "thanks"
        assert visitor.complaints == []


@pytest.mark.slow
def test_without_the_fault_the_step_can_be_passed_on_a_phone(shop: str, browser: Browser) -> None:
    with visiting(browser, shop, PHONE) as visitor:
        visitor.reach("review")
        assert visitor.facts()["checkoutStep"] == "review"


def test_a_search_without_synonyms_finds_nothing(shop: str) -> None:
    assert 'data-search-results="0"' in _asker(shop, "empty_search").get("/en/search/?q=pants").text
    assert 'data-search-results="0"' not in Asker(shop).get("/en/search/?q=pants").text


def test_a_misleading_size_guide_is_hidden_and_wrong(shop: str) -> None:
    misled, told = _asker(shop, "misleading_size"), Asker(shop)
    product = f"/en/p/{SHIRT}/"
    assert told.get(product).text.count("/en/sizes/") == misled.get(product).text.count("/en/sizes/") + 1
    assert misled.get("/en/sizes/").text != told.get("/en/sizes/").text


@pytest.mark.slow
def test_every_second_card_payment_fails(shop: str, browser: Browser) -> None:
    with _meeting(browser, shop, "payment_failure") as visitor:
        visitor.reach("payment")
        steps = []
        for _ in range(4):
            visitor.go("/en/checkout/payment/")
            visitor.pay()
            steps.append(visitor.facts()["checkoutStep"])
        assert steps == ["payment", "review", "payment", "review"]


def test_best_sellers_are_sold_out(shop: str) -> None:
    product = best_sellers()[0]
    path = f"/en/p/{product.slug}/"
    asker = _asker(shop, "stock_out")
    assert 'data-available="false"' in asker.get(path).text
    assert 'data-available="true"' in Asker(shop).get(path).text
    answer = asker.post("/en/cart/add/", path, sku=product.variants[0].sku)
    assert answer.headers["Location"].endswith("done=sold_out")


def test_every_coupon_is_refused(shop: str) -> None:
    asker = _asker(shop, "coupon_refused")
    asker.post("/en/cart/add/", f"/en/p/{CANDLE}/", sku=_sku(CANDLE))
    page = asker.post("/en/cart/coupon/", "/en/cart/", coupon="BIENVENUE10").text
    assert 'data-coupon-denied="coupon.unknown"' in page


def _sku(slug: str) -> str:
    return next(product for product in best_sellers() if product.slug == slug).variants[0].sku


@pytest.mark.slow
def test_pages_take_two_seconds_longer(shop: str) -> None:
    asker = _asker(shop, "slow_pages")
    start = time.monotonic()
    asker.get("/en/help/")
    assert time.monotonic() - start >= 2.0


@pytest.mark.slow
def test_every_page_throws_an_error(shop: str, browser: Browser) -> None:
    with _meeting(browser, shop, "javascript_error") as visitor:
        for path in ("/en/", "/fr/help/"):
            visitor.complaints.clear()
            visitor.go(path)
            assert visitor.complaints == ["carousel is not defined"]


@pytest.mark.slow
def test_the_cost_of_delivery_appears_at_the_last_step_only(shop: str, browser: Browser) -> None:
    with _meeting(browser, shop, "hidden_shipping") as visitor:
        visitor.add(CANDLE)
        told = {"cart": visitor.page.inner_text("main")}
        visitor.go("/en/checkout/")
        for step, way in (
            ("address", visitor.give_address),
            ("delivery", visitor.choose_carrier),
            ("payment", visitor.pay),
        ):
            told[step] = visitor.page.inner_text("main")
            way()
        assert not [step for step, text in told.items() if "9.90" in text or "3.90" in text]
        assert "9.90" in visitor.page.inner_text(".sums")


@pytest.mark.slow
def test_nobody_orders_without_an_account(shop: str, browser: Browser) -> None:
    with _meeting(browser, shop, "no_guest") as visitor:
        visitor.reach("address")
        visitor.give_address(email="forced@example.com")
        assert visitor.page.locator("[data-field-refused=password]").count() == 1
        visitor.give_address(email="forced@example.com", password="long-enough")
        assert visitor.facts() | {"checkoutStep": "delivery", "guest": "false"} == visitor.facts()


def test_a_shop_starts_with_faults_and_lets_nobody_switch_them(tmp_path: Path) -> None:
    with serving(tmp_path, "--fault", "javascript_error=on", "--fault", "no_guest=off") as home:
        asker = Asker(home)
        assert 'data-fault="javascript_error"' in asker.get("/en/").text
        assert asker.get("/faults?javascript_error=off").status == 404
        assert 'data-fault="javascript_error"' in asker.get("/en/").text


def test_a_visit_switches_its_own_faults_only(shop: str) -> None:
    asker = _asker(shop, "javascript_error")
    assert "data-fault" in asker.get("/en/").text
    assert "data-fault" not in Asker(shop).get("/en/").text
    asker.get("/faults?javascript_error=off")
    assert "data-fault" not in asker.get("/en/").text


def test_what_is_no_fault_is_said(shop: str) -> None:
    answer = Asker(shop).get("/faults?gravity=off")
    assert answer.status == 400
    assert "broken_mobile_step" in answer.text


@pytest.mark.parametrize("fault", [fault.name for fault in FAULTS])
def test_the_page_of_faults_says_which_are_on(shop: str, fault: str) -> None:
    assert f'<th scope="row">{fault}</th><td>on</td>' in _asker(shop, fault).get("/faults").text
