"""How soon somebody sees something who opens a screen on a slow phone for the first time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.web.serving import App, serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.slow

WANTED_SECONDS, WANTED_BYTES, NEVER = 1.5, 100_000, 99  # no paint yet
# What Lighthouse calls slow 4G, and a phone of the middle against this machine.
LATENCY, DOWN, UP, SLOWER = 562.5, 1.6e6 * 0.9 / 8, 0.75e6 * 0.9 / 8, 4
PHONE = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 3, "is_mobile": True}
_FOUND = """() => {
    const paint = performance.getEntriesByName("first-contentful-paint")[0]
    const all = [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
    const texts = all.filter(each => !/\\.(svg|png|webp|jpe?g)/.test(each.name))
    return {
        seconds: paint ? paint.startTime / 1000 : 99,
        sent: texts.reduce((sum, each) => sum + each.transferSize, 0),
        read: texts.reduce((sum, each) => sum + each.decodedBodySize, 0),
        each: texts.map(each => [each.name, each.transferSize, each.decodedBodySize, each.responseEnd]),
    }
}"""


@dataclass(frozen=True)
class Seen:
    """When the first content was painted; bytes without pictures, packed and unpacked."""

    seconds: float
    sent: int
    read: int
    each: list[list[object]]


@pytest.fixture(scope="module")
def served(lived_in: Path) -> Iterator[App]:
    with serving(lived_in) as app:
        yield app


def opened(browser: Browser, app: App, path: str) -> Seen:
    """Open a page with nothing kept, as a slow phone would."""
    context = browser.new_context(base_url=app.address, **PHONE)
    cookies = {"parcours_session": app.sessions["owner"], "parcours_language": "en"}
    context.add_cookies([{"name": k, "value": v, "url": app.address} for k, v in cookies.items()])
    page = context.new_page()
    _slow(page)
    page.goto(path)
    while (found := Seen(**page.evaluate(_FOUND))).seconds == NEVER:
        page.wait_for_timeout(50)
    context.close()
    return found


def _slow(page: Page) -> None:
    client = page.context.new_cdp_session(page)
    client.send("Network.enable")
    network = {"offline": False, "latency": LATENCY, "downloadThroughput": DOWN, "uploadThroughput": UP}
    client.send("Network.emulateNetworkConditions", network)
    client.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})


@pytest.mark.parametrize("path", ["/", "/overview/", "/people/", "/products/"])
def test_first_paint(browser, served, path):
    opened(browser, served, path)  # what the server computes once is another figure
    seen = min((opened(browser, served, path) for _ in range(5)), key=lambda each: each.seconds)
    assert seen.seconds < WANTED_SECONDS, seen
    assert seen.sent < WANTED_BYTES, seen
