"""What people, their languages and their consents are called, in the language of the reader."""

from __future__ import annotations

import re

from django.utils.translation import get_language_info

from parcours.charts.formats import UNKNOWN
from parcours.charts.journey_map.phrases import word
from parcours.people.consents import PURPOSES
from parcours.people.people import Listed
from parcours.touchpoints import title
from parcours.web.design.books import books, language, say
from parcours.web.people.ids import code

_TURNING = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def name_of(person: Listed) -> str:
    """Return what somebody goes by: a name, an address, the shop's number of them, else ours."""
    return straight(person.name or person.email or person.user_id).strip() or nameless(person.id)


def nameless(profile: int) -> str:
    """Return what stands for somebody of whom nothing is known."""
    return say("people.anonymous", code=code(profile))


def straight(text: str) -> str:
    """Return a text without the signs that turn the direction of letters around: it reads as it is written.

    >>> straight("cod\u202eexe.txt")
    'codexe.txt'
    """
    return _TURNING.sub("", text)


def payment_title(method: str) -> str:
    """Return what a way to pay is called, in the words of the journey map."""
    return word("values", method, language()) if method else UNKNOWN


def language_title(tag: str) -> str:
    """Return a language's name; its tag where there is none."""
    try:
        return str(get_language_info(tag.lower())["name_translated"])
    except KeyError:
        return tag or UNKNOWN


def channel_title(name: str) -> str:
    """Return a channel's name."""
    return title(name, language()) if name else UNKNOWN


def purpose_title(purpose: str) -> str:
    """Return what a consent is for; a purpose of the shop's own keeps its name."""
    return say(f"people.purposes.{purpose}") if purpose in PURPOSES else purpose


def trait_title(name: str) -> str:
    """Return what a trait is called; one of the shop's own keeps its name."""
    key = f"traits.{name}"
    known = any(key in book.phrases(language()) for book in books("people"))
    return say(f"people.{key}") if known else name
