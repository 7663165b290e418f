"""The Monday mail over the API: what it would say now, and who gets it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils import timezone
from ninja import Status
from pydantic import Field

from parcours.messaging.outgoing import UNSUBSCRIBE
from parcours.messaging.selectors import sending
from parcours.web.accounts.marks import StaffRequest
from parcours.web.api import asking
from parcours.web.api.asking import Days, Span
from parcours.web.api.endpoints import Endpoints
from parcours.web.api.fields import Asked, Number, Told, Whether
from parcours.web.api.refusals import ConflictError, NotFoundError, NotReadyError
from parcours.web.design.books import language
from parcours.web.design.place import this_shop
from parcours.web.weekly import services
from parcours.web.weekly.editions import plan_of
from parcours.web.weekly.views import monday_now
from parcours.web.weekly.writing import write

_AGAIN = 2

endpoints = Endpoints("weekly")


class WeeklyOut(Told):
    """The mail as it would be sent now, in the language of `Accept-Language`."""

    monday: date
    days: Span
    subject: str
    text: str
    html: str
    leaves: bool = Field(description="whether mail leaves at all; until then it is kept in the outbox")
    address: str = Field(description="where its links lead; empty: they are left out")


class ReaderOut(Told):
    """Somebody of the staff who may get it."""

    number: int
    name: str
    email: str
    language: str
    gets_it: bool


class ReadersOut(Told):
    """Everybody who may get it."""

    items: list[ReaderOut]


class Choice(Asked):
    """Whether somebody gets it."""

    gets_it: Whether


@endpoints.reads("/weekly-mail", WeeklyOut, of_the_log=True)
def weekly_mail(request: StaffRequest) -> dict[str, Any]:
    """Return the mail of the last Monday of which there is anything to say."""
    opened = asking.asked(Days.model_validate({})).opened
    monday = monday_now(opened)
    plan = plan_of(monday, opened, patience=asking.PATIENCE)
    if plan is None:
        raise ConflictError("Nothing happened in the weeks before.", advice="Import newer touchpoints.")
    edition = plan.edition()
    if edition is None:
        raise NotReadyError(_AGAIN)
    first, last = edition.days
    content = write(edition, language())
    return {
        "monday": monday,
        "days": {"first": first, "last": last},
        "subject": content.subject,
        "text": content.text.replace(UNSUBSCRIBE, "#"),
        "html": content.html.replace(UNSUBSCRIBE, "#"),
        "leaves": sending().is_verified,
        "address": this_shop().settings.address,
    }


@endpoints.reads("/weekly-mail/readers", ReadersOut, needs="manage")
def readers(request: StaffRequest) -> dict[str, Any]:
    """List who may get the mail, and who does."""
    return {
        "items": [
            {
                "number": user.pk,
                "name": user.name,
                "email": user.email,
                "language": user.language,
                "gets_it": gets_it,
            }
            for user, gets_it in services.choices()
        ]
    }


@endpoints.writes("PUT /weekly-mail/readers/{number}", needs="manage")
def choose(request: StaffRequest, number: Number, told: Choice) -> Status[None]:
    """Let somebody get the mail, or get it no more."""
    reader = next((user for user, _ in services.choices() if user.pk == number), None)
    if reader is None:
        raise NotFoundError("There is no such reader.")
    services.switch(request.actor, reader.email, wanted=told.gets_it, now=timezone.now())
    return Status(204, None)
