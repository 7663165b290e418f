"""What events are called, in the language of the reader."""

from __future__ import annotations

from parcours.web.design.books import books, language, say


def event_title(name: str) -> str:
    """Return what an event is called; an event of the shop's own keeps its name."""
    key = f"events.{name}"
    known = any(key in book.phrases(language()) for book in books("explore"))
    return say(f"explore.{key}") if known else name
