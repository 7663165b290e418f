"""What traits and their values are called, in the language of the reader."""

from __future__ import annotations

from parcours.charts.formats import UNKNOWN
from parcours.journeys.funnel.groups import MISSING
from parcours.touchpoints import title
from parcours.web.design.books import books, language, say


def trait_title(name: str) -> str:
    """Return what a column that tells people apart is called."""
    return say(f"explore.traits.{name}")


def value_title(trait: str, value: str) -> str:
    """Return what a value of it is called; a value of the shop's own keeps its name."""
    if value == MISSING:
        return say("explore.traits.missing")
    if trait == "channel":
        return title(value, language()) if value else UNKNOWN
    key = f"values.{value}"
    known = any(key in book.phrases(language()) for book in books("explore"))
    return say(f"explore.{key}") if known else value
