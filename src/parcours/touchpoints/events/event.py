"""What the catalogue says of an event, its properties and its place on the journey map."""

from __future__ import annotations

from dataclasses import KW_ONLY, dataclass
from functools import partial
from typing import Literal

Kind = Literal["text", "number", "integer", "money", "flag", "instant", "items", "list", "object"]
Dialect = Literal["segment", "ga4", "shopify", "matomo", "generic"]
DIALECTS: tuple[Dialect, ...] = ("segment", "ga4", "shopify", "matomo", "generic")


@dataclass(frozen=True)
class Group:
    """One touchpoint of the journey map: what a person would call the place where events happen."""

    name: str
    stage: str
    step: str


@dataclass(frozen=True)
class Property:
    """One property of an event.

    ``column`` is the column of the log that it fills, ``items.<field>`` when it fills the only
    line of `items`, and ``None`` when it stays in `properties`.
    """

    name: str
    kind: Kind
    meaning: str
    column: str | None = None


@dataclass(frozen=True)
class Event:
    """One event of the catalogue.

    ``stage`` and ``step`` are where it stands on the two maps. The tuples of names say what the
    same event is called by Segment's first specification, GA4, Shopify (pixel and webhook
    topics), Matomo, and in files of no known origin.
    """

    name: str
    meaning: str
    properties: tuple[Property, ...] = ()
    _: KW_ONLY
    area: str
    group: str
    stage: str
    step: str
    origin: str = "customer"
    segment: tuple[str, ...] = ()
    ga4: tuple[str, ...] = ()
    shopify: tuple[str, ...] = ()
    matomo: tuple[str, ...] = ()
    generic: tuple[str, ...] = ()

    def names(self, dialect: Dialect) -> tuple[str, ...]:
        """Return what a dialect calls this event; Segment's own name for it is ours."""
        return {
            "segment": (self.name, *self.segment),
            "ga4": self.ga4,
            "shopify": self.shopify,
            "matomo": self.matomo,
            "generic": self.generic,
        }[dialect]


def events_of(area: str, group: Group) -> partial[Event]:
    """Return what makes an area's events of one group; their stage and step are the group's unless given."""
    return partial(Event, area=area, group=group.name, stage=group.stage, step=group.step)
