"""The journey map as one picture."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from tests.charts.journey_map.maps import EMPTY, ORDERS, RICH

from parcours.charts.journey_map import Map, map_picture
from parcours.words import LANGUAGES

SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("drawn", [RICH, ORDERS, EMPTY], ids=["rich", "orders", "empty"])
def test_the_picture_is_well_formed_and_stays_within_its_frame(drawn: Map, language: str) -> None:
    root = ElementTree.fromstring(map_picture(drawn, language).to_svg())
    width, height = float(root.get("width", "")), float(root.get("height", ""))
    boxes = [r for r in root.iter(f"{SVG}rect") if r.get("x") is not None]
    assert all(0 <= float(r.get("x", "")) <= width - float(r.get("width", "")) + 0.2 for r in boxes)
    assert all(0 <= float(t.get("x", "")) <= width for t in root.iter(f"{SVG}text"))
    assert max(float(t.get("y", "")) for t in root.iter(f"{SVG}text")) < height


def test_hebrew_begins_at_the_right() -> None:
    root = ElementTree.fromstring(map_picture(RICH, "he").to_svg())
    places = {(t.text or "").strip("\u2067\u2069"): float(t.get("x", "")) for t in root.iter(f"{SVG}text")}
    assert places["מודעות"] > places["שימור"]


def test_the_table_beside_it_has_every_touchpoint() -> None:
    assert len(map_picture(RICH).table) == len(RICH.places)


def test_png_and_pdf_are_made() -> None:
    picture = map_picture(RICH, "he")
    assert picture.to_png(scale=0.5).startswith(b"\x89PNG")
    assert picture.to_pdf().startswith(b"%PDF")
