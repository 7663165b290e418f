"""Types a text as each language's printers do, so that the copy can be written with plain keys."""

from __future__ import annotations

import re

from parcours.demo.words import Text

NARROW, WIDE = "\u202f", "\u00a0"

_FRENCH = (
    (re.compile(r" ([;!?])"), NARROW + r"\1"),
    (re.compile(r" ([:»])"), WIDE + r"\1"),
    (re.compile(r"« "), "«" + WIDE),
)
_MEASURE = re.compile(r"(?<=\d) (?=(?:cm|mm|m|g|kg|ml|cl|l|W|h|min|°C|€|%|ס\"מ|מ\"ל|ג')(?!\w))")
_GERSHAYIM, _GERESH = re.compile(r"(?<=[א-ת])\"(?=[א-ת])"), re.compile(r"(?<=[א-ת])'")


def typeset(en: str, fr: str, he: str) -> Text:
    """Return a text with curly apostrophes, French spaces and Hebrew marks of abbreviation.

    Examples
    --------
    >>> typeset("It's ready", "C'est prêt !", 'ס"מ').of("fr") == "C’est prêt\\u202f!"
    True
    """
    return Text(_apostrophes(_measures(en)), _french(_measures(fr)), _hebrew(_measures(he)))


def same(text: str) -> Text:
    """Return what is written alike in all three languages."""
    return Text(text, text, text)


def _measures(text: str) -> str:
    return _MEASURE.sub(WIDE, text)


def _apostrophes(text: str) -> str:
    return text.replace("'", "’")


def _french(text: str) -> str:
    for found, typed in _FRENCH:
        text = found.sub(typed, text)
    return _apostrophes(text)


def _hebrew(text: str) -> str:
    return _GERESH.sub("׳", _GERSHAYIM.sub("״", text))
