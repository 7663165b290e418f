"""What the screens of the templates read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import cast

from parcours.journeys.document import DocumentError
from parcours.journeys.purchase_journeys.template import Template as StepTemplate
from parcours.journeys.stages import Template
from parcours.journeys.templates import rules_digest
from parcours.people.stages import following
from parcours.shop.templates import Kind, TemplateFile, shipped, template_file
from parcours.web.design.place import this_shop
from parcours.web.template_editor.models import Draft, Version
from parcours.web.template_editor.reading import parsed


@dataclass(frozen=True)
class Saved:
    """A version: its number, its text, who saved it (nobody: it was changed in its file), when."""

    number: int
    text: str
    digest: str
    author: str
    at: datetime


@dataclass(frozen=True)
class Looked:
    """A text that somebody looks at, and the digest of the one that held when they began."""

    token: str
    text: str
    base: str


@dataclass(frozen=True)
class Pace:
    """How far the list of people follows the rules that hold: ``done`` of ``due``, or all of it."""

    is_there: bool
    done: int
    due: int


def held(kind: Kind) -> TemplateFile:
    """Return the template that holds."""
    return template_file(this_shop().folder, kind)


def held_steps() -> StepTemplate:
    """Return the steps that hold; those that ship while the shop's own cannot be read."""
    try:
        found = parsed("steps", held("steps").text)
    except DocumentError:
        found = parsed("steps", shipped("steps"))
    return cast("StepTemplate", found)


def versions(kind: Kind) -> list[Saved]:
    """Return what was saved, the newest first."""
    return [_saved(row) for row in Version.objects.filter(kind=kind)]


def version(kind: Kind, number: int) -> Saved | None:
    """Return one version."""
    row = Version.objects.filter(kind=kind, number=number).first()
    return _saved(row) if row else None


def text_of(kind: Kind, number: int) -> str | None:
    """Return the text of a version; 0 is the one that ships."""
    if number == 0:
        return shipped(kind)
    saved = version(kind, number)
    return saved.text if saved else None


def looked(kind: Kind, token: str) -> Looked | None:
    """Return what somebody looks at; None where it is gone."""
    row = Draft.objects.filter(kind=kind, token=token.replace("\x00", "")).first()
    return Looked(row.token, row.text, row.base) if row else None


def newer_shipped(held: TemplateFile) -> bool:
    """Return whether a newer template ships than the one that the shop's own was made from."""
    if not held.is_own:
        return False
    try:
        return parsed(held.kind, held.text).edition < parsed(held.kind, shipped(held.kind)).edition
    except DocumentError:
        return False


def pace() -> Pace:
    """Return how far the list of people follows the rules of the stages."""
    known, text = following(), held("stages").text
    try:
        wanted = rules_digest(cast("Template", parsed("stages", text)))
    except DocumentError:
        return Pace(is_there=True, done=0, due=0)
    return Pace(known.rules in ("", wanted), known.done, known.due)


def _saved(row: Version) -> Saved:
    return Saved(row.number, row.text, row.digest, row.author, row.at)
