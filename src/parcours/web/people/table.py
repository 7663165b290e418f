"""People as rows: on a page, and in a file."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlencode

from django.urls import reverse

from parcours.charts.formats import UNKNOWN
from parcours.people.people import Listed
from parcours.state.paging import Page
from parcours.touchpoints import digits
from parcours.web.design import formats
from parcours.web.design.books import say
from parcours.web.design.components import (
    Column,
    Component,
    Empty,
    Flag,
    LinkButton,
    Pager,
    Row,
    StageBadge,
    Table,
)
from parcours.web.design.place import this_shop
from parcours.web.people.names import name_of
from parcours.web.people.query import Asking

FIELDS = (
    "id", "name", "email", "user_id", "stage", "since", "flag", "complaint_open", "orders", "value",
    "currency", "country", "language", "channel", "touchpoints", "first_seen", "last_seen", "last_order",
)  # fmt: skip
"""What a file tells of each person."""


def people_table(people: Page[Listed], asking: Asking) -> Table:
    """Return a page of people."""
    columns = (
        Column(say("people.columns.person")),
        Column(say("people.columns.stage")),
        Column(say("people.columns.flag")),
        Column(say("people.columns.orders"), "number"),
        Column(say("people.columns.value"), "number", "value"),
        Column(say("people.columns.country")),
        Column(say("people.columns.last_seen"), "text", "last_seen"),
    )
    return Table(
        say("people.nav"),
        columns,
        people.of(_row).rows,
        nobody(asking),
        asking.sort,
        Pager(people.next, people.previous),
    )


def nobody(asking: Asking) -> Empty:
    """Return what stands there where a list has nobody: what to do depends on what was asked."""
    if asking.given:
        action = LinkButton(say("people.nobody.all"), reverse("people:home"), icon="close")
        return Empty(say("people.nobody.title"), say("people.nobody.text"), action, "people")
    return Empty(say("people.nobody.yet"), say("people.nobody.yet_text"), icon="people")


def drill_down(**asked: str) -> str:
    """Return the address of a list of people."""
    return f"{reverse('people:home')}?{urlencode(asked)}"


def as_values(person: Listed) -> Iterator[object]:
    """Yield what a file tells of somebody; money in units of the shop's currency."""
    currency = this_shop().settings.currency
    for field in FIELDS:
        if field == "value":
            yield f"{person.value / 10 ** digits(currency):.{digits(currency)}f}"
        elif field == "currency":
            yield currency
        else:
            yield getattr(person, field)


def _row(person: Listed) -> Row:
    shown = formats.now()
    return Row(
        (
            name_of(person),
            StageBadge(person.stage),
            flag_of(person) or UNKNOWN,
            shown.count(person.orders),
            shown.money(person.value),
            person.country or UNKNOWN,
            formats.day(person.last_seen),
        ),
        reverse("people:profile", args=[person.id]),
    )


def flag_of(person: Listed) -> Component | None:
    """Return the flag that matters most."""
    name = "complaint_open" if person.complaint_open else person.flag
    return Flag(name) if name else None
