"""People buy: on a phone and at a desk, with the keyboard alone, without scripts, twice at once."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.demo.storefront.walking import (
    ADDRESS,
    CANDLE,
    CARD,
    DECLINED,
    DESK,
    PHONE,
    SHIRT,
    Visitor,
    visiting,
)

from parcours.demo.storefront.store import FILE


def _orders(shop_folder: Path) -> int:
    with sqlite3.connect(shop_folder / FILE) as rows:
        count: int = rows.execute("select count(*) from placed").fetchone()[0]
    return count


def test_a_guest_buys_on_a_phone_in_hebrew(shop: str, browser: Browser) -> None:
    with visiting(browser, shop, PHONE, has_touch=True, is_mobile=True) as visitor:
        page = visitor.go("/he/")
        page.click(".consent [value=necessary]")
        page.tap(".menu-button")
        page.tap(".shelves a[href='/he/c/linen-shirts/']")
        page.tap(f".card a[href='/he/p/{SHIRT}/']")
        page.tap(".buy button")
        page.tap(".box a.button")
        visitor.give_address("IL")
        page.check("[name=carrier][value='Relais Vert']")
        page.select_option("[name=pickup_point]", index=2)
        visitor.send()
        visitor.pay()
        visitor.place()
        assert page.locator("html").get_attribute("dir") == "rtl"
        assert visitor.facts()["page"] == "thanks"
        assert visitor.complaints == []


@pytest.mark.slow
def test_a_guest_buys_at_a_desk_in_french(shop: str, browser: Browser) -> None:
    with visiting(browser, shop, DESK) as visitor:
        page = visitor.go("/fr/")
        page.fill("#q", "chemise alba craie")
        page.press("#q", "Enter")
        assert visitor.facts()["searchQuery"] == "chemise alba craie"
        page.click(".card a")
        page.click(".sizes label:has-text('M')")
        page.click(".buy button")
        page.click(".box a.button")
        visitor.give_address("FR")
        visitor.choose_carrier()
        visitor.pay()
        total = page.inner_text(".sums .total dd")
        visitor.place()
        bought = visitor.facts()
        assert total.replace("\u00a0", " ") == f"{float(bought['total']):.2f} €".replace(".", ",")
        assert page.locator(".lines li").get_attribute("data-sku").endswith("-M")
        page.click("main a.button")
        assert visitor.facts()["carrier"] == "Colis Express"
        assert visitor.complaints == []


def _tab_to(page: Page, selector: str) -> None:
    """Press Tab until something has the focus; what has it must be seen."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"the keyboard does not reach {selector}")


def _type(page: Page, answers: dict[str, str]) -> None:
    for name, answer in answers.items():
        _tab_to(page, f"[name={name}]")
        page.keyboard.type(answer)


def _press(page: Page, selector: str, key: str = "Enter") -> None:
    _tab_to(page, selector)
    page.keyboard.press(key)


@pytest.mark.slow
def test_somebody_buys_with_the_keyboard_alone(shop: str, browser: Browser) -> None:
    with visiting(browser, shop) as visitor:
        page = visitor.go(f"/en/p/{SHIRT}/")
        _press(page, ".buy [name=sku]", "ArrowRight")
        with page.expect_navigation():
            _press(page, ".buy button")
        with page.expect_navigation():
            _press(page, ".box a.button")
        _type(page, ADDRESS)
        with page.expect_navigation():
            _press(page, "main .actions button")
        _press(page, "[name=carrier]", "Space")
        with page.expect_navigation():
            _press(page, "main .actions button")
        _type(page, {"card_number": CARD, "card_expiry": "12/40", "card_code": "123"})
        with page.expect_navigation():
            _press(page, "main .actions button")
        _press(page, "[name=terms]", "Space")
        with page.expect_navigation():
            _press(page, "main .actions button")
        assert visitor.facts()["page"] == "thanks"


@pytest.mark.slow
def test_the_banner_never_hides_what_has_the_focus(shop: str, browser: Browser) -> None:
    hidden = """() => {
      const banner = document.querySelector('.consent').getBoundingClientRect();
      const one = document.activeElement.getBoundingClientRect();
      const inBanner = document.activeElement.closest('.consent');
      return !inBanner && one.height > 0 && one.bottom > banner.top + 1 && one.top >= banner.top;
    }"""
    with visiting(browser, shop, PHONE, reduced_motion="reduce") as visitor:
        page = visitor.go("/fr/")
        for _ in range(45):
            page.keyboard.press("Tab")
            assert not page.evaluate(hidden), page.evaluate("document.activeElement.outerHTML")


@pytest.mark.slow
def test_everything_works_without_scripts(shop: str, browser: Browser) -> None:
    with visiting(browser, shop, PHONE, java_script_enabled=False) as visitor:
        page = visitor.go("/en/c/linen-shirts/")
        page.click("summary")
        page.check("[name=colour][value=midnight]")
        page.click(".panel button")
        visitor.settle()
        assert page.locator(".card").count() == page.locator(".card .name", has_text="midnight").count() > 0
        visitor.add(SHIRT)
        page.select_option("[name=quantity]", "2")
        page.click(".submits")
        assert page.locator(".badge").inner_text() == "2"
        page.click(".box a.button")
        visitor.give_address()
        visitor.choose_carrier()
        visitor.pay()
        visitor.place()
        expect(page).to_have_url(f"{shop}{visitor.path}")
        assert visitor.path.endswith("/thanks/")


@pytest.mark.slow
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_pictures_can_be_chosen(shop: str, browser: Browser, scripts: bool) -> None:
    with visiting(browser, shop, PHONE, java_script_enabled=scripts) as visitor:
        page = visitor.go(f"/en/p/{SHIRT}/")
        second = page.locator("#view-2")
        expect(second).not_to_be_in_viewport(ratio=0.5)
        page.click(".thumbs a[href='#view-2']")
        expect(second).to_be_in_viewport(ratio=0.5)


def test_two_clicks_at_once_place_one_order(shop: str, shop_folder: Path, browser: Browser) -> None:
    with visiting(browser, shop) as visitor:
        visitor.reach("review")
        before = _orders(shop_folder)
        form = visitor.page.evaluate(
            "() => Object.fromEntries(new FormData(document.querySelector('form.once')))"
        ) | {"terms": "1"}
        sent = visitor.page.evaluate(
            """form => {
                 const send = () => fetch(location.href, {method: 'POST', body: new URLSearchParams(form)});
                 return Promise.all([send(), send(), send()].map(sent => sent.then(one => one.url)));
               }""",
            form,
        )
        assert len(set(sent)) == 1
        assert sent[0].endswith("/thanks/")
        assert _orders(shop_folder) == before + 1


@pytest.mark.slow
def test_going_back_loses_nothing(shop: str, browser: Browser) -> None:
    with visiting(browser, shop) as visitor:
        visitor.reach("review")
        page = visitor.page
        for step, name, value in (
            ("payment", "method", "card"),
            ("delivery", "carrier", "Colis Express"),
            ("address", "email", ADDRESS["email"]),
        ):
            page.click("main .back")
            assert visitor.facts()["checkoutStep"] == step
            field = page.locator(f"[name={name}]:checked" if step != "address" else f"[name={name}]")
            assert field.input_value() == value
        visitor.go("/en/checkout/")
        assert visitor.facts()["checkoutStep"] == "review"


@pytest.mark.slow
def test_a_step_cannot_be_skipped(shop: str, browser: Browser) -> None:
    with visiting(browser, shop) as visitor:
        visitor.go("/en/checkout/review/")
        assert visitor.path == "/en/cart/"
        visitor.add(CANDLE)
        visitor.go("/en/checkout/review/")
        assert visitor.facts()["checkoutStep"] == "address"


@pytest.mark.slow
def test_what_is_wrong_is_said_at_its_field(shop: str, browser: Browser) -> None:
    with visiting(browser, shop) as visitor:
        visitor.reach("address")
        visitor.give_address(email="nobody", postcode="?")
        page = visitor.page
        field = page.locator("[name=email]")
        assert field.get_attribute("aria-invalid") == "true"
        told = [page.inner_text(f"#{each}") for each in field.get_attribute("aria-describedby").split()]
        assert told[-1].startswith("This does not look like an e-mail address")
        assert page.locator("[name=city]").input_value() == ADDRESS["city"]
        page.click(".problems a[href='#f-postcode']")
        assert page.evaluate("document.activeElement.name") == "postcode"


@pytest.mark.slow
def test_a_declined_card_is_not_the_end(shop: str, browser: Browser) -> None:
    with visiting(browser, shop) as visitor:
        visitor.reach("payment")
        visitor.pay(DECLINED)
        expect(visitor.page.locator("[data-payment-failed='problem.declined']")).to_have_count(1)
        assert visitor.page.locator("[name=card_code]").input_value() == ""
        visitor.pay()
        assert visitor.facts()["checkoutStep"] == "review"


def _by_provider(visitor: Visitor, method: str) -> None:
    page = visitor.page
    page.check(f"[name=method][value={method}]")
    visitor.send()
    page.click("[value=back]")
    assert visitor.facts()["checkoutStep"] == "payment"
    page.check(f"[name=method][value={method}]")
    visitor.send()
    page.click("[value=pay]")


def _by_transfer(visitor: Visitor, method: str) -> None:
    visitor.page.check(f"[name=method][value={method}]")
    visitor.send()


def _by_gift_card(visitor: Visitor, method: str) -> None:
    for code in ("NO-SUCH-CARD", "TILIA-GIFT-10", "tilia-gift-300"):
        visitor.page.check(f"[name=method][value={method}]")
        visitor.fill({"gift_card": code})
        visitor.send()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("method", "way"),
    [
        ("wallet", _by_provider),
        ("transfer", _by_transfer),
        ("gift_card", _by_gift_card),
    ],
)
def test_every_way_to_pay_leads_to_an_order(shop: str, browser: Browser, method: str, way) -> None:
    with visiting(browser, shop) as visitor:
        visitor.reach("address")
        visitor.give_address("BE")
        visitor.choose_carrier()
        way(visitor, method)
        visitor.place()
        assert visitor.facts()["paymentMethod"] == method


@pytest.mark.slow
def test_an_account_keeps_orders_and_addresses(shop: str, browser: Browser) -> None:
    with visiting(browser, shop) as visitor:
        visitor.reach("address")
        visitor.page.click(".account summary")
        visitor.fill({"password": "long-enough"})
        visitor.give_address(email="keeper@example.com")
        visitor.choose_carrier()
        visitor.pay()
        visitor.place()
        number = visitor.facts()["orderId"]
        page = visitor.go("/en/account/")
        assert number in page.inner_text(".rows >> nth=0")
        page.click("form[action$='/sign-out/'] button")
        visitor.go("/en/account/")
        assert visitor.path == "/en/account/sign-in/"
        visitor.fill({"email": "keeper@example.com", "password": "not-the-one"})
        visitor.send()
        expect(page.locator("[role=alert]")).to_contain_text("not right")
        visitor.fill({"email": "Keeper@example.com", "password": "long-enough"})
        visitor.send()
        page.wait_for_url("**/en/account/")
        visitor.reach("address")
        assert page.locator("[name=street]").input_value() == ADDRESS["street"]


@pytest.mark.slow
def test_coupons_are_taken_or_refused_with_the_reason(shop: str, browser: Browser) -> None:
    with visiting(browser, shop) as visitor:
        visitor.add(SHIRT)
        page = visitor.page
        full = float(visitor.facts()["cartTotal"])
        for code, reason in (("NOEL25", "coupon.expired"), ("WHAT", "coupon.unknown")):
            visitor.fill({"coupon": code})
            page.click(".coupon button")
            assert page.locator("[data-coupon-denied]").get_attribute("data-coupon-denied") == reason
        visitor.fill({"coupon": "bienvenue10"})
        page.click(".coupon button")
        assert visitor.facts()["coupon"] == "BIENVENUE10"
        assert float(visitor.facts()["cartTotal"]) == pytest.approx(full * 0.9, abs=0.01)


@pytest.mark.slow
def test_up_to_four_products_are_compared(shop: str, browser: Browser) -> None:
    with visiting(browser, shop) as visitor:
        page = visitor.go("/en/c/linen-shirts/")
        for place in range(5):
            page.click(f".card >> nth={place} >> .compare")
            visitor.settle()
        shown = page.eval_on_selector_all(".card", "all => all.slice(0, 5).map(one => one.dataset.productId)")
        visitor.go("/en/compare/")
        compared = page.eval_on_selector_all(
            "th[data-product-id]", "all => all.map(one => one.dataset.productId)"
        )
        assert compared == shown[1:]


@pytest.mark.slow
def test_the_language_changes_and_the_page_stays(shop: str, browser: Browser) -> None:
    with visiting(browser, shop) as visitor:
        visitor.add(SHIRT, "en")
        page = visitor.go("/en/c/linen-shirts/?colour=sage")
        page.click(".strip [hreflang=he]")
        page.wait_for_url("**/he/c/linen-shirts/?colour=sage")
        assert visitor.facts()["cartCount"] == "1"
