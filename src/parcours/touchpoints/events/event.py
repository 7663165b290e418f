"""What the catalogue says of an event, its properties and its place on the journey map."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["text", "number", "integer", "money", "flag", "instant", "items", "list", "object"]
Dialect = Literal["segment", "ga4", "shopify", "matomo", "generic"]
DIALECTS: tuple[Dialect, ...] = ("segment", "ga4", "shopify", "matomo", "generic")


@dataclass(frozen=True)
class Group:
    """One touchpoint of the journey map: what a person would call the place where events happen."""

    name: str
    stage: str | None
    step: str | None


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


@dataclass(frozen=True, kw_only=True)
class Event:
    """One event of the catalogue.

    ``stage`` and ``step`` are where it stands on the two maps; ``None`` is nowhere. The tuples of
    names say what the same event is called by Segment's first specification, GA4, Shopify
    (pixel and webhook topics), Matomo, and in files of no known origin.
    """

    name: str
    area: str
    group: str
    stage: str | None
    step: str | None
    meaning: str
    origin: str = "customer"
    properties: tuple[Property, ...] = ()
    segment: tuple[str, ...] = ()
    ga4: tuple[str, ...] = ()
    shopify: tuple[str, ...] = ()
    matomo: tuple[str, ...] = ()
    generic: tuple[str, ...] = ()

    def names(self, dialect: Dialect) -> tuple[str, ...]:
        """Return what a dialect calls this event."""
        return {
            "segment": (self.name, *self.segment),
            "ga4": self.ga4,
            "shopify": self.shopify,
            "matomo": self.matomo,
            "generic": self.generic,
        }[dialect]


@dataclass(frozen=True)
class Place:
    """Where an area's events stand: makes them without naming area, group, stage and step each time."""

    area: str
    group: Group

    def event(
        self,
        name: str,
        meaning: str,
        properties: tuple[Property, ...] = (),
        *,
        origin: str = "customer",
        stage: str | None = None,
        step: str | None = None,
        segment: tuple[str, ...] = (),
        ga4: tuple[str, ...] = (),
        shopify: tuple[str, ...] = (),
        matomo: tuple[str, ...] = (),
        generic: tuple[str, ...] = (),
    ) -> Event:
        """Make an event of this place; its stage and step unless others are given."""
        return Event(
            name=name,
            area=self.area,
            group=self.group.name,
            stage=stage or self.group.stage,
            step=step or self.group.step,
            meaning=meaning,
            origin=origin,
            properties=properties,
            segment=segment,
            ga4=ga4,
            shopify=shopify,
            matomo=matomo,
            generic=generic,
        )
