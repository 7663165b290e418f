"""The main walk in a browser: from the map to a loss, to who is lost; for everybody, in three languages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page
from tests.web.looks import DESK, LOOKS, PHONE
from tests.web.serving import App, serving

SCREENS = (
    "/",
    "/overview/",
    "/funnel/?by=device",
    "/stages/",
    "/stages/people/?stage=retention",
    "/messages/weekly/",
)


@pytest.fixture(scope="session")
def lively(lived_in: Path) -> Iterator[App]:
    """The shop in which something happened, served."""
    with serving(lived_in) as served:
        yield served


def entered(app: App, browser: Browser, language: str, **options: object) -> BrowserContext:
    context = browser.new_context(base_url=app.address, **options)  # type: ignore[arg-type]
    cookies = {"parcours_language": language, "parcours_session": app.sessions["owner"]}
    context.add_cookies([{"name": k, "value": v, "url": app.address} for k, v in cookies.items()])
    return context


def complete(page: Page, address: str) -> Page:
    page.goto(address)
    page.locator(".pending").first.wait_for(state="detached", timeout=60_000)
    while page.locator(".pending").count():
        page.wait_for_timeout(100)
    return page


def test_from_the_map_to_those_who_are_lost(lively: App, browser: Browser) -> None:
    with entered(lively, browser, "en", viewport=PHONE) as context:
        page = complete(context.new_page(), "/?from=2026-02-01&to=2026-05-31")
        page.locator(".pc-map-leaks ol a").first.click()
        page.locator(".lost-card").wait_for(timeout=60_000)
        assert "at risk" in page.locator(".lost-card").inner_text()
        page.locator(".lost-card a.button").click()
        page.locator("table.table").wait_for(timeout=60_000)
        assert "Lost after" in page.locator("h1").inner_text()
    assert lively.refusals == []


@pytest.mark.slow
def test_without_scripts_the_numbers_can_be_waited_for(lively: App, browser: Browser) -> None:
    with entered(lively, browser, "en", java_script_enabled=False) as context:
        page = context.new_page()
        page.goto("/funnel/?wait=1&step=Product+Viewed&step=Order+Completed&within=30d")
        assert page.locator(".stairs > li").count() == 2
        page.locator(".funnel-form summary").click()
        page.locator("select[name=by]").select_option("device")
        page.locator(".funnel-form button").click()
        page.wait_for_url("**by=device**")


@pytest.mark.slow
@pytest.mark.parametrize(("language", "scheme", "size"), LOOKS)
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    lively: App, browser: Browser, language: str, scheme: str, size: dict[str, int]
) -> None:
    with entered(lively, browser, language, viewport=size, color_scheme=scheme) as context:
        page, found = context.new_page(), []
        for screen in SCREENS:
            complete(page, screen)
            # The mail stands in a frame that runs no script, that of axe neither.
            violations = Axe().run(page, options={"iframes": False}).response["violations"]
            found += [
                f"{screen} {one['id']}: {node['html'][:150]}" for one in violations for node in one["nodes"]
            ]
            wide = page.evaluate("() => document.documentElement.scrollWidth > window.innerWidth")
            found += [f"{screen} scrolls sideways"] if wide else []
        assert found == []
    assert lively.refusals == []


@pytest.mark.slow
def test_the_keyboard_reaches_a_drop_off(lively: App, browser: Browser) -> None:
    with entered(lively, browser, "en", viewport=DESK) as context:
        page = complete(context.new_page(), "/funnel/")
        for _ in range(80):
            page.keyboard.press("Tab")
            if page.evaluate("() => document.activeElement.closest('.stair-lost') !== null"):
                break
        page.keyboard.press("Enter")
        page.locator(".lost-card").wait_for(timeout=60_000)
        assert "lost=" in page.url
