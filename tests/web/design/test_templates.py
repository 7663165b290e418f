"""Templates of every feature: no text of their own, no style, no script; every phrase said and known."""

from __future__ import annotations

import ast
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from parcours.web.design import assets
from parcours.web.design.books import books

TEMPLATES = sorted(path for path in assets.WEB.glob("*/templates/**/*.html"))
ROOMS = assets.WEB.parent
FEATURES = sorted(path.parents[1] for path in ROOMS.glob("web/*/words/en.yaml"))
SYMBOLS = set(re.findall(r'id="i-([\w-]+)"', (assets.HERE / "static/design/sprite.svg").read_text("utf-8")))
# Names that are the same in every language.
NAMES = {"Parcours", "·", "–"}
# Nobody translates what is typed into a terminal, or data for a script.
_MACHINES = re.compile(r"<code\b.*?</code>|<script[^>]*json.*?</script>", re.DOTALL)
_KEY = re.compile(r'"([a-z_]+(?:\.[\w-]+)+)"')


def _name(path: Path) -> str:
    return str(path.relative_to(assets.WEB))


def _markup(path: Path) -> str:
    text = re.sub(r"{% comment.*?endcomment %}|{#.*?#}", "", path.read_text("utf-8"), flags=re.DOTALL)
    text = re.sub(r"{%.*?%}|{{.*?}}", "", text, flags=re.DOTALL)
    return _MACHINES.sub("", text)


class _Texts(HTMLParser):
    """Collects what is read or listened to."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_data(self, data: str) -> None:
        self.found += [word for word in data.split() if any(letter.isalpha() for letter in word)]

    def handle_starttag(self, _: str, attrs: list[tuple[str, str | None]]) -> None:
        spoken = {"title", "alt", "placeholder", "aria-label"}
        self.found += [value for name, value in attrs if name in spoken and value and value.strip(" %")]


@pytest.mark.parametrize("path", TEMPLATES, ids=_name)
def test_templates_hold_no_text_of_their_own(path: Path) -> None:
    texts = _Texts()
    texts.feed(_markup(path))
    assert set(texts.found) - NAMES == set()


@pytest.mark.parametrize("path", TEMPLATES, ids=_name)
def test_templates_hold_no_style_and_no_script(path: Path) -> None:
    text = _MACHINES.sub("", path.read_text("utf-8"))
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|hx-on|<script(?![^>]*\bsrc=)", text)


@pytest.mark.parametrize("path", TEMPLATES, ids=_name)
def test_symbols_that_templates_draw_exist(path: Path) -> None:
    assert set(re.findall(r'{% icon "([\w-]+)"|icon="([\w-]+)"', path.read_text("utf-8"))) <= {
        pair for symbol in SYMBOLS for pair in ((symbol, ""), ("", symbol))
    }


def _sources(feature: Path) -> str:
    return "\n".join(
        path.read_text("utf-8") for kind in ("*.py", "*.html", "*.txt") for path in feature.rglob(kind)
    )


def _everything() -> str:
    return "\n".join(_sources(room) for room in (ROOMS / "web", ROOMS / "cli"))


def _openings(sources: str) -> set[str]:
    """Return what keys begin with that are put together: f"people.flags.{name}", "people.flags."|add:name."""
    return set(re.findall(r'"([a-z_]+\.(?:[\w-]+\.)*[\w-]*)(?:{[^"]*"|"\|add)', sources))


@pytest.mark.parametrize("feature", FEATURES, ids=lambda path: path.name)
def test_every_phrase_of_a_feature_is_said(feature: Path) -> None:
    sources = _everything()
    said, openings = set(_KEY.findall(sources)), tuple(_openings(sources))
    known = {f"{feature.name}.{key}" for book in books(feature.name) for key in book.phrases("en")}
    menu = {f"{feature.name}.nav"}
    assert {key for key in known - said - menu if not key.startswith(openings)} == set()


@pytest.mark.parametrize("path", TEMPLATES, ids=_name)
def test_every_phrase_that_a_template_says_exists(path: Path) -> None:
    said = re.findall(r'{% say "([\w.-]*\w)"|"([\w.-]*\w)"\|say', path.read_text("utf-8"))
    assert [key for pair in said for key in pair if key and not _exists(key)] == []


@pytest.mark.parametrize("feature", FEATURES, ids=lambda path: path.name)
def test_every_phrase_that_a_view_says_exists(feature: Path) -> None:
    said = [key for path in feature.rglob("*.py") for key in _said_in(path)]
    assert [key for key in said if not _exists(key)] == []


def _said_in(path: Path) -> list[str]:
    calls = [node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call)]
    named = [
        call for call in calls if isinstance(call.func, ast.Name) and call.func.id in ("say", "say_later")
    ]
    return [call.args[0].value for call in named if call.args and isinstance(call.args[0], ast.Constant)]


def _exists(key: str) -> bool:
    feature, _, name = key.partition(".")
    return any(name in book.phrases("en") for book in books(feature))


@pytest.mark.parametrize("feature", FEATURES, ids=lambda path: path.name)
def test_no_phrase_is_in_two_books(feature: Path) -> None:
    keys = [key for book in books(feature.name) for key in book.phrases("en")]
    assert len(keys) == len(set(keys))
