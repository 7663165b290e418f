"""What other rooms and screens see of people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Listed:
    """A profile in a list."""

    id: int
    name: str
    email: str
    user_id: str
    known: bool
    stage: str
    since: datetime
    flag: str
    complaint_open: bool
    orders: int
    value: int
    country: str
    language: str
    channel: str
    touchpoints: int
    first_seen: datetime
    last_seen: datetime
    last_order: datetime | None
    excluded: bool


@dataclass(frozen=True)
class Known:
    """An identifier of a profile; ``leaf`` names it to verbs."""

    leaf: int
    kind: str
    value: str
    first_seen: datetime
    last_seen: datetime
    touchpoints: int


@dataclass(frozen=True)
class Told:
    """What a person is; ``entered`` by somebody of the shop, else told by touchpoints."""

    name: str
    value: str
    at: datetime
    entered: bool


@dataclass(frozen=True)
class Agreed:
    """A word of consent to a purpose, or of its refusal."""

    purpose: str
    given: bool
    at: datetime
    source: str
    evidence: str
    entered: bool


@dataclass(frozen=True)
class Change:
    """A change of stage, and its reason in English words; ``event`` is what brought it, '' where time did."""

    at: datetime
    from_stage: str
    to_stage: str
    rule: str
    reason: str
    event: str


@dataclass(frozen=True)
class Joined:
    """A merge by hand that can be undone."""

    number: int
    other: int
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True)
class Person:
    """Everything known of one profile but its timeline; personal data masked where the actor has no need."""

    listed: Listed
    phone: str
    city: str
    birth_year: int | None
    first_order: datetime | None
    agrees: dict[str, bool]
    identities: tuple[Known, ...]
    traits: tuple[Told, ...]
    consents: tuple[Agreed, ...]
    history: tuple[Change, ...]
    merges: tuple[Joined, ...]
    as_of: datetime | None


@dataclass(frozen=True)
class Entry:
    """A touchpoint of a timeline: what a person reads of it. Money in minor units of ``currency``."""

    at: datetime
    event: str
    origin: str
    channel: str
    device: str
    page: str
    query: str
    products: tuple[str, ...]
    order_id: str
    step: str
    amount: int | None
    currency: str
    score: float | None
    text: str


@dataclass(frozen=True)
class Timeline:
    """A piece of a timeline, the latest first; ``before`` leads to what was before."""

    entries: tuple[Entry, ...]
    before: int | None
