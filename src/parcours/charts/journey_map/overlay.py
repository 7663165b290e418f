"""What a page may lay over the map: where each thing leads, and what people noted of it."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Literal, Protocol

Kind = Literal["stage", "step", "place", "pain", "leak"]


class Overlay(Protocol):
    """Knows a page's addresses and notes: of things by name, of pains and leaks by their place."""

    def address(self, kind: Kind, name: str) -> str:
        """Return where its numbers and people are; empty for nowhere."""
        ...

    def notes(self, kind: Kind, name: str) -> Sequence[str]:
        """Return what people noted of it."""
        ...


class Bare:
    """Nothing but the map."""

    def address(self, _: Kind, __: str) -> str:
        """Return no address."""
        return ""

    def notes(self, _: Kind, __: str) -> Sequence[str]:
        """Return no notes."""
        return ()


BARE = Bare()


def linked(overlay: Overlay, kind: Kind, name: str, shown: str) -> str:
    """Return HTML as a link to its numbers, if there are any."""
    address = overlay.address(kind, name)
    return f'<a href="{escape(address)}">{shown}</a>' if address else shown


def noted(overlay: Overlay, kind: Kind, name: str) -> str:
    """Return the notes on a thing."""
    notes = overlay.notes(kind, name)
    items = "".join(f"<li><bdi>{escape(note)}</bdi></li>" for note in notes)
    return f'<ul class="pc-notes">{items}</ul>' if items else ""
