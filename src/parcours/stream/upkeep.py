"""What can wait for a quiet moment: the index brought up to date, small files merged."""

from __future__ import annotations

import logging
import time

from parcours.shop import Shop

_PART = 5
"""The index is brought up to date for at most one part in so many of the time."""
_COMPACT_EVERY = 30.0
_log = logging.getLogger(__name__)


class Upkeep:
    """Keeps a shop's files in shape, under its lock."""

    def __init__(self, shop: Shop) -> None:
        self._shop = shop
        self._behind = True
        self._index_at = 0.0
        self._compact_at = time.monotonic() + _COMPACT_EVERY

    def log_changed(self) -> None:
        """Note that the index is behind."""
        self._behind = True

    def keep(self) -> bool:
        """Do what is due; return whether the log's files are others now."""
        now = time.monotonic()
        if self._behind and now >= self._index_at:
            self._shop.index.refresh(self._shop.identities.roots())
            self._behind = False
            self._index_at = now + (time.monotonic() - now) * _PART
        if now < self._compact_at:
            return False
        self._compact_at = now + _COMPACT_EVERY
        return self._shop.log.compaction_due and self._compact()

    def _compact(self) -> bool:
        done = self._shop.compact()
        _log.info("small files were merged", extra={"merged": done.merged, "written": done.written})
        return True
