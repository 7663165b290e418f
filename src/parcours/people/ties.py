"""Why identifiers are one person's: the evidence of each link, and what people of the shop decided."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

import numpy as np
import pyarrow as pa
from django.conf import settings
from django.db.models import Q

from parcours.eventlog import EventLog
from parcours.people import masking
from parcours.people.models import Identity, Merge, Parting
from parcours.people.reading import Ints
from parcours.people.timelines import moment, read_near
from parcours.shop.identities import Identities
from parcours.shop.links import Links
from parcours.state.actor import Actor
from parcours.touchpoints import TRUSTS

MOST = 50
"""Links, and identifiers, that are shown of one profile."""
_TOLD = ("profile_id", "timestamp", "event", "source")


@dataclass(frozen=True)
class Name:
    """An identifier; ``leaf`` names it to verbs."""

    leaf: int
    kind: str
    value: str


@dataclass(frozen=True)
class Tie:
    """A link between two identifiers, and the first touchpoint that named both.

    ``event`` and ``source`` are empty where the log has that touchpoint no more.
    """

    name: Name
    other: Name
    at: datetime
    trust: str
    counts: bool
    event: str
    source: str


@dataclass(frozen=True)
class Decision:
    """What somebody decided of identifiers; ``undone_at`` where it was taken back."""

    number: int
    kind: Literal["joined", "separated", "blocked"]
    name: Name
    reason: str
    by: str
    at: datetime
    undone_at: datetime | None


def ties(actor: Actor, profile: int, log: EventLog) -> tuple[Tie, ...]:
    """Return what links the identifiers of a profile to each other and to others, the latest first."""
    leaves = _leaves(profile)
    links, count = _identities().links_of(leaves)
    order = np.argsort(links.at, kind="stable")[::-1][:MOST]
    names = _Names(actor, np.concatenate([links.leaf[order], links.target[order]]))
    evidence = _evidence(links, order, log)
    return tuple(
        Tie(
            names.of(int(links.leaf[row])),
            names.of(int(links.target[row])),
            moment(int(links.at[row])),
            TRUSTS[int(links.trust[row])],
            bool(count[row]),
            *evidence.get((int(links.target[row]), int(links.at[row])), ("", "")),
        )
        for row in order.tolist()
        if links.leaf[row] != links.target[row]
    )


def decisions(actor: Actor, profile: int) -> tuple[Decision, ...]:
    """Return what people decided of the identifiers of a profile, the latest first."""
    leaves = _leaves(profile).tolist()
    merges = Merge.objects.filter(Q(winner__in=leaves) | Q(loser__in=leaves))
    partings = Parting.objects.filter(Q(profile__in=leaves) | Q(leaf__in=leaves))
    names = _Names(
        actor, np.array([each.loser for each in merges] + [each.leaf for each in partings], np.int64)
    )
    found = [
        Decision(m.pk, "joined", names.of(m.loser), m.reason, m.actor, m.at, m.undone_at) for m in merges
    ]
    found += [
        Decision(
            p.pk, "blocked" if p.nobody else "separated", names.of(p.leaf), "", p.actor, p.at, p.undone_at
        )
        for p in partings
    ]
    return tuple(sorted(found, key=lambda each: each.at, reverse=True))


class _Names:
    """Identifiers by their leaves, as the actor may see them."""

    def __init__(self, actor: Actor, leaves: Ints) -> None:
        rows = Identity.objects.filter(leaf__in=np.unique(leaves).tolist())
        self._known = {row.leaf: row for row in rows}
        self._personal = actor.may("see_personal")

    def of(self, leaf: int) -> Name:
        row = self._known.get(leaf)
        if row is None:
            return Name(leaf, "anonymous", "")
        mask = masking.email if row.kind == "email" else masking.text
        return Name(leaf, row.kind, row.value if self._personal else mask(row.value))


def _evidence(links: Links, rows: Ints, log: EventLog) -> dict[tuple[int, int], tuple[str, str]]:
    """Return event and source of the touchpoints that first told of links, by whose they are and when."""
    targets, moments = np.unique(links.target[rows]), np.unique(links.at[rows])
    found: dict[tuple[int, int], tuple[str, str]] = {}
    for table in read_near(log, targets, moments, _TOLD) if len(moments) else ():
        columns = (table["profile_id"], table["timestamp"].cast(pa.int64()), table["event"], table["source"])
        for profile, at, event, source in zip(*(column.to_pylist() for column in columns), strict=True):
            found.setdefault((profile, at), (event, source))
    return found


def _leaves(profile: int) -> Ints:
    """Return the leaves of a profile, ascending; no more than are shown."""
    rows = Identity.objects.filter(profile=profile).order_by("-last_seen").values_list("leaf", flat=True)
    return np.sort(np.array(list(rows[:MOST]), np.int64))


def _identities() -> Identities:
    identities: Identities = settings.SHOP.identities  # type: ignore[misc]  # a setting of our own
    identities.refresh()
    return identities
