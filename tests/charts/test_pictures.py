"""Every drawing: well formed, named, mirrored, with its numbers beside it."""

from __future__ import annotations

import re
from collections.abc import Callable
from xml.etree import ElementTree

import pytest

from parcours.charts import (
    Edge,
    Field,
    Picture,
    Table,
    bars,
    funnel_picture,
    graph_picture,
    heat_picture,
    stylesheet,
)
from parcours.words import LANGUAGES

SVG = "{http://www.w3.org/2000/svg}"
NAMES = ["Product <viewed>", "Cart & co", "Order"]


def _funnel(language: str) -> Picture:
    return funnel_picture("Funnel", NAMES, [1200, 400, 100], seconds=[None, 320.0, 90.0], language=language)


def _bars(language: str) -> Picture:
    risk = Field("risk", "money", [310_000, 90_000, None])
    low, high = (
        Field("low", "money", [270_000, 50_000, None]),
        Field("high", "money", [350_000, 130_000, None]),
    )
    table = Table("Risk", (Field("touchpoint", "text", NAMES), risk, low, high), currency="GBP")
    return bars(table, value="risk", low="low", high="high", language=language)


def _graph(language: str) -> Picture:
    edges = [Edge(0, 1, 400, 60.0), Edge(1, 2, 100), Edge(1, 0, 90), Edge(0, 0, 30), Edge(0, 2, 5)]
    return graph_picture("Steps", NAMES, [1200, 400, 100], edges, language=language)


def _heat(language: str) -> Picture:
    return heat_picture(
        "Retention", ["2026-01", "2026-02"], ["0", "1"], [[1.0, 0.4], [1.0, None]], language=language
    )


DRAWINGS = (_funnel, _bars, _graph, _heat)
every_drawing = pytest.mark.parametrize("draw", DRAWINGS, ids=lambda draw: draw.__name__.strip("_"))
every_language = pytest.mark.parametrize("language", LANGUAGES)


@every_drawing
@every_language
def test_the_drawing_is_well_formed_and_every_mark_has_a_name(
    draw: Callable[[str], Picture], language: str
) -> None:
    root = ElementTree.fromstring(draw(language).to_svg())
    marks = [group for group in root.iter(f"{SVG}g") if group.get("role") == "img"]
    assert root.get("aria-label")
    assert marks
    assert all(mark.findtext(f"{SVG}title") for mark in marks)


@every_drawing
@every_language
def test_the_numbers_stand_beside_the_drawing(draw: Callable[[str], Picture], language: str) -> None:
    picture = draw(language)
    html = picture.to_html()
    assert html.count("<tr>") == len(picture.table) + 1
    assert len(picture.table) > 0


@every_drawing
def test_a_fragment_passes_a_strict_content_security_policy(draw: Callable[[str], Picture]) -> None:
    html = draw("en").to_html()
    assert not re.search(
        r"<script|<style|\sstyle=|\son\w+=|javascript:|https?://(?!www\.w3\.org/2000/svg)", html
    )


@every_drawing
def test_names_from_the_shop_are_escaped(draw: Callable[[str], Picture]) -> None:
    assert "<viewed>" not in draw("en").to_html()


@every_drawing
def test_hebrew_mirrors_every_rectangle(draw: Callable[[str], Picture]) -> None:
    english, hebrew = (ElementTree.fromstring(draw(language).to_svg()) for language in ("en", "he"))
    width = float(english.get("width", ""))
    boxes = [(float(r.get("x", "")), float(r.get("width", ""))) for r in _boxes(english)]
    mirrored = [float(r.get("x", "")) for r in _boxes(hebrew)]
    assert mirrored == pytest.approx([width - x - w for x, w in boxes], abs=0.11)


def _boxes(root: ElementTree.Element) -> list[ElementTree.Element]:
    # Boxes behind labels follow the width of their text, which differs by language only for them.
    return [rect for rect in root.iter(f"{SVG}rect") if rect.get("x") is not None and rect.get("rx") != "4"]


@every_drawing
def test_png_and_pdf_are_made_of_the_same_drawing(draw: Callable[[str], Picture]) -> None:
    picture = draw("he")
    assert picture.to_png(scale=1).startswith(b"\x89PNG")
    assert picture.to_pdf().startswith(b"%PDF")


def test_nothing_to_draw_says_so() -> None:
    empty = (
        funnel_picture("Funnel", [], []),
        graph_picture("Steps", [], [], []),
        heat_picture("Retention", [], [], []),
        bars(Table("Risk", (Field("a", "text", []), Field("b", "count", []))), value="b"),
    )
    assert all("Nothing to draw yet" in picture.to_svg() for picture in empty)


def test_a_notebook_gets_the_colours_too() -> None:
    assert stylesheet() in _funnel("en")._repr_html_()


def test_the_funnel_writes_who_left_before_each_step() -> None:
    picture = _funnel("en")
    assert "800 left (67%)" in picture.to_svg()
    assert [row["Left before it"] for row in picture.table.rows()] == [None, 800, 300]
    assert [row["Of the step before"] for row in picture.table.rows()] == [None, 400 / 1200, 0.25]
