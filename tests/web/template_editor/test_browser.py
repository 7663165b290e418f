"""The editor in a browser: by keyboard alone, for everybody, in three languages."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page
from tests.web.explore.test_browser import complete, entered
from tests.web.looks import DESK, LOOKS, PHONE
from tests.web.serving import App, serving

pytestmark = pytest.mark.slow
STAGES, STEPS = "/templates/stages/", "/templates/steps/"
EDITOR = (STAGES, STEPS, f"{STAGES}versions/", f"{STEPS}versions/0/")


@pytest.fixture(scope="module")
def edited(lived_in: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """A copy of the shop in which something happened, served."""
    folder = tmp_path_factory.mktemp("edited") / "shop"
    shutil.copytree(lived_in, folder)
    with serving(folder) as served:
        yield served


def opened(page: Page, address: str) -> None:
    page.goto(address)
    page.evaluate("document.querySelectorAll('main details').forEach(each => { each.open = true })")


def looked(page: Page) -> None:
    page.goto("/templates/stages/")
    page.locator("summary").nth(4).click()
    page.locator("input[name=r4a0-visits]").fill("5")
    page.locator(".template-end button").click()
    page.locator("#moves").wait_for(timeout=60_000)


@pytest.mark.parametrize(("language", "scheme", "size"), LOOKS)
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    edited: App, browser: Browser, language: str, scheme: str, size: dict[str, int]
) -> None:
    with entered(edited, browser, language, viewport=size, color_scheme=scheme) as context:
        page, found = context.new_page(), []
        for address in (*EDITOR, "look", "error"):
            if address == "look":
                looked(page)
            elif address == "error":
                page.goto("/templates/steps/")
                page.locator("summary").nth(1).click()
                name = page.locator("input[name=s1-title_en]")
                name.evaluate("each => each.removeAttribute('maxlength')")
                name.fill("x" * 61)
                page.locator("form.stack .template-end button").click()
                page.locator("[aria-invalid=true]").wait_for()
            else:
                opened(page, address)
            violations = Axe().run(page).response["violations"]
            nodes = ((one["id"], node["html"]) for one in violations for node in one["nodes"])
            found += [f"{address} {name}: {html[:150]}" for name, html in nodes]
            wide = page.evaluate("() => document.documentElement.scrollWidth > window.innerWidth")
            found += [f"{address} scrolls sideways"] if wide else []
        assert found == []
    assert edited.refusals == []


def press_to(page: Page, selector: str) -> None:
    """Go on by the tabulator until something is reached."""
    for _ in range(200):
        page.keyboard.press("Tab")
        if page.evaluate("(wanted) => document.activeElement.matches(wanted)", selector):
            return
    raise AssertionError(f"The keyboard does not reach {selector}.")


def test_by_keyboard_alone_a_rule_is_changed_looked_at_and_saved(edited: App, browser: Browser) -> None:
    with entered(edited, browser, "en", viewport=DESK) as context:
        page = context.new_page()
        page.goto("/templates/stages/")
        for _ in range(4):
            press_to(page, ".template-list summary")
        page.keyboard.press("Enter")
        press_to(page, "input[name=r3a0-within_0]")
        page.keyboard.press("ControlOrMeta+a")
        page.keyboard.type("2")
        page.keyboard.press("Enter")
        page.locator("#moves").wait_for(timeout=60_000)
        assert "another stage" in page.locator("#moves").inner_text()
        press_to(page, ".template-end button")
        page.keyboard.press("Enter")
        page.locator(".messages .notice").wait_for()
        assert "Saved as version" in page.locator(".messages").inner_text()
        complete_page = complete(page, "/stages/?from=2026-03-01&to=2026-05-31")
        assert "within 2" in complete_page.locator(".stage-rules").inner_text()


def test_without_scripts_the_order_of_rules_is_changed(edited: App, browser: Browser) -> None:
    with entered(edited, browser, "he", java_script_enabled=False, viewport=PHONE) as context:
        page = context.new_page()
        page.goto("/templates/stages/")
        page.locator("summary").nth(0).click()
        page.locator("button[value=down-0]").click()
        page.locator("form.stack .template-end button").click()
        page.wait_for_url("**/look/**")
        page.goto(f"{page.url}?wait=1")
        assert page.locator(".look-matrix tbody tr").count() == 5
