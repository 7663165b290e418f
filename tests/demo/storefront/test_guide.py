"""What the guide tells is what the code does."""

from __future__ import annotations

import re
from pathlib import Path

from parcours.demo.storefront import faults, fields, opening, payment

GUIDE = (Path(__file__).resolve().parents[3] / "docs" / "guides" / "storefront.md").read_text("utf-8")
TEMPLATES = Path(faults.__file__).parent / "templates"
_FOR_THE_SHOPS_OWN_SCRIPT = {"data-submits"}


def test_its_table_of_faults_is_the_registry() -> None:
    _, _, rest = GUIDE.partition("| fault | what a customer meets |\n|---|---|\n")
    rows = rest.partition("\n\n")[0].splitlines()
    assert rows == [f"| `{fault.name}` | {fault.effect} |" for fault in faults.FAULTS]


def _found(pattern: str) -> set[str]:
    return {found for path in TEMPLATES.iterdir() for found in re.findall(pattern, path.read_text("utf-8"))}


def test_it_tells_every_attribute_that_pages_have() -> None:
    told = set(re.findall(r"`(data-[a-z-]+)`", GUIDE))
    assert told == _found(r"\bdata-[a-z-]+") - _FOR_THE_SHOPS_OWN_SCRIPT


def test_it_names_the_pages_of_the_shop() -> None:
    row = next(line for line in GUIDE.splitlines() if line.startswith("| `data-page`"))
    assert set(re.findall(r"`(\w+)`", row)) == _found(r'(?:{% block page %}|data-page=")(\w+)')


def test_it_names_the_fields_of_the_checkout() -> None:
    asked = (*fields.ADDRESS, *fields.CARD, *fields.GIFT_CARD)
    assert [field.name for field in asked if f"`{field.name}`" not in GUIDE] == []


def test_what_it_says_to_try_works() -> None:
    for number in (*payment.APPROVED, payment.DECLINED):
        assert re.sub(r"(\d{4})(?=\d)", r"\1 ", number) in GUIDE
    for word in (*payment.GIFT_CARDS, opening.EMAIL, opening.PASSWORD):
        assert word in GUIDE
