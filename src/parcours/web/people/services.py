"""What leaves the shop through the screens of people: each file is noted in the audit log."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from parcours.people.people import Person
from parcours.state import audit
from parcours.state.actor import Actor
from parcours.web.people.archive import archive


@transaction.atomic
def note_export(actor: Actor, people: int, *, now: datetime) -> None:
    """Note that a list with personal data leaves the shop.

    Raises
    ------
    DeniedError
        The actor may not see it.
    """
    actor.check("see_personal")
    audit.record(actor, "people.exported", "people", now=now, details={"people": people})


@transaction.atomic
def export(actor: Actor, person: Person, *, now: datetime) -> bytes:
    """Return everything that is kept of a person, packed; note that it was taken.

    Raises
    ------
    DeniedError
        The actor may not.
    """
    actor.check("erase_people")
    audit.record(actor, "profile.exported", f"profile:{person.listed.id}", now=now)
    return archive(actor, person)
