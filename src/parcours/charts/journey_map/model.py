"""What a journey map shows, as plain numbers; unknown is None, never zero."""

from __future__ import annotations

from dataclasses import dataclass

DROP_OFFS = ("left", "no_return")
"""The kinds of pain points that are drop-offs."""


@dataclass(frozen=True)
class Estimate:
    """Money that is not in the log, with its interval; minor units."""

    value: int
    low: int
    high: int


@dataclass(frozen=True)
class Onward:
    """Of so many profiles, how many went on to something, and the median time to it in seconds."""

    profiles: int
    of: int
    seconds: float | None = None

    @property
    def share(self) -> float | None:
        """The share that went on; unknown of nobody."""
        return self.profiles / self.of if self.of else None


@dataclass(frozen=True)
class Score:
    """What customers gave: ``event`` says by which question, ``highest`` on which scale."""

    event: str
    mean: float
    highest: float
    n: int


@dataclass(frozen=True)
class Place:
    """One touchpoint of the map, such as the product page, and what became of those who met it."""

    name: str
    stage: str
    step: str
    touchpoints: int
    ordered: Onward
    scores: tuple[Score, ...] = ()
    at_risk: Estimate | None = None
    lost: int | None = None

    @property
    def profiles(self) -> int:
        """How many profiles met it."""
        return self.ordered.of


@dataclass(frozen=True)
class Channel:
    """Profiles whose touchpoints of a stage came by a channel."""

    name: str
    profiles: int


@dataclass(frozen=True)
class Stage:
    """One of the five stages: who is in it now, what happened in it, who went on.

    In conversion one goes on from what comes before the order only.
    """

    name: str
    now: int | None
    touchpoints: int
    profiles: int
    onward: Onward
    channels: tuple[Channel, ...] = ()

    @property
    def known(self) -> bool:
        """Whether the log says anything of what happens in this stage."""
        return self.touchpoints > 0

    @property
    def populated(self) -> bool:
        """Whether it is known how many are in it: nobody, in a stage that nothing tells of, is not."""
        return self.now is not None and (self.known or self.now > 0)


@dataclass(frozen=True)
class Step:
    """One of the seven steps of the purchase journey, and the journeys that came to it."""

    name: str
    stage: str
    journeys: int | None


@dataclass(frozen=True)
class Pain:
    """Something that hurts ``n`` profiles: ``kind`` *left* and *no_return* are drop-offs, others frictions.

    ``too_recent`` are more profiles that came there too recently to judge: they are not in ``of``. After
    so many orders (``order``) *no_return* waits so many ``days`` for another one.

    ``lost`` is the share of journeys with a friction that end without an order, ``lost_without`` that
    of journeys that came as far without it.
    """

    kind: str
    place: str
    stage: str
    n: int
    of: int | None = None
    at_risk: Estimate | None = None
    lost: float | None = None
    lost_without: float | None = None
    too_recent: int | None = None
    order: int | None = None
    days: int | None = None


@dataclass(frozen=True)
class Flag:
    """Customers of whom something is known beside their stage, such as that they are late."""

    name: str
    customers: int


@dataclass(frozen=True)
class Map:
    """A journey map.

    Parameters
    ----------
    profiles, touchpoints
        How many were read.
    first, last
        The moments of the first and the last touchpoint, microseconds since 1970 UTC.
    days
        How long going on may take to count.
    currency
        Of every estimate.
    zone
        The shop's, by its name; days are its own.
    journeys
        How many journeys towards an order were read; unknown where there were none to read.
    stages, steps, places
        In the order of the road.
    pains
        Largest estimate first, then largest n.
    customers, flags
        How many profiles have bought, and how many of these bear each flag; unknown without stages.
    """

    profiles: int
    touchpoints: int
    first: int | None
    last: int | None
    days: int
    currency: str
    zone: str
    journeys: int | None
    stages: tuple[Stage, ...]
    steps: tuple[Step, ...]
    places: tuple[Place, ...]
    pains: tuple[Pain, ...]
    customers: int | None
    flags: tuple[Flag, ...]

    @property
    def leaks(self) -> tuple[Pain, ...]:
        """The drop-offs among the pain points, largest first."""
        return tuple(pain for pain in self.pains if pain.kind in DROP_OFFS)

    def at(self, stage: str) -> tuple[Place, ...]:
        """Return the touchpoints of a stage."""
        return tuple(place for place in self.places if place.stage == stage)
