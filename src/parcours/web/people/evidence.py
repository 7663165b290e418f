"""Links between identifiers, decisions and suggestions in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from parcours.people.people import Listed
from parcours.people.suggestions import Suggestion
from parcours.people.ties import Decision, Name, Tie
from parcours.web.design.books import say
from parcours.web.design.components import Badge
from parcours.web.explore.events import event_title
from parcours.web.people.names import name_of, straight


@dataclass(frozen=True)
class Link:
    """A link: what it joins, whether it counts, and who said so when."""

    name: str
    other: str
    badge: Badge
    told: str
    at: datetime
    source: str


@dataclass(frozen=True)
class Decided:
    """What somebody decided; ``undo`` takes it back."""

    title: str
    reason: str
    by: str
    at: datetime
    undone_at: datetime | None
    number: int
    joined: bool


@dataclass(frozen=True)
class Alike:
    """Two profiles that look like one person."""

    one: Listed
    other: Listed
    names: tuple[str, str]
    why: str
    accept: str
    dismiss: str


def link(tie: Tie) -> Link:
    """Return a link in words."""
    told = say(f"people.links.trust.{tie.trust}")
    event = event_title(tie.event) if tie.event else say("people.links.gone")
    badge = (
        Badge(say("people.links.counts"), "good") if tie.counts else Badge(say("people.links.apart"), "warn")
    )
    return Link(named(tie.name), named(tie.other), badge, f"{event} · {told}", tie.at, tie.source)


def decision(decided: Decision) -> Decided:
    """Return a decision in words."""
    return Decided(
        say(f"people.decisions.{decided.kind}", name=named(decided.name)),
        decided.reason,
        decided.by,
        decided.at,
        decided.undone_at,
        decided.number,
        decided.kind == "joined",
    )


def alike(found: Suggestion) -> Alike:
    """Return a suggestion in words, and where to go on with it."""
    pair = [found.one.id, found.other.id]
    return Alike(
        found.one,
        found.other,
        (name_of(found.one), name_of(found.other)),
        say(f"people.same.why.{found.why}"),
        f"{reverse('people:merge_with', args=pair)}?why={found.why}",
        reverse("people:dismiss", args=pair),
    )


def named(name: Name) -> str:
    """Return an identifier with its kind."""
    return f"{say(f'people.identities.{name.kind}')} {straight(name.value) or '•••'}"
