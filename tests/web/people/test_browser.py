"""A walk in a browser: from a list to a person and back to their order, for everybody, in three languages."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect
from tests.web.looks import DESK, LOOKS, PHONE
from tests.web.serving import App

LISTS = (
    "/people/?who=customer&stage=retention",
    "/orders/?period=365",
    "/products/?period=365",
    "/products/coupons/?period=365",
    "/products/spend/?period=365",
    "/products/import/spend/",
)
BESIDE = (
    "/orders/left-out/",
    "/orders/left-out/add/",
    "/orders/left-out/1/remove/",
    "/products/coupons/notes/?code=STAFF",
    "/messages/",
    "/messages/1/",
    "/settings/",
    "/settings/health/",
)
BEHIND = ("", "about/", "correct/", "consent/", "merge/?q=zoe", "exclude/", "export/", "erase/")


def entered(app: App, browser: Browser, language: str = "en", **options: object) -> BrowserContext:
    context = browser.new_context(base_url=app.address, **options)  # type: ignore[arg-type]
    cookies = {"parcours_language": language, "parcours_session": app.sessions["owner"]}
    context.add_cookies([{"name": k, "value": v, "url": app.address} for k, v in cookies.items()])
    return context


def first_person(page: Page) -> str:
    page.goto("/people/?who=customer")
    return str(page.locator("table.table tbody th a").first.get_attribute("href"))


def test_from_the_list_to_a_person_and_what_one_does_there(told_app: App, browser: Browser) -> None:
    with entered(told_app, browser, viewport=PHONE) as context:
        page = context.new_page()
        page.goto("/people/")
        page.locator("select[name=who]").select_option("customer")
        page.get_by_role("button", name="Apply").first.click()
        page.wait_for_url("**who=customer*")
        page.locator("table.table tbody th a", has_text="בן־דוד").click()
        page.wait_for_url("**/people/*/")
        lines = page.locator(".timeline li")
        before = lines.count()
        page.locator(".person-earlier a").click()
        expect(lines).not_to_have_count(before)
        page.locator("details.menu > summary", has=page.locator(".icon-more")).first.click()
        page.get_by_role("link", name="Correct").click()
        page.locator("select[name=name]").select_option("city")
        page.locator("input[name=value]").fill("חיפה")
        page.get_by_role("button", name="Save").click()
        expect(page.locator(".messages")).to_contain_text("The correction is entered.")
        expect(page.locator("main")).to_contain_text("חיפה")
        page.get_by_role("link", name="Orders", exact=True).last.click()
    assert told_app.refusals == []


@pytest.mark.slow
def test_an_erasure_shows_how_far_it_is(told_app: App, browser: Browser) -> None:
    with entered(told_app, browser, viewport=DESK) as context:
        page = context.new_page()
        page.goto(f"{first_person(page)}erase/")
        page.locator("input[name=typed]").fill("erase")
        page.get_by_role("button", name="Erase for ever").click()
        expect(page.locator(".progress")).to_contain_text("Waiting for the worker")
        with page.expect_response("**/people/erasure/**"):
            pass  # it asks again by itself
        expect(page.locator(".progress")).to_have_count(1)
    assert told_app.refusals == []


@pytest.mark.slow
def test_without_scripts_everything_is_a_link_or_a_form(told_app: App, browser: Browser) -> None:
    with entered(told_app, browser, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(first_person(page))
        page.locator(".person-earlier a").click()
        page.wait_for_url("**before=**")
        page.locator(".timeline a").first.click()
        page.wait_for_url("**/touchpoint/**")


@pytest.mark.slow
@pytest.mark.parametrize(("language", "scheme", "size"), LOOKS)
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    told_app: App, browser: Browser, language: str, scheme: str, size: dict[str, int]
) -> None:
    with entered(told_app, browser, language, viewport=size, color_scheme=scheme) as context:
        page, found = context.new_page(), []
        for screen in (*LISTS, *BESIDE, *_behind(page)):
            page.goto(screen)
            page.eval_on_selector_all("main details:not(.menu)", "all => all.forEach(one => one.open = true)")
            # What mails say stands in frames that run no script, that of axe neither.
            violations = Axe().run(page, options={"iframes": False}).response["violations"]
            found += [
                f"{screen} {one['id']}: {node['html'][:150]}" for one in violations for node in one["nodes"]
            ]
            wide = page.evaluate("() => document.documentElement.scrollWidth > window.innerWidth")
            found += [f"{screen} scrolls sideways"] if wide else []
        assert found == []
    assert told_app.refusals == []


@pytest.mark.slow
def test_the_keyboard_reaches_a_person_and_their_menu(told_app: App, browser: Browser) -> None:
    with entered(told_app, browser, viewport=DESK) as context:
        page = context.new_page()
        page.goto("/people/?who=customer")
        _tab_to(page, "tbody th a")
        page.keyboard.press("Enter")
        page.wait_for_url("**/people/*/")
        _tab_to(page, "main .menu > summary")
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.evaluate("() => document.activeElement.closest('.menu ul') !== null")


def _behind(page: Page) -> list[str]:
    person = first_person(page)
    page.goto("/orders/?period=365")
    order = str(page.locator("table.table tbody th a").first.get_attribute("href"))
    page.goto("/products/?period=365")
    goods = str(page.locator("table.table tbody th a").first.get_attribute("href"))
    edit = goods.replace("/item/", "/edit/")
    return [*(f"{person}{each}" for each in BEHIND), order, f"{order}counting/", goods, edit]


def _tab_to(page: Page, selector: str) -> None:
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"The keyboard does not reach {selector}.")
