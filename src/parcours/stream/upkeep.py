"""What can wait for a quiet moment: the index and what is read from it, small files merged."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from datetime import datetime

from parcours.errors import InputError
from parcours.shop import Shop
from parcours.shop.templates import rules_changed
from parcours.stream.registry import Reader

_PART = 5
"""The index is brought up to date for at most one part in so many of the time."""
_COMPACT_EVERY = 30.0
_READ_EVERY = 300.0
"""Seconds after which journeys are read again though nothing came in: time itself changes what they say."""
_log = logging.getLogger(__name__)


class Upkeep:
    """Keeps a shop's files in shape, under its lock."""

    def __init__(self, shop: Shop, readers: tuple[Reader, ...], clock: Callable[[], datetime]) -> None:
        self._shop = shop
        self._readers = readers
        self._clock = clock
        self._behind = True
        self._index_at, self._read_at = 0.0, 0.0
        self._templates = rules_changed(shop.folder)
        self._compact_at = time.monotonic() + _COMPACT_EVERY

    def log_changed(self) -> None:
        """Note that the index is behind."""
        self._behind = True

    def keep(self) -> bool:
        """Do what is due; return whether the log's files are others now."""
        now = time.monotonic()
        if now >= (self._index_at if self._behind else self._read_at) or self._edited():
            self._read(now)
        if now < self._compact_at:
            return False
        self._compact_at = now + _COMPACT_EVERY
        return self._shop.log.compaction_due and self._compact()

    def _edited(self) -> bool:
        """Return whether somebody changed a template, or which orders count, since they were read."""
        return rules_changed(self._shop.folder) != self._templates

    def _read(self, began: float) -> None:
        self._templates = rules_changed(self._shop.folder)
        try:
            journeys = self._shop.journeys()
        except InputError as error:  # a template that somebody edited by hand: the rest goes on
            _log.warning("a template cannot be read", extra={"why": error.what})
            self._index_at = self._read_at = began + _READ_EVERY
            return
        self._behind = False
        for reader in self._readers:
            reader(journeys, self._clock())
        now = time.monotonic()
        self._index_at, self._read_at = now + (now - began) * _PART, now + _READ_EVERY

    def _compact(self) -> bool:
        done = self._shop.compact()
        _log.info("small files were merged", extra={"merged": done.merged, "written": done.written})
        return True
