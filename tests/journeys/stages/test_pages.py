"""What the pages on stages, purchase journeys and frictions show is what comes out."""

from __future__ import annotations

import doctest
from pathlib import Path

import pytest

PAGES = Path(__file__).resolve().parents[3] / "docs" / "explanations"


@pytest.mark.parametrize("page", ["stages.md", "purchase-journeys.md", "frictions.md"])
def test_the_worked_example_of_the_page_is_true(page: str) -> None:
    result = doctest.testfile(str(PAGES / page), module_relative=False, encoding="utf-8")
    assert result.attempted > 5
    assert result.failed == 0
