"""People as the API asks for them and tells of them."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from parcours.people.consents import PURPOSES
from parcours.people.lists import Filters, Who
from parcours.people.services import CORRECTABLE, Reason
from parcours.touchpoints import STAGES
from parcours.web.api.fields import (
    LARGEST_NUMBER,
    Asked,
    Cut,
    Definitions,
    Id,
    Instant,
    LongText,
    OneOf,
    Page,
    Said,
    Text,
    Told,
    Whether,
)
from parcours.web.people.happenings import KINDS, OTHER
from parcours.web.people.query import FLAGS

Stage = Annotated[str, OneOf(STAGES)]
Flag = Annotated[str, OneOf(FLAGS)]
Purpose = Annotated[str, OneOf(PURPOSES)]
Kind = Annotated[str, OneOf((*KINDS, OTHER))]
Trait = Annotated[str, OneOf(CORRECTABLE)]
Count = Field(None, ge=0, le=LARGEST_NUMBER)


class PeopleQuery(Cut):
    """Which people."""

    search: Text = Field("", description="a piece of a name, address, user id or phone; needs `see_personal`")
    who: Who = ""
    stage: Stage | None = None
    flag: Flag | None = None
    country: Text = ""
    language: Text = ""
    channel: Text = Field("", description="of the first touchpoint")
    agrees: Purpose | None = None
    refuses: Purpose | None = None
    orders_from: int | None = Count
    orders_to: int | None = Count
    value_from: int | None = Count
    value_to: int | None = Count
    seen_since: Instant | None = None
    seen_until: Instant | None = None
    excluded: bool = Field(default=False, description="those left out of numbers, instead of the others")
    sort: Literal["last_seen", "value"] = Field("last_seen", description="the highest first")

    def filters(self) -> Filters:
        """Return them as the people's room asks for them."""
        given: dict[str, Any] = self.model_dump(exclude={"cursor", "limit", "sort"})
        words = {name: given[name] or "" for name in ("stage", "flag", "agrees", "refuses")}
        return Filters(**{**given, **words})


class PersonListed(Told):
    """A profile in a list."""

    id: Id
    name: str
    email: str
    user_id: str
    known: bool
    stage: str
    since: Instant
    flag: str
    complaint_open: bool
    orders: int
    value: int
    country: str
    language: str
    channel: str
    touchpoints: int
    first_seen: Instant
    last_seen: Instant
    last_order: Instant | None
    excluded: bool


class PeoplePage(Page):
    """A piece of the list of people."""

    items: list[PersonListed]
    total: int
    cut: bool = Field(description="whether the search found more than it looks at")
    currency: str
    definitions: Definitions


class IdentityOut(Told):
    """An identifier of a profile."""

    leaf: Id
    kind: str
    value: str
    first_seen: Instant
    last_seen: Instant
    touchpoints: int


class TraitOut(Told):
    """What a person is."""

    name: str
    value: str
    at: Instant
    entered: bool = Field(description="by somebody of the shop; else told by touchpoints")


class ConsentOut(Told):
    """A word of consent to a purpose, or of its refusal."""

    purpose: str
    given: bool
    at: Instant
    source: str
    evidence: str
    entered: bool


class StageChange(Told):
    """A change of stage, and its reason."""

    at: Instant
    from_stage: str
    to_stage: str
    rule: str
    reason: str
    event: str


class MergeOut(Told):
    """A merge by hand that can be undone."""

    number: int
    other: Id
    reason: str
    by: str
    at: Instant


class PersonOut(Told):
    """Everything known of one profile but its timeline."""

    listed: PersonListed
    phone: str
    city: str
    birth_year: int | None
    first_order: Instant | None
    agrees: dict[str, bool]
    identities: list[IdentityOut]
    traits: list[TraitOut]
    consents: list[ConsentOut]
    history: list[StageChange]
    merges: list[MergeOut]
    as_of: Instant | None
    currency: str
    definitions: Definitions


class EntryOut(Told):
    """A touchpoint of a timeline; money in minor units of its `currency`."""

    at: Instant
    event: str
    kind: Kind
    origin: str
    channel: str
    device: str
    page: str
    query: str
    products: list[str]
    order_id: str
    step: str
    amount: int | None
    currency: str
    score: float | None
    text: str


class TimelineOut(Told):
    """A piece of a timeline, the latest first."""

    items: list[EntryOut]
    next: str | None


class TimelineQuery(Asked):
    """Which piece of a timeline."""

    cursor: str = Field("", pattern=r"^([0-9]{1,18})?$", description="`next` of the piece before")
    kind: Kind | None = None


class Consent(Asked):
    """What a person agreed to, or refused, and how one knows."""

    purpose: Purpose
    given: Whether
    evidence: LongText = Field("", description="how it was given; an agreement needs it")


class Value(Asked):
    """What a person is; empty: as the shop tells it."""

    value: LongText


class Exclusion(Asked):
    """Why somebody does not count."""

    reason: Reason


class Merge(Asked):
    """The other profile of the same person, and how one knows."""

    other: Id
    reason: Said


class Merged(Told):
    """A merge; its number undoes it."""

    number: int
    profile: Id
