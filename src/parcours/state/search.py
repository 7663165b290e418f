"""Finding rows by a piece of text, whatever its case and accents."""

from __future__ import annotations

import unicodedata
from typing import TypeVar

from django.db.models import Model, QuerySet

Row = TypeVar("Row", bound=Model)

MOST = 1000
"""How many rows a search finds at most: more of them help nobody, and finding all of them costs."""

_LONGEST = 500


def folded(*texts: str) -> str:
    """Return texts as rows keep them to be found: small letters without marks, a line each.

    >>> folded("Zoë  Lévi", "", "ZOE@example.org")
    'zoe levi\\nzoe@example.org'
    """
    return "\n".join(_plain(text) for text in texts if text)[:_LONGEST]


def found(rows: QuerySet[Row], column: str, text: str) -> tuple[QuerySet[Row], bool]:
    """Return the rows whose column of folded texts holds a piece of text, and whether there are more.

    No more than `MOST` are found first, in whatever order, and chosen from afterwards: a database that
    looked for them in the order of the list would read nearly all of it for a rare name.
    """
    held = {f"{column}__gt": "", f"{column}__contains": _plain(text)[:_LONGEST]}
    matches = rows.model._default_manager.filter(**held).order_by().values_list("pk", flat=True)
    keys = list(matches[: MOST + 1])
    return rows.filter(pk__in=keys[:MOST]), len(keys) > MOST


def _plain(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text).casefold()
    return " ".join("".join(c for c in letters if not unicodedata.combining(c)).split())
