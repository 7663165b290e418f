"""Texts that other people wrote, in files that spreadsheets open."""

from __future__ import annotations

import re
from typing import Any

from parcours.words.bidi import unturned

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_AMOUNT = re.compile(r"-[\d.,]+")


def harmless(value: Any) -> Any:
    """Return a value that no spreadsheet computes and that turns nothing around; amounts stay what they are.

    >>> harmless("=1+1"), harmless("-12.50"), harmless("-1+cmd|'/c calc'!A0"), harmless("+33 6 12 34 56 78")
    ("'=1+1", '-12.50', "'-1+cmd|'/c calc'!A0", "'+33 6 12 34 56 78")
    """
    if not isinstance(value, str):
        return value
    text = unturned(value)
    return f"'{text}" if text.startswith(_FORMULA) and not _AMOUNT.fullmatch(text) else text
