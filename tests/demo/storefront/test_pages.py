"""What holds on every page: accessible, light, quiet, and never wider than the screen."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page
from tests.demo.storefront.asking import Asker
from tests.demo.storefront.touring import LANGUAGES, OPEN, tour
from tests.demo.storefront.walking import DESK, SMALL, Visitor, visiting

MOST_BYTES = 100_000
# The page that is not there answers 404, and Chromium says so in its console.
EXPECTED = "Failed to load resource: the server responded with a status of 404 (Not Found)"


def _violations(page: Page) -> list[str]:
    page.eval_on_selector_all("details", "all => all.forEach(one => one.open = true)")
    found = Axe().run(page).response["violations"]
    return [f"{one['id']}: {node['html'][:120]}" for one in found for node in one["nodes"]]


def _too_wide(page: Page) -> list[str]:
    wide = []
    for size in (SMALL, DESK):
        page.set_viewport_size(size)
        width = page.evaluate("document.documentElement.scrollWidth")
        wide += [f"{width} px on {size['width']} px"] if width > size["width"] else []
    return wide


def _survey(visitor: Visitor, language: str) -> dict[str, list[str]]:
    """Walk through the shop; return what is wrong, by page."""
    found: dict[str, list[str]] = {}
    for name in tour(visitor, language):
        visitor.settle()
        wrong = [each for each in visitor.complaints if each != EXPECTED]
        visitor.complaints.clear()
        wrong += [*_too_wide(visitor.page), *_violations(visitor.page)]
        if wrong:
            found[name] = wrong
    return found


@pytest.mark.slow
@pytest.mark.parametrize(("language", "scheme"), [("he", "dark"), ("fr", "light"), ("en", "dark")])
def test_every_page_is_accessible_quiet_and_as_wide_as_the_screen(
    shop: str, browser: Browser, language: str, scheme: str
) -> None:
    with visiting(browser, shop, color_scheme=scheme) as visitor:
        assert _survey(visitor, language) == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_is_light_without_its_pictures(shop: str, language: str) -> None:
    asker = Asker(shop)
    for path in OPEN.values():
        page = asker.get(f"/{language}{path}").text
        parts = [asker.get(each).text for each in re.findall(r'"(/static/[^"]+\.(?:css|js))"', page)]
        assert len(parts) == 2
        assert len("".join([page, *parts]).encode()) < MOST_BYTES, path
