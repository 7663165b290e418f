"""What a journey map shows, as plain numbers; unknown is None, never zero."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Estimate:
    """Something that is not in the log, with its interval; money in minor units."""

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
    """A step of the purchase journey, and the journeys that came to it.

    ``titles`` are pairs of a language and what the shop calls it there, where that is not the usual term.
    """

    name: str
    stage: str
    journeys: int | None
    titles: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Leak:
    """A drop-off: ``n`` of the ``of`` profiles who came there went no further. Every shop has them.

    ``kind`` *left* is a step towards the order. After so many orders (``order``) *no_return* waits so
    many ``days`` for another one. ``too_recent`` are more profiles that came too recently to judge: they
    are not in ``of``.
    """

    kind: str
    place: str
    stage: str
    n: int
    of: int
    too_recent: int = 0
    at_risk: Estimate | None = None
    order: int | None = None
    days: int | None = None


@dataclass(frozen=True)
class Spot:
    """Where a pain is met: ``n`` times; where ``of`` is known, far more often than elsewhere."""

    name: str
    n: int
    of: int | None = None


@dataclass(frozen=True)
class Halt:
    """A step that stopped working, from one day to another (ISO 8601); it cost so many orders.

    ``step`` is what the shop calls it, empty where the touchpoint's own name says it. It struck those
    with this ``value`` of this ``trait``; both are empty where it struck everybody.
    """

    step: str
    trait: str
    value: str
    first: str
    last: str
    orders: int


@dataclass(frozen=True)
class Pain:
    """A cause that the data show: it befell ``n`` profiles and not others who came as far.

    Parameters
    ----------
    lost, lost_without
        The shares of those with it and of those without it who were lost: journeys without an order,
        people who did not go on, or, where ``days`` are known, orders without another one in that time.
    is_certain
        Whether more are lost with it beyond chance: its 95 % interval lies above nothing.
    excess
        How many more were lost than would have been without it; unknown without anything to compare.
    cost
        What these would have brought; unknown where no order has a price.
    refunded
        Money given back besides.
    spot
        Where it is met most.
    halt
        Of an outage: what, whom and when.
    """

    kind: str
    place: str
    stage: str
    n: int
    lost: float | None = None
    lost_without: float | None = None
    is_certain: bool = False
    excess: Estimate | None = None
    cost: Estimate | None = None
    days: int | None = None
    refunded: int | None = None
    spot: Spot | None = None
    halt: Halt | None = None


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
    leaks
        The drop-offs, the largest revenue at risk first, then the largest n.
    pains
        The causes found, the most costly first; what may cost nothing comes last.
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
    leaks: tuple[Leak, ...]
    pains: tuple[Pain, ...]
    customers: int | None
    flags: tuple[Flag, ...]

    @property
    def seen(self) -> int:
        """How many profiles are in any of the stages."""
        return sum(stage.now or 0 for stage in self.stages)

    @property
    def causes(self) -> tuple[Pain, ...]:
        """The pain points that certainly cost something."""
        return tuple(pain for pain in self.pains if pain.is_certain)

    def at(self, stage: str) -> tuple[Place, ...]:
        """Return the touchpoints of a stage."""
        return tuple(place for place in self.places if place.stage == stage)
