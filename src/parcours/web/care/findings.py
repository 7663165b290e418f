"""What the doctor found, in the language of the reader."""

from __future__ import annotations

from dataclasses import dataclass

from parcours.eventlog import Finding
from parcours.web.design.books import books, language, say


@dataclass(frozen=True)
class Told:
    """A finding: what it means, what to do, and the doctor's own words, which name files and figures."""

    what: str
    advice: str
    detail: str
    harmless: bool


def told(found: Finding) -> Told:
    """Say a finding; one that has no phrases of its own as any is said."""
    known = any(f"findings.{found.name}.what" in book.phrases(language()) for book in books("care"))
    name = found.name if known else "other"
    what, advice = (say(f"care.findings.{name}.{part}") for part in ("what", "advice"))
    return Told(what, advice, f"{found.what} {found.advice}", found.harmless)
