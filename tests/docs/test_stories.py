"""The page of the demo shop's stories tells them all, its lines run, and it says what they give."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from parcours.demo.stories import Stories

DOCS = Path(__file__).resolve().parents[2] / "docs"
sys.path.insert(0, str(DOCS))

import _stories as stories  # noqa: E402 - the generator lies beside the pages that it writes

SOURCE = stories.SOURCE.read_text("utf-8")
PAGE = stories.PAGE.read_text("utf-8")
TOLD = re.findall(r"^\(([a-z-]+)\)=$", SOURCE, re.MULTILINE)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("stories")


def test_every_story_is_told_once():
    assert sorted(name.replace("-", "_") for name in TOLD) == sorted(Stories().planted)


def test_the_page_is_made_of_its_source():
    text = r"(?:.|\n)*?"
    parts = [
        text if part.startswith("{{") else re.escape(part.removesuffix("```")) + text * part.endswith("```")
        for part in stories.split(SOURCE)
    ]
    made = re.fullmatch("".join(parts), PAGE.removeprefix(stories.NOTICE)) is not None
    assert made, "run `make stories`"


def test_every_picture_of_the_page_is_there_and_no_other():
    shown = set(re.findall(r"\(\.\./pictures/stories/([a-z-]+\.svg)\)", PAGE))
    assert shown == {f"{name}.svg" for name in TOLD}
    assert shown == {path.name for path in stories.PICTURES.iterdir()}


def test_its_pictures_are_small_and_follow_the_readers_choice_of_light_or_dark():
    for path in stories.PICTURES.iterdir():
        svg = path.read_text("utf-8")
        assert len(svg) < 100_000
        assert "prefers-color-scheme:dark" in svg


def test_its_lines_run_on_a_small_shop_too(folder, monkeypatch):
    monkeypatch.chdir(folder)
    stories.make_shop(profiles=1_500, months=8)
    page = stories.written(SOURCE)
    assert set(page.pictures) == {f"{name}.svg" for name in TOLD}
    assert "{{" not in page.text


@pytest.mark.slow
def test_it_says_what_its_lines_give(folder, monkeypatch):
    (folder / "whole").mkdir()
    monkeypatch.chdir(folder / "whole")
    stories.make_shop(stories.PROFILES, stories.MONTHS)
    page = stories.written(SOURCE)
    assert page.text == PAGE, "run `make stories`"
    assert page.pictures == {path.name: path.read_text("utf-8") for path in stories.PICTURES.iterdir()}
