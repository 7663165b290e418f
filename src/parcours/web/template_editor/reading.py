"""The two kinds of templates, read from text and written as text."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from difflib import SequenceMatcher
from functools import lru_cache

from parcours.journeys.document import DocumentError
from parcours.journeys.purchase_journeys.template import Template as StepTemplate
from parcours.journeys.stages.template import Template as StageTemplate
from parcours.shop.templates import Kind, shipped

AnyTemplate = StageTemplate | StepTemplate


@lru_cache(16)
def parsed(kind: Kind, text: str) -> AnyTemplate:
    """Return the template that a text holds.

    Raises
    ------
    DocumentError
        The text says something that has no meaning.
    """
    return StageTemplate.parse(text) if kind == "stages" else StepTemplate.parse(text)


def pair(kind: Kind, now: str, then: str) -> tuple[AnyTemplate, AnyTemplate]:
    """Return both templates; where that which held was broken by hand, nothing differs.

    Raises
    ------
    DocumentError
        The other text says something that has no meaning.
    """
    with suppress(DocumentError):
        return parsed(kind, now), parsed(kind, then)
    return parsed(kind, then), parsed(kind, then)


def settled(kind: Kind, text: str) -> str:
    """Return the text to keep: that which ships where it says the same.

    Raises
    ------
    DocumentError
        The text says something that has no meaning.
    """
    ours, lines = shipped(kind), "\n".join(text.splitlines()) + "\n"
    return ours if parsed(kind, lines) == parsed(kind, ours) else lines


def differences(kind: Kind, before: str, after: str) -> list[tuple[str, str]]:
    """Return the lines that differ, each with what became of it: gone, new, or same around those.

    Texts that cannot be read are compared as they are.
    """
    old, new = _lines(kind, before), _lines(kind, after)
    found: list[tuple[str, str]] = []
    for group in SequenceMatcher(None, old, new, autojunk=False).get_grouped_opcodes(3):
        if found:
            found.append(("gap", ""))
        for tag, old_from, old_to, new_from, new_to in group:
            if tag == "equal":
                found += [("same", line) for line in old[old_from:old_to]]
            else:
                found += [("gone", line) for line in old[old_from:old_to]]
                found += [("new", line) for line in new[new_from:new_to]]
    return found


def _lines(kind: Kind, text: str) -> list[str]:
    """Return a text without remarks and edition, which change nothing."""
    with suppress(DocumentError):
        text = parsed(kind, text).to_yaml()
    kept = (line for line in text.splitlines() if line.strip() and not line.startswith(("#", "edition:")))
    return list(kept)


def kept_edition(kind: Kind, text: str) -> str:
    """Return a shop's own template as one made from what ships now.

    Raises
    ------
    DocumentError
        The text says something that has no meaning.
    """
    own, ours = parsed(kind, text), parsed(kind, shipped(kind))
    return replace(own, edition=ours.edition).to_yaml()
