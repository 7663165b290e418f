"""How much a screen sends to a phone that opens it for the first time: bytes are seconds there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.web.serving import App, serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.slow

MOST = 100_000
_SENT = """() => {
    const all = [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
    const texts = all.filter(each => !/\\.(svg|png|webp|jpe?g)/.test(each.name))
    return texts.map(each => [each.name, each.transferSize])
}"""


@pytest.fixture(scope="module")
def served(lived_in: Path) -> Iterator[App]:
    with serving(lived_in) as app:
        yield app


@pytest.mark.parametrize("path", ["/", "/overview/", "/people/", "/products/"])
def test_a_screen_without_its_pictures_is_light(browser: Browser, served: App, path: str) -> None:
    context = browser.new_context(base_url=served.address, viewport={"width": 390, "height": 844})
    cookies = {"parcours_session": served.sessions["owner"], "parcours_language": "en"}
    context.add_cookies([{"name": k, "value": v, "url": served.address} for k, v in cookies.items()])
    page = context.new_page()
    page.goto(path, wait_until="networkidle")
    sent = page.evaluate(_SENT)
    context.close()
    assert len(sent) > 1
    assert sum(size for _, size in sent) < MOST, sent
