"""What the door counts, in the text that Prometheus reads."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from parcours.eventlog.inbox import Inbox

_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0)


class Figures:
    """Counts of one process."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._registry = here = CollectorRegistry()
        self._calls = Counter("parcours_collect_calls", "Requests taken in.", registry=here)
        self._items = Counter("parcours_collect_touchpoints", "Touchpoints taken in.", registry=here)
        self._faulty = Counter(
            "parcours_collect_rejected", "Calls that are no touchpoints: put aside.", registry=here
        )
        self._refused = Counter("parcours_collect_refused", "Requests refused.", ["status"], registry=here)
        self._seconds = Histogram(
            "parcours_collect_seconds",
            "Time from a request's body to its answer.",
            buckets=_SECONDS,
            registry=here,
        )
        self._waiting = Gauge("parcours_inbox_payloads", "Payloads that wait for the worker.", registry=here)
        self._bytes = Gauge("parcours_inbox_bytes", "Bytes that wait for the worker.", registry=here)
        self._lag = Gauge("parcours_inbox_lag_seconds", "How long the oldest payload waits.", registry=here)

    def taken(self, items: int, faulty: int) -> None:
        """Count a request that was taken in, and how many of its calls were put aside."""
        self._calls.inc()
        self._items.inc(items - faulty)
        self._faulty.inc(faulty)

    def refused(self, status: int) -> None:
        """Count a request that was refused."""
        self._refused.labels(str(status)).inc()

    @contextlib.contextmanager
    def timing(self) -> Iterator[None]:
        """Time a request."""
        with self._seconds.time():
            yield

    def told(self, now: int) -> bytes:
        """Return the text; ``now`` is in microseconds."""
        with contextlib.closing(Inbox(self._folder)) as inbox:
            self._waiting.set(inbox.waiting)
            self._bytes.set(inbox.size)
            self._lag.set((now - (inbox.oldest or now)) / 1_000_000)
        return generate_latest(self._registry)
