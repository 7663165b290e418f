"""The journey map as the API tells it; unknown is null, never zero."""

from __future__ import annotations

from pydantic import Field

from parcours.web.api.asking import Analysis
from parcours.web.api.fields import Money, Told


class OnwardOut(Told):
    """Of so many profiles, how many went on, and the median time to it in seconds."""

    profiles: int
    of: int
    share: float | None
    seconds: float | None


class ScoreOut(Told):
    """What customers gave, by which question, on which scale."""

    event: str
    mean: float
    highest: float
    n: int


class MapPlace(Told):
    """One touchpoint of the map, and what became of those who met it."""

    name: str
    stage: str
    step: str
    profiles: int
    touchpoints: int
    ordered: OnwardOut
    scores: list[ScoreOut]
    at_risk: Money | None
    lost: int | None


class MapChannel(Told):
    """Profiles whose touchpoints of a stage came by a channel."""

    name: str
    profiles: int


class MapStage(Told):
    """One of the five stages: who is in it now, what happened in it, who went on."""

    name: str
    now: int | None
    touchpoints: int
    profiles: int
    onward: OnwardOut
    channels: list[MapChannel]


class MapStep(Told):
    """One of the seven steps, and the journeys that came to it."""

    name: str
    stage: str
    journeys: int | None


class MapLeak(Told):
    """A drop-off: `n` of the `of` profiles who came there went no further."""

    kind: str
    place: str
    stage: str
    n: int
    of: int
    too_recent: int
    at_risk: Money | None
    order: int | None
    days: int | None


class MapSpot(Told):
    """Where a pain is met: `n` times; where `of` is known, far more often than elsewhere."""

    name: str
    n: int
    of: int | None


class MapHalt(Told):
    """A step that stopped working, from one day to another; it cost so many orders."""

    step: str
    trait: str
    value: str
    first: str
    last: str
    orders: int


class CountedMore(Told):
    """How many more were lost than would have been without it, with the 95 % interval."""

    value: int
    low: int
    high: int


class MapPain(Told):
    """A cause that the data show: it befell `n` profiles and not others who came as far."""

    kind: str
    place: str
    stage: str
    n: int
    lost: float | None
    lost_without: float | None
    is_certain: bool
    excess: CountedMore | None
    cost: Money | None
    days: int | None
    refunded: int | None
    spot: MapSpot | None
    halt: MapHalt | None


class MapFlag(Told):
    """Customers with a flag."""

    name: str
    customers: int


class FeelingOut(Told):
    """How customers are assumed to feel at a step, from 1 to 5, and why."""

    step: str
    level: int
    text: str


class MapOut(Analysis):
    """The journey map of some days."""

    profiles: int
    touchpoints: int
    within_days: int = Field(description="how long going on may take to count")
    currency: str
    zone: str
    journeys: int | None
    stages: list[MapStage]
    steps: list[MapStep]
    places: list[MapPlace]
    leaks: list[MapLeak]
    pains: list[MapPain]
    customers: int | None
    flags: list[MapFlag]
    assumed: list[FeelingOut]
