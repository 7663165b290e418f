"""What the rooms bring to the stream. `settings.ROOMS` names the wiring, as `ROOT_URLCONF` does of pages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, cast

from django.conf import settings
from django.utils.module_loading import import_string

from parcours.journeys.index.roots import Roots
from parcours.shop.arrived import Arrived
from parcours.shop.identities import Ints
from parcours.stream.actions import Action
from parcours.stream.beside import Companion
from parcours.stream.emitting import Emission
from parcours.stream.jobs import JobKind
from parcours.stream.timers import TimerKind

if TYPE_CHECKING:
    from parcours.journeys import Journeys

Reader = Callable[["Journeys", datetime], object]


@dataclass(frozen=True)
class Reaction:
    """How one room follows the log.

    Parameters
    ----------
    name
        Of the room; ids of what it emits are made of it.
    follow
        Called with all that is new, in the transaction that moves the position; may emit touchpoints.
    forget_derived
        Empties what was derived from the log, which is then followed from its beginning.
    forget
        Deletes everything about some leaf profiles, what people entered included. A room without it
        has its derived tables made again after an erasure.
    """

    name: str
    follow: Callable[[Arrived], Sequence[Emission] | None]
    forget_derived: Callable[[], None]
    forget: Callable[[Ints], None] | None = None


@dataclass(frozen=True)
class Rooms:
    """Everything that rooms register, reactions in the order in which they are told.

    ``readers`` are called in a quiet moment with the journeys as the index has them by then, and again when
    time alone may have changed what these say. ``menders`` mend what a killed process left half
    done, when the worker begins and once a day, and return how much that was. ``companions`` are begun with
    the worker, beside the stream.
    """

    reactions: tuple[Reaction, ...] = ()
    readers: tuple[Reader, ...] = ()
    menders: tuple[Callable[[Roots], int], ...] = ()
    actions: tuple[Action, ...] = ()
    timers: tuple[TimerKind, ...] = ()
    jobs: tuple[JobKind, ...] = ()
    companions: tuple[Callable[[], Companion], ...] = ()


def rooms() -> Rooms:
    """Return what is wired in this process."""
    return cast("Rooms", import_string(settings.ROOMS))  # type: ignore[misc]  # a setting of our own
