"""The shop's journeys as this process holds them: opened once, and again when log or index moved."""

from __future__ import annotations

import logging
import threading
import time
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from itertools import count
from typing import TYPE_CHECKING

from django import conf

from parcours.errors import BusyError, ParcoursError
from parcours.journeys.index.making import Making, making
from parcours.shop import Shop
from parcours.shop.templates import changed, rules_changed

if TYPE_CHECKING:
    from parcours.journeys import Journeys

AGAIN_AFTER = 5.0
"""Seconds between two openings, so that a log that grows every second is not opened every second."""

FIRST_PATIENCE = 2.0
"""Seconds that a page waits for the first opening."""

_MICROS = 1_000_000
_numbers = count(1)
_log = logging.getLogger("parcours.web.explore")


class OpeningError(BusyError):
    """The journeys are being opened for the first time; ``making`` tells how far their index is."""

    def __init__(self, making: Making | None) -> None:
        super().__init__("The journeys are being made ready.", advice="Ask again in some seconds.")
        self.making = making


@dataclass(frozen=True, eq=False)
class Opened:
    """Journeys mapped into memory, as the log told them at one moment.

    Parameters
    ----------
    number
        Counts the openings of this process: answers belong to one.
    journeys
        What analyses read.
    first, last
        The days from the first touchpoint to the last one, in the shop's zone.
    """

    number: int
    journeys: Journeys
    first: date
    last: date

    @property
    def is_empty(self) -> bool:
        """Whether nothing has happened yet."""
        return self.journeys.as_of == 0

    @property
    def as_of(self) -> datetime:
        """The moment of the last touchpoint."""
        return datetime.fromtimestamp(self.journeys.as_of / _MICROS, UTC)


class Keeper:
    """Keeps one shop's journeys open. Requests wait for no new opening, and a moment for the first one."""

    def __init__(self, shop: Shop, *, again_after: float = AGAIN_AFTER) -> None:
        self._shop = shop
        self._again_after = again_after
        self._opening = threading.Lock()
        self._opened: Opened | None = None
        self._beginning = threading.Lock()
        self._begun: Future[Opened] | None = None
        self._seen: tuple[int, ...] = ()
        self._tried = 0.0

    def opened(self) -> Opened:
        """Return the journeys; where they are out of date, newer ones are opened in the background."""
        opened = self._opened
        if opened is None:
            return self._first()
        if self._is_due():
            threading.Thread(target=self._open_quietly, name="parcours-opening", daemon=True).start()
        return opened

    def open_newer(self) -> None:
        """Open what is there now, after this process itself changed it."""
        if self._opened is not None and self._marks() != self._seen:
            self._open_quietly()

    def open(self) -> Opened:
        """Open what is there now, unless somebody else just did."""
        before = self._opened
        with self._opening:
            if self._opened is not before and self._opened is not None:
                return self._opened
            self._tried, seen = time.monotonic(), self._marks()
            journeys = self._shop.journeys()
            self._opened, self._seen = Opened(next(_numbers), journeys, *_days(journeys)), seen
            return self._opened

    def _first(self) -> Opened:
        """Wait a moment for the first opening: to make an index takes longer than a page may."""
        with self._beginning:
            if self._begun is None or self._begun.done():
                self._begun = _pool().submit(self.open)
            begun = self._begun
        try:
            return begun.result(FIRST_PATIENCE)
        except TimeoutError:
            raise OpeningError(making(self._shop.folder / "index")) from None

    def _is_due(self) -> bool:
        rested = time.monotonic() - self._tried >= self._again_after
        return rested and not self._opening.locked() and self._marks() != self._seen

    def _marks(self) -> tuple[int, ...]:
        """Return what changes with every commit of the log, every index, every merge and every template."""
        folder = self._shop.folder
        files = (folder / "log" / "_delta_log", folder / "index" / "current.json", self._shop.identities.path)
        return (*map(changed, files), *rules_changed(folder))

    def _open_quietly(self) -> None:
        try:
            self.open()
        except (ParcoursError, OSError):
            # Whoever asks goes on with what is open; the doctor and the log's own screens say what is wrong.
            _log.exception("The journeys could not be opened again.")


@cache
def _pool() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(1, thread_name_prefix="parcours-first-opening")


def keeper() -> Keeper:
    """Return the one of this process's shop."""
    return _keeper_of(conf.settings.SHOP)  # type: ignore[misc]  # a setting of our own


def opened() -> Opened:
    """Return the shop's journeys."""
    return keeper().opened()


@cache
def _keeper_of(shop: Shop) -> Keeper:
    return Keeper(shop)


def _days(journeys: Journeys) -> tuple[date, date]:
    """Return the days of the first touchpoint and of the last one; of an empty log both are 1970-01-01."""
    firsts = [int(part.times[part.offsets[:-1]].min()) for part in journeys.parts if len(part.times)]
    return _day(journeys, min(firsts, default=0)), _day(journeys, journeys.as_of)


def _day(journeys: Journeys, micros: int) -> date:
    return datetime.fromtimestamp(micros / _MICROS, journeys.zone).date()
