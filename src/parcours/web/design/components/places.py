"""Where one is, and where one can go from here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from parcours.web.design.components.component import Component


@dataclass(frozen=True)
class Tab:
    """One view of a thing; ``count`` as written."""

    label: str
    href: str
    here: bool = False
    count: str = ""


@dataclass(frozen=True)
class Tabs:
    """Several views of one thing: links, so that each has its address."""

    label: str
    tabs: tuple[Tab, ...]
    template: ClassVar[str] = "tabs"


@dataclass(frozen=True)
class Crumbs:
    """The way to this page: labels with their addresses; the page itself is not one of them."""

    steps: tuple[tuple[str, str], ...]
    template: ClassVar[str] = "crumbs"


@dataclass(frozen=True)
class Stepper:
    """The steps of a task; ``at`` counts from 0."""

    label: str
    steps: tuple[str, ...]
    at: int
    template: ClassVar[str] = "stepper"


@dataclass(frozen=True)
class Pager:
    """The pages beside this one, by cursor; empty where there is none."""

    next: str = ""
    previous: str = ""
    template: ClassVar[str] = "pager"


@dataclass(frozen=True)
class Moment:
    """Something that happened: when, what, and what belongs to it.

    ``title`` and ``text`` may hold what people wrote.
    """

    at: datetime
    title: str
    text: str = ""
    icon: str = "clock"
    marks: tuple[Component, ...] = ()
    href: str = ""


@dataclass(frozen=True)
class Timeline:
    """What happened, latest first, under the day of each."""

    moments: Sequence[Moment]
    template: ClassVar[str] = "timeline"
