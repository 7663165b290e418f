"""The page in a real browser: accessible, light and dark, from a phone to a desk."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page
from tests.charts.journey_map.maps import EMPTY, ORDERS, RICH

from parcours.charts import Edge, funnel_picture, graph_picture, stylesheet
from parcours.charts.journey_map import Map, map_page

slow = pytest.mark.slow
EVERY = [
    pytest.param("en", "light"),
    pytest.param("he", "dark"),
    *(
        pytest.param(*pair, marks=slow)
        for pair in (("en", "dark"), ("he", "light"), ("fr", "light"), ("fr", "dark"))
    ),
]
PHONE, DESK = {"width": 360, "height": 740}, {"width": 1440, "height": 900}


def _opened(browser: Browser, html: str, tmp_path: Path, scheme: str, size: dict[str, int]) -> Page:
    file = tmp_path / "page.html"
    file.write_text(html, "utf-8")
    page = browser.new_page(color_scheme=scheme, viewport=size)
    page.goto(file.as_uri())
    return page


def _violations(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{one['id']}: {node['html'][:120]}" for one in found for node in one["nodes"]]


@pytest.mark.parametrize(("language", "scheme"), EVERY)
def test_axe_finds_nothing_in_the_map(browser: Browser, tmp_path: Path, language: str, scheme: str) -> None:
    page = _opened(browser, map_page(RICH, language), tmp_path, scheme, DESK)
    page.eval_on_selector_all("details", "all => all.forEach(one => one.open = true)")
    assert _violations(page) == []
    page.close()


@pytest.mark.parametrize("drawn", [ORDERS, EMPTY], ids=["orders", "empty"])
def test_axe_finds_nothing_where_little_is_known(browser: Browser, tmp_path: Path, drawn: Map) -> None:
    page = _opened(browser, map_page(drawn), tmp_path, "light", PHONE)
    assert _violations(page) == []
    page.close()


@pytest.mark.parametrize(("language", "scheme"), EVERY)
@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_nothing_scrolls_sideways(
    browser: Browser, tmp_path: Path, language: str, scheme: str, size: dict[str, int]
) -> None:
    page = _opened(browser, map_page(RICH, language), tmp_path, scheme, size)
    page.eval_on_selector_all("details", "all => all.forEach(one => one.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth") == size["width"]
    page.close()


def test_stages_stand_side_by_side_at_a_desk_and_below_each_other_on_a_phone(
    browser: Browser, tmp_path: Path
) -> None:
    tops = {}
    for name, size in (("phone", PHONE), ("desk", DESK)):
        page = _opened(browser, map_page(RICH), tmp_path, "light", size)
        tops[name] = page.eval_on_selector_all(
            ".pc-stage", "all => all.map(s => s.getBoundingClientRect().top)"
        )
        page.close()
    assert len(set(tops["desk"])) == 1
    assert tops["phone"] == sorted(set(tops["phone"]))


def test_bars_begin_at_the_right_in_hebrew(browser: Browser, tmp_path: Path) -> None:
    page = _opened(browser, map_page(RICH, "he"), tmp_path, "light", DESK)
    bar, filled = (
        page.eval_on_selector(f".pc-map-now li:nth-child(2) {part}", "e => e.getBoundingClientRect().right")
        for part in ("svg", ".pc-f-mark")
    )
    assert filled == pytest.approx(bar, abs=0.5)
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_charts(browser: Browser, tmp_path: Path, scheme: str) -> None:
    funnel = funnel_picture("Funnel", ["Cart", "Order"], [200, 50], seconds=[None, 60.0])
    graph = graph_picture("Steps", ["Cart", "Order"], [200, 50], [Edge(0, 1, 50), Edge(1, 0, 4)])
    body = f"<main><h1>Charts</h1>{funnel.to_html()}{graph.to_html()}</main>"
    head = f"<title>Charts</title><style>{stylesheet()}</style>"
    page = _opened(
        browser, f'<!doctype html><html lang="en"><head>{head}</head>{body}', tmp_path, scheme, DESK
    )
    assert _violations(page) == []
    page.close()
