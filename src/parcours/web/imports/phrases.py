"""What the importer says of rows, in the language of the reader.

The importer is used without screens and speaks English; its sentences are known by what they begin or end
with. One that is not known is shown as it is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from parcours.web.design.books import books, language, say

_SENTENCES = (
    (r"(\w+) is not a date", "not_a_date"),
    (r"(\w+) is not a number", "not_a_number"),
    (r"(\w+) is missing", "missing"),
    (r"timestamp is before 1990", "too_early"),
    (r"timestamp is in the future", "too_late"),
    (r"nobody is named", "nobody"),
    (r"currency does not exist", "no_currency"),
    (r"properties is not a JSON object", "no_object"),
    (r"a test order", "test"),
    (r"a draft, never placed", "draft"),
    (r"never paid, so no order", "unpaid"),
    (r"an adjustment of the accounts, no order", "adjustment"),
    (r"a correction of stock: .*", "stock"),
    (r"(\d+) fields where the header has (\d+)", "fields"),
    (r"bytes that are not UTF-8", "bytes"),
    (r"a quote is opened and not closed", "quote"),
    (r"orders without a customer: .*", "guests"),
    (r"orders whose goods cost fractions .*", "fractions"),
    (r"refunds without a date: .*", "refunds"),
    (r"amounts in a currency without a rate: .*", "rates"),
    (r"identifiers such as null, .*", "identifiers"),
    (r"event '(.*)' is not in the catalogue: .*", "own_event"),
)


def sentence(text: str) -> str:
    """Say what the importer said."""
    for pattern, word in _SENTENCES:
        if found := re.fullmatch(pattern, text, re.DOTALL):
            told = [
                field(part) if word in ("missing", "not_a_date", "not_a_number") else part
                for part in found.groups()
            ]
            return say(f"imports.sentences.{word}", **dict(zip(("one", "two"), told, strict=False)))
    return text


def field(name: str) -> str:
    """Say what a field is called; one without a phrase keeps its name."""
    known = any(f"fields.{name}" in book.phrases(language()) for book in books("imports"))
    return say(f"imports.fields.{name}") if known else name


def counted(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    """Return what was counted, in words, the most frequent first."""
    return [(sentence(text), n) for text, n in sorted(counts.items(), key=lambda pair: -pair[1])]
