"""Colours keep their contrast in both modes; directions stay logical; files stay small."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from parcours.charts.palette import PALETTE
from parcours.web.design import assets

STYLES = sorted(assets.WEB.glob("*/styles/**/*.css"))
SCRIPTS = sorted(assets.WEB.glob("*/scripts/*.js"))
TOKENS = (assets.HERE / "styles" / "tokens.css").read_text("utf-8")
GROUNDS = ("ground", "panel", "raised")
TONES = ("accent", "loss", "good", "warn", "danger")
# What is written on what.
TEXTS = [
    *(
        (text, ground)
        for text in ("ink", "soft", "accent", "accent-strong", "loss", "danger", "good", "warn")
        for ground in GROUNDS
    ),
    *((f"{tone}", f"{tone}-soft") for tone in ("accent", "loss", "good", "warn", "danger")),
    *(("ink", f"{tone}-soft") for tone in ("accent", "loss", "good", "warn", "danger")),
    ("soft", "sunk"),
    ("ink", "sunk"),
    ("on-accent", "accent"),
    ("on-accent", "accent-strong"),
]
EDGES = [("edge", ground) for ground in GROUNDS] + [("accent", ground) for ground in GROUNDS]


def _tokens() -> dict[str, tuple[str, str]]:
    pairs = {f"pc-{role}": (colour.light, colour.dark) for role, colour in PALETTE.items()}
    for name, light, dark in re.findall(r"--([\w-]+): light-dark\((#\w{6}), (#\w{6})\);", TOKENS):
        pairs[name] = (light, dark)
    for name, other in re.findall(r"--([\w-]+): var\(--([\w-]+)\);", TOKENS):
        pairs[name] = pairs[other]
    return pairs


def _luminance(colour: str) -> float:
    """Relative luminance of WCAG 2.2."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("mode", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), TEXTS)
def test_text_keeps_a_contrast_of_four_and_a_half_to_one(text: str, ground: str, mode: int) -> None:
    tokens = _tokens()
    assert _contrast(tokens[text][mode], tokens[ground][mode]) >= 4.5


@pytest.mark.parametrize("mode", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("edge", "ground"), EDGES)
def test_edges_of_fields_keep_a_contrast_of_three_to_one(edge: str, ground: str, mode: int) -> None:
    tokens = _tokens()
    assert _contrast(tokens[edge][mode], tokens[ground][mode]) >= 3


def _rules(path: Path) -> str:
    return re.sub(r"/\*.*?\*/", "", path.read_text("utf-8"), flags=re.DOTALL)


@pytest.mark.parametrize("path", STYLES, ids=lambda path: f"{path.parents[-2].name}{path.name}")
def test_sides_are_logical(path: Path) -> None:
    rules = re.sub(r"@(media|container)[^{]*", "", _rules(path))
    assert not re.search(r"\b(left|right)\b", rules)
    assert not re.search(r"[{;\s](top|bottom|width|height|[a-z]+-(top|bottom))\s*:", rules)


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_only_tokens_name_colours(path: Path) -> None:
    if path.name != "tokens.css":
        assert not re.search(r"#[0-9a-fA-F]{3,8}\b|rgba?\(|hsl", _rules(path))


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_every_token_that_is_used_exists(path: Path) -> None:
    known = set(re.findall(r"--([\w-]+):", assets.css().decode()))
    assert set(re.findall(r"var\(--([\w-]+)", _rules(path))) <= known


def test_files_can_be_read_in_one_go() -> None:
    lengths = {path.name: len(path.read_text("utf-8").splitlines()) for path in [*STYLES, *SCRIPTS]}
    assert {name: lines for name, lines in lengths.items() if lines > 150} == {}
    assert sum(lengths[path.name] for path in SCRIPTS) <= 2_000


def test_the_version_changes_with_the_files() -> None:
    assert re.fullmatch(r"[0-9a-f]{12}", assets.version())


def test_scripts_evaluate_nothing() -> None:
    for path in SCRIPTS:
        assert not re.search(r"\beval\(|new Function|innerHTML|\.style\b", path.read_text("utf-8")), path.name
