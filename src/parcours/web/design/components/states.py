"""What things are like, at a glance."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal, get_args

from parcours.web.design.components.actions import LinkButton

Tone = Literal["plain", "info", "good", "warn", "danger"]
TONES: tuple[Tone, ...] = get_args(Tone)
_FLAGS: dict[str, Tone] = {
    "at_risk": "warn",
    "lapsed": "warn",
    "lost": "danger",
    "won_back": "good",
    "complaint_open": "danger",
}
_ICONS = {"plain": "info", "info": "info", "good": "check", "warn": "warning", "danger": "warning"}


@dataclass(frozen=True)
class Avatar:
    """The first letters of a name; the name itself stands beside it."""

    name: str
    template: ClassVar[str] = "avatar"

    @property
    def initials(self) -> str:
        """The first letter of the first two words.

        >>> Avatar("Ana Lima").initials, Avatar("").initials
        ('AL', '·')
        """
        words = [word for word in self.name.replace("@", " ").split() if word[0].isalnum()]
        return "".join(word[0].upper() for word in words[:2]) or "·"


@dataclass(frozen=True)
class Badge:
    """A word or two about a thing."""

    label: str
    tone: Tone = "plain"
    template: ClassVar[str] = "badge"


@dataclass(frozen=True)
class StageBadge:
    """The stage of a profile, by its name in the template of stages."""

    stage: str
    template: ClassVar[str] = "stage_badge"


@dataclass(frozen=True)
class Flag:
    """What stands beside the stage: at_risk, lapsed, lost, won_back, complaint_open."""

    name: str
    template: ClassVar[str] = "flag"

    @property
    def tone(self) -> Tone:
        """How bad it is."""
        return _FLAGS[self.name]


@dataclass(frozen=True)
class Notice:
    """Something to know before going on."""

    text: str
    tone: Tone = "info"
    title: str = ""
    link: LinkButton | None = None
    template: ClassVar[str] = "notice"

    @property
    def icon(self) -> str:
        """The symbol of its tone."""
        return _ICONS[self.tone]


@dataclass(frozen=True)
class Empty:
    """Nothing here yet: why, and what to do next."""

    title: str
    text: str
    action: LinkButton | None = None
    icon: str = "info"
    template: ClassVar[str] = "empty"


@dataclass(frozen=True)
class Progress:
    """How far something is; asks again at ``href`` every few seconds until it is done.

    ``href`` answers with this same component.
    """

    label: str
    done: int
    of: int
    href: str = ""
    detail: str = ""
    template: ClassVar[str] = "progress"

    @property
    def is_done(self) -> bool:
        """Whether there is nothing left to ask for."""
        return self.done >= self.of


@dataclass(frozen=True)
class Skeleton:
    """The place of something that is being computed and comes by itself from ``href``."""

    label: str
    href: str = ""
    lines: int = 3
    template: ClassVar[str] = "skeleton"

    @property
    def each(self) -> range:
        """Its lines."""
        return range(self.lines)
