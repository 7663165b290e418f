"""How much of the log the state has read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache

from parcours.shop.covered import covered
from parcours.stream.selectors import standing
from parcours.web.design.place import this_shop

_WORTH_SAYING = 20_000
"""Fewer touchpoints than this are read before anybody has read a sentence about it."""


@dataclass(frozen=True)
class Reading:
    """How many touchpoints of those that are new to it the state has read."""

    done: int
    of: int

    @property
    def share(self) -> float:
        """From 0 to 1."""
        return self.done / self.of


def reading() -> Reading | None:
    """Return how far the state is; None where it knows all, or nearly."""
    shop = this_shop()
    log = shop.folder / "log" / "_delta_log"
    behind = _behind(covered(shop.folder), log.stat().st_mtime_ns)
    if behind < _WORTH_SAYING:
        return None
    done = standing(datetime.now(UTC)).done
    return Reading(min(done, behind), behind)


@lru_cache(maxsize=1)
def _behind(version: int | None, _changed: int) -> int:
    """Return how many touchpoints came after a version; asked anew when the log's folder changes."""
    log = this_shop().log
    files = None if version is None else log.added_since(version)
    return sum(file.rows for file in (log.snapshot().files if files is None else files))
