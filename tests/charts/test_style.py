"""Colours keep their contrast in both modes; directions stay logical."""

from __future__ import annotations

import re

import pytest

from parcours.charts import stylesheet
from parcours.charts.palette import GROUND_ROLES, PALETTE, TEXT_ROLES


def _luminance(colour: str) -> float:
    """Relative luminance of WCAG 2.2."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("text", TEXT_ROLES)
@pytest.mark.parametrize("ground", GROUND_ROLES)
def test_text_keeps_a_contrast_of_four_and_a_half_to_one(mode: str, text: str, ground: str) -> None:
    one, other = (_luminance(getattr(PALETTE[role], mode)) for role in (text, ground))
    assert (max(one, other) + 0.05) / (min(one, other) + 0.05) >= 4.5


def test_the_stylesheet_knows_no_left_and_no_right() -> None:
    rules = re.sub(r"@media[^{]*", "", stylesheet())
    assert not re.search(r"[{;\s](left|right|top|bottom|width|height|[a-z]+-(left|right))\s*:", rules)


def test_every_class_is_ours() -> None:
    rules = re.sub(r"/\*.*?\*/", "", stylesheet(), flags=re.DOTALL)
    assert set(re.findall(r"\.([a-z][\w-]*)", rules)) == set(re.findall(r"\.(pc-[\w-]*)", rules))
