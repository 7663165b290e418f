"""The reference page lists every format and field as the code has them."""

from __future__ import annotations

from pathlib import Path

import pytest

from parcours.collect.importing import FORMATS
from parcours.collect.importing.fields import FIELDS

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def page():
    return (ROOT / "docs" / "reference" / "import-formats.md").read_text("utf-8").splitlines()


@pytest.mark.parametrize("known", FORMATS, ids=lambda known: known.name)
def test_every_format_is_documented_with_its_columns_and_signature(page, known):
    start = page.index(f"### {known.name}")
    end = next(i for i in range(start + 1, len(page)) if page[i].startswith("##"))
    section = page[start:end]
    told = dict(row.strip("| ").split(" | ") for row in section if row.startswith("| `"))
    assert told == {f"`{column}`": f"`{name}`" for column, name in known.columns.items()}
    recognised = next(line for line in section if line.startswith("Recognised by"))
    assert all(f"`{column}`" in recognised for column in known.signature)


def test_every_field_is_documented_and_no_other(page):
    start = page.index("## Any other table")
    told = [row.strip("|").split("|")[:4] for row in page[start:] if row.startswith("| `")]
    assert [[cell.strip() for cell in row] for row in told] == [
        [f"`{field.name}`", field.kind, field.meaning, ", ".join(field.synonyms)] for field in FIELDS
    ]


def test_columns_of_formats_fill_fields_that_exist():
    names = {field.name for field in FIELDS}
    assert {name for known in FORMATS for name in known.columns.values()} <= names


def test_options_that_errors_advise_are_in_the_guide():
    guide = (ROOT / "docs" / "guides" / "import-a-file.md").read_text("utf-8")
    for option in ("--map", "--dry-run", "--dates", "--decimal", "--event", "--test-orders"):
        assert option in guide
