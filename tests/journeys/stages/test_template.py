"""The template says what it means, and a mistake in it says where it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from parcours.errors import InputError
from parcours.journeys.stages import Template
from parcours.journeys.stages.template import SHIPPED


def edited(folder: Path, old: str, new: str) -> Path:
    text = SHIPPED.read_text(encoding="utf-8")
    assert old in text
    file = folder / "mine.yaml"
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    return file


def test_the_shipped_rules_read_like_the_design() -> None:
    assert [f"{rule.stage}: {rule.name}" for rule in Template.load().rules] == [
        "advocacy: recommends",
        "conversion: first order",
        "retention: has ordered",
        "conversion: checkout",
        "consideration: interest",
    ]


def test_an_edited_file_changes_the_rules(tmp_path: Path) -> None:
    template = Template.load(edited(tmp_path, "within: 30d", "within: 7d"))
    assert "Checkout Started within 7d" in str(template)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("version: 1", "version: 2", r"mine.yaml, line 4, version: 2 is out of range. Expected 1 to 1."),
        (
            "stage: advocacy",
            "stage: fame",
            r"line 13, rules\[1\].stage: 'fame' is unknown. Expected one of: awareness",
        ),
        (
            "verified: true",
            "verifed: true",
            r"rules\[1\].acts\[1\].verifed: there is no such key. Keys here are",
        ),
        (
            "within: 365d",
            "within: a year",
            r"within: 'a year' is not a length of time. Expected a number and a unit",
        ),
        ("least_score: 4", "least_score: four", r"least_score: it is not a number"),
        ("visits: 2", "visits: 9", r"rules\[5\].acts\[1\].visits: 9 is out of range. Expected 1 to 8."),
        ("any_order: true", "any_order: false", r"rules\[3\].any_order: false means nothing"),
        ("events: [Checkout Started]", "events: []", r"events: it is not a list of names"),
        ("    any_order: true\n", "", r"rules\[3\].name: the rule asks for nothing, or twice"),
        ("otherwise: awareness\n", "", r"otherwise: the key is missing. Add 'otherwise:'"),
        (
            "otherwise: awareness",
            "otherwise: awareness\notherwise: retention",
            r"otherwise: the key is there twice",
        ),
        ("at_risk: 50, lapsed: 80", "at_risk: 80, lapsed: 50", r"flags.percentiles: they do not rise"),
        ("rules:\n", "rules: [\n", r"mine.yaml, line \d+: .*Expected YAML"),
    ],
)
def test_a_mistake_names_line_and_key(tmp_path: Path, old: str, new: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        Template.load(edited(tmp_path, old, new))


def test_a_file_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        Template.load(tmp_path / "none.yaml")
