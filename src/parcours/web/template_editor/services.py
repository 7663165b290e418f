"""What is done with templates: look at a change of one, and save it.

What holds is the file in the shop's folder, for the terminal and for notebooks as for the screens. Versions
are kept beside it; a text that somebody wrote into the file itself becomes one before it is replaced.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from django.db import Error as DatabaseError
from django.db import transaction

from parcours.journeys.purchase_journeys.template import Emotion
from parcours.journeys.purchase_journeys.template import Template as StepTemplate
from parcours.shop.templates import Kind, TemplateFile, digest, file_of, put_template, template_file
from parcours.state.actor import Actor
from parcours.state.audit import record
from parcours.web.design.place import this_shop
from parcours.web.template_editor.errors import ConflictError, GoneError
from parcours.web.template_editor.models import Draft, Version
from parcours.web.template_editor.reading import parsed, settled
from parcours.web.template_editor.selectors import held_steps

_LASTS = timedelta(days=7)
"""How long a change waits to be saved."""


def look_at(actor: Actor, kind: Kind, text: str, base: str, *, now: datetime) -> str:
    """Keep a text to look at, and return its name. It holds nowhere, and nothing is noted of it.

    Raises
    ------
    DocumentError
        The text says something that has no meaning.
    """
    actor.check("edit_shop")
    kept = settled(kind, text)
    token = sha256(f"{kind}\n{base}\n{kept}".encode()).hexdigest()[:32]
    with transaction.atomic():
        Draft.objects.filter(at__lt=now - _LASTS).delete()
        values = {"kind": kind, "text": kept, "base": base, "at": now}
        Draft.objects.update_or_create(token=token, defaults=values)
    return token


def save(actor: Actor, kind: Kind, token: str, *, now: datetime) -> int:
    """Let a text that was looked at hold from now on; return the number of its version.

    Raises
    ------
    GoneError
        Nobody looked at it, or too long ago.
    ConflictError
        Another text holds than the one that was changed.
    StorageError
        The disk refuses; what held before still does.
    """
    actor.check("edit_shop")

    def made(held: TemplateFile) -> str:
        draft = _draft(kind, token)
        if held.digest != draft.base:
            raise ConflictError(
                "Somebody else saved in the meantime.", advice="Look at both, then decide which shall hold."
            )
        return draft.text

    entry = _Entry("template.saved", f"template:{kind}", {"look": token})
    return _replaced(actor, kind, entry, made, now)


def assume(actor: Actor, step: str, emotion: Emotion, *, now: datetime) -> None:
    """Assume how customers feel at a step.

    Raises
    ------
    GoneError
        The shop's template has no such step.
    DocumentError
        The reason has no meaning, or the template was broken by hand.
    """
    actor.check("edit_shop")

    def made(held: TemplateFile) -> str:
        template = parsed("steps", held.text)
        assert isinstance(template, StepTemplate)  # noqa: S101 - the kind says so
        if step not in template.names:
            raise GoneError(f"There is no step {step!r}.")
        steps = (replace(each, emotion=emotion) if each.name == step else each for each in template.steps)
        return settled("steps", replace(template, steps=tuple(steps)).to_yaml())

    before = next((each.emotion for each in held_steps().steps if each.name == step), None)
    details = {"before": before.level if before else None, "after": emotion.level}
    entry = _Entry("map.emotion_assumed", f"step:{step}", details)
    _replaced(actor, "steps", entry, made, now)


@dataclass(frozen=True)
class _Entry:
    action: str
    subject: str
    details: Mapping[str, object]


def _replaced(
    actor: Actor, kind: Kind, entry: _Entry, made: Callable[[TemplateFile], str], now: datetime
) -> int:
    """Let what is made of the text that holds hold in its place; return the number of its version."""
    folder, held = this_shop().folder, None
    try:
        with transaction.atomic():
            # First of all: who saves at the same time waits here, and then sees what was saved.
            record(actor, entry.action, entry.subject, now=now, details=entry.details)
            held = template_file(folder, kind)
            text = made(held)
            number = _kept(held) + 1
            _keep(kind, number, text, actor.name, now)
            put_template(folder, kind, text)
    except DatabaseError:
        if held is not None:  # the file may be there, and its version is not
            put_template(folder, kind, held.text)
        raise
    return number


def _draft(kind: Kind, token: str) -> Draft:
    draft = Draft.objects.filter(kind=kind, token=token).first()
    if draft is None:
        raise GoneError("This change is not there any more.", advice="Make it again.")
    return draft


def _kept(held: TemplateFile) -> int:
    """Return the number of the version that holds, which is made where nobody has kept it yet."""
    newest = Version.objects.filter(kind=held.kind).order_by("-number").first()
    if newest is not None and newest.digest == held.digest:
        return newest.number
    number = newest.number + 1 if newest else 1
    if newest is None and not held.is_own:
        return 0
    _keep(held.kind, number, held.text, "", _written_at(held))
    return number


def _keep(kind: Kind, number: int, text: str, author: str, at: datetime) -> None:
    Version.objects.create(kind=kind, number=number, text=text, digest=digest(text), author=author, at=at)


def _written_at(held: TemplateFile) -> datetime:
    path = file_of(this_shop().folder, held.kind)
    return datetime.fromtimestamp((path if held.is_own else path.parent).stat().st_mtime, UTC)
