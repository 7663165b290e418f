"""Reads of people for other rooms and screens; personal data is masked by what the actor may see."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from parcours.errors import InputError
from parcours.eventlog import EventLog
from parcours.journeys import Journeys
from parcours.people import masking, stages, ties, timelines
from parcours.people.consents import PURPOSES
from parcours.people.lists import Filters, Found, count_people, list_people, listed, people_of
from parcours.people.models import Consent, Identity, Merge, Profile, Settled, Trait
from parcours.people.people import Agreed, Change, Joined, Known, Person, Timeline, Told
from parcours.people.persons import AGREEMENTS
from parcours.people.suggestions import Suggestion, suggestions
from parcours.people.ties import Decision, Tie
from parcours.people.timelines import moment
from parcours.people.traits import HIGHER
from parcours.state.actor import Actor

__all__ = [
    "Filters",
    "Found",
    "Suggestion",
    "agrees",
    "count_people",
    "identity",
    "list_people",
    "people_of",
    "profile",
    "root_of",
    "suggestions",
    "timeline",
]


def root_of(leaf: int) -> int:
    """Return the profile that an identifier, or a profile joined with another since, belongs to now.

    Raises
    ------
    InputError
        Nobody ever had it.
    """
    found = Identity.objects.filter(pk=leaf).values_list("profile", flat=True).first()
    if found is None:
        raise InputError("There is no such profile.", advice="Search for the person among all people.")
    return found


def agrees(leaf: int, purpose: str) -> bool | None:
    """Return whether a profile agrees to a purpose, by any id of its own; None where nothing was said."""
    root = Identity.objects.filter(pk=leaf).values("profile")
    return Profile.objects.filter(pk__in=root).values_list(f"agrees_{purpose}", flat=True).first()


def profile(actor: Actor, leaf: int, journeys: Journeys, *, now: datetime) -> Person:
    """Return everything known of one profile, by its own id or that of one joined with it.

    Parameters
    ----------
    actor
        Who looks: decides what is masked.
    leaf
        The profile.
    journeys
        Those of the shop as of now; the history of stages is read from them.
    now
        The moment of judgement.

    Raises
    ------
    DeniedError
        The actor may not see people.
    InputError
        There is no such profile.
    """
    actor.check("see")
    row = Profile.objects.filter(pk=root_of(leaf)).first()
    if row is None:
        raise InputError("There is no such profile.", advice="Search for the person among all people.")
    personal = actor.may("see_personal")
    leaves = list(Identity.objects.filter(profile=row.pk).order_by("-last_seen"))
    keys = [each.leaf for each in leaves]
    as_of = Settled.objects.values_list("as_of", flat=True).first()
    agrees = {purpose: getattr(row, name) for purpose, name in zip(PURPOSES, AGREEMENTS, strict=True)}
    return Person(
        listed=listed(actor, row),
        phone=row.phone if personal else masking.text(row.phone),
        city=row.city,
        birth_year=row.birth_year,
        first_order=row.first_order,
        agrees={purpose: given for purpose, given in agrees.items() if given is not None},
        identities=tuple(_known(each, personal=personal) for each in leaves),
        traits=_traits(keys, personal=personal),
        consents=_consents(keys),
        history=_history(journeys, row.pk, now),
        merges=_merges(row.pk),
        as_of=None if as_of is None else moment(as_of),
    )


def identity(actor: Actor, leaf: int, log: EventLog) -> tuple[tuple[Tie, ...], tuple[Decision, ...]]:
    """Return why the identifiers of a profile are one person's: links with their evidence, and decisions.

    Raises
    ------
    DeniedError
        The actor may not see people.
    InputError
        There is no such profile.
    """
    actor.check("see")
    root = root_of(leaf)
    return ties.ties(actor, root, log), ties.decisions(actor, root)


def timeline(
    actor: Actor,
    leaf: int,
    journeys: Journeys,
    log: EventLog,
    *,
    before: int | None = None,
    limit: int = 50,
    events: Collection[str] | None = None,
) -> Timeline:
    """Return what a profile did and what befell it before a moment, the latest first.

    Parameters
    ----------
    actor
        Who looks: decides what is masked.
    leaf
        The profile, or one joined with it.
    journeys, log
        The shop's.
    before
        Microseconds UTC, as `Timeline.before` of the piece after it has them.
    limit
        How many touchpoints; those of one moment are never parted.
    events
        Names of events; all where none are given.

    Raises
    ------
    DeniedError
        The actor may not see people.
    InputError
        There is no such profile.
    """
    actor.check("see")
    piece = timelines.Piece(before, limit, None if events is None else frozenset(events))
    return timelines.timeline(actor, root_of(leaf), journeys, log, piece)


def _known(row: Identity, *, personal: bool) -> Known:
    mask = masking.email if row.kind == "email" else masking.text
    return Known(
        leaf=row.leaf,
        kind=row.kind,
        value=row.value if personal else mask(row.value),
        first_seen=moment(row.first_seen),
        last_seen=moment(row.last_seen),
        touchpoints=row.touchpoints,
    )


def _traits(leaves: list[int], *, personal: bool) -> tuple[Told, ...]:
    rows = Trait.objects.filter(leaf__in=leaves).order_by("name", "-standing")
    said = rows.values_list("name", "value", "standing", "entered")
    return tuple(
        Told(name, value if personal else masking.text(value), moment(standing % HIGHER), entered)
        for name, value, standing, entered in said
    )


def _consents(leaves: list[int]) -> tuple[Agreed, ...]:
    rows = Consent.objects.filter(leaf__in=leaves).order_by("-at", "purpose").distinct()
    said = rows.values_list("purpose", "given", "at", "source", "evidence", "entered")
    return tuple(
        Agreed(purpose, given, moment(at), source, evidence, entered)
        for purpose, given, at, source, evidence, entered in said
    )


def _history(journeys: Journeys, profile: int, now: datetime) -> tuple[Change, ...]:
    return tuple(
        Change(each.at, each.from_stage or "", each.to_stage, each.rule, each.reason, each.event or "")
        for each in stages.history(journeys, profile, now)
    )


def _merges(profile: int) -> tuple[Joined, ...]:
    leaves = Identity.objects.filter(profile=profile).values("leaf")
    rows = Merge.objects.filter(winner__in=leaves, undone_at=None).order_by("-at")
    return tuple(Joined(row.pk, row.loser, row.reason, row.actor, row.at) for row in rows)
