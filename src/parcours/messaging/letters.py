"""Letters: what a message says, in parts, written out as plain text and as HTML that old programs show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from django.template.loader import render_to_string

from parcours.messaging import home
from parcours.messaging.outgoing import Content
from parcours.words import Phrasebook
from parcours.words.languages import direction

WORDS = Phrasebook("parcours.messaging")


@dataclass(frozen=True)
class Paragraph:
    """Some sentences; soft ones explain the others."""

    text: str
    is_soft: bool = False
    part: ClassVar[Literal["paragraph"]] = "paragraph"

    def lines(self) -> tuple[str, ...]:
        """As plain text."""
        return (self.text,)


@dataclass(frozen=True)
class Code:
    """Something to type or to copy."""

    text: str
    part: ClassVar[Literal["code"]] = "code"

    def lines(self) -> tuple[str, ...]:
        """As plain text."""
        return (f"    {self.text}",)


@dataclass(frozen=True)
class Link:
    """Where to go on; the address stands in the plain text."""

    label: str
    href: str
    part: ClassVar[Literal["link"]] = "link"

    def lines(self) -> tuple[str, ...]:
        """As plain text."""
        return (f"{self.label}:", self.href)


@dataclass(frozen=True)
class Figure:
    """A number with what one must know to believe it, framed.

    ``value`` is what is read first; ``notes`` say its interval, of how many it is, what became of it.
    """

    title: str
    value: str
    notes: tuple[str, ...]
    text: str = ""
    link: Link | None = None
    part: ClassVar[Literal["figure"]] = "figure"

    def lines(self) -> tuple[str, ...]:
        """As plain text."""
        said = (self.title, self.value, *self.notes, self.text)
        return (*(each for each in said if each), *(self.link.lines() if self.link else ()))


Part = Paragraph | Code | Link | Figure


@dataclass(frozen=True, kw_only=True)
class Letter:
    """A letter.

    Parameters
    ----------
    subject
        Its subject, and its heading unless ``heading`` says another.
    parts
        What it says.
    language
        Of its words; decides the direction.
    why
        Why the reader gets it, and how to get no more.
    way_out
        The link that ends it, in marketing messages.
    preview
        What lists of mail show beside the subject.
    """

    subject: str
    parts: tuple[Part, ...]
    language: str
    heading: str = ""
    why: str = ""
    way_out: Link | None = None
    preview: str = ""

    def content(self) -> Content:
        """Return it written out."""
        shop = home.this_shop().settings.name
        shown = {"letter": self, "direction": direction(self.language), "shop": shop}
        html = render_to_string("messaging/letter.html", shown)
        return Content(self.subject, self._text(shop), html)

    def _text(self, shop: str) -> str:
        pieces = [self.heading or self.subject, *("\n".join(part.lines()) for part in self.parts)]
        foot = (
            [f"-- \n{shop}", self.why, *self.way_out.lines()] if self.way_out else [f"-- \n{shop}", self.why]
        )
        return "\n\n".join([*pieces, "\n".join(each for each in foot if each)]) + "\n"


def plain_letter(subject: str, text: str, language: str) -> Letter:
    """Return a letter made of a plain text: paragraphs between empty lines, links on lines of their own."""
    blocks = (" ".join(block.split()) for block in text.split("\n\n"))
    parts = tuple(_part(block, language) for block in blocks if block)
    return Letter(subject=subject, parts=parts, language=language)


def _part(block: str, language: str) -> Part:
    if block.startswith(("http://", "https://")) and " " not in block:
        return Link(WORDS.say("letters.go", language), block)
    return Paragraph(block)
