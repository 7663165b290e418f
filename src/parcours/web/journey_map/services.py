"""The verbs of the map: note, take a note off, assume how customers feel."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from parcours.charts.journey_map.overlay import Kind
from parcours.journeys.purchase_journeys.template import EMOTIONS, Emotion
from parcours.state.actor import Actor
from parcours.state.audit import record
from parcours.web.journey_map.errors import NoteError
from parcours.web.journey_map.models import LONGEST_NOTE, Annotation
from parcours.web.template_editor import services as templates
from parcours.web.template_editor.errors import GoneError


@transaction.atomic
def note_thing(actor: Actor, kind: Kind, name: str, text: str, *, now: datetime) -> int:
    """Note something of a thing of the map; return the note's number.

    Raises
    ------
    NoteError
        The text is empty or too long.
    """
    actor.check("edit_shop")
    return _note(actor, text, now=now, subject=f"map:{kind}:{name}", kind=kind, name=name)


@transaction.atomic
def note_day(actor: Actor, day: date, text: str, *, now: datetime) -> int:
    """Note what happened on a day; return the note's number.

    Raises
    ------
    NoteError
        The text is empty or too long.
    """
    actor.check("edit_shop")
    return _note(actor, text, now=now, subject=f"map:day:{day}", day=day)


@transaction.atomic
def remove_note(actor: Actor, number: int, *, now: datetime) -> None:
    """Take a note off; one that is gone already stays so."""
    actor.check("edit_shop")
    if Annotation.objects.filter(id=number).delete()[0]:
        record(actor, "map.note_removed", f"map_note:{number}", now=now)


def assume(actor: Actor, step: str, level: int, text: str, *, now: datetime) -> None:
    """Assume how customers feel at a step, from 1 to 5.

    Raises
    ------
    NoteError
        There is no such step or level, or the text is too long.
    """
    actor.check("edit_shop")
    why = " ".join(_checked(text, may_be_empty=True).split())
    try:
        if level not in EMOTIONS:
            raise NoteError(f"There is no level {level}.", expected="1 to 5.")
        templates.assume(actor, step, Emotion(level, why), now=now)
    except GoneError as error:
        raise NoteError(error.what) from error


def _note(
    actor: Actor,
    text: str,
    *,
    now: datetime,
    subject: str,
    kind: str = "",
    name: str = "",
    day: date | None = None,
) -> int:
    where = {"kind": kind, "name": name, "day": day}
    note = Annotation.objects.create(**where, text=_checked(text), author=actor.name, at=now)
    record(actor, "map.noted", subject, now=now, details={"note": note.id})
    return note.id


def _checked(text: str, *, may_be_empty: bool = False) -> str:
    kept = "".join(letter for letter in text.strip() if letter.isprintable() or letter == "\n")
    if len(kept) > LONGEST_NOTE or not (kept or may_be_empty):
        raise NoteError(
            f"The note has {len(kept)} letters.", expected=f"Between 1 and {LONGEST_NOTE} were expected."
        )
    return kept
