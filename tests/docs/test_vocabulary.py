"""The reference pages of the vocabulary say what the code says."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import pytest

DOCS = Path(__file__).resolve().parents[2] / "docs"
_SPEC = importlib.util.spec_from_file_location("vocabulary_pages", DOCS / "_generate.py")
assert _SPEC is not None
assert _SPEC.loader is not None
generate = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(generate)

DECISIONS = sorted((DOCS / "decisions").glob("[0-9]*.md"))
SECTIONS = ["## Status", "## Context", "## Decision", "## Consequences"]


@pytest.mark.parametrize("name", generate.PAGES)
def test_a_reference_page_is_what_the_code_generates(name):
    written = (generate.REFERENCE / name).read_text("utf-8")
    assert written == generate.PAGES[name](), "run `python docs/_generate.py`"


def test_decisions_have_numbers_without_gaps_or_duplicates():
    numbers = [int(path.name[:4]) for path in DECISIONS]
    assert numbers == list(range(1, len(numbers) + 1))
    assert (DOCS / "decisions" / "NEXT").read_text().strip() == f"{len(numbers) + 1:04d}"


@pytest.mark.parametrize("path", DECISIONS, ids=lambda path: path.stem)
def test_a_decision_has_its_number_its_four_parts_and_fits_a_page(path):
    lines = path.read_text("utf-8").splitlines()
    assert lines[0].startswith(f"# {path.name[:4]} ")
    assert [line for line in lines if line.startswith("## ")] == SECTIONS
    assert len(lines) <= 60


def test_the_glossary_is_in_alphabetical_order_and_says_each_word_once():
    words = re.findall(
        r"^\*\*(.+?)\*\*", (DOCS / "reference" / "glossary.md").read_text("utf-8"), re.MULTILINE
    )
    assert len(words) > 40
    assert [word.casefold() for word in words] == sorted({word.casefold() for word in words})
