"""What the door counts, in the text that Prometheus reads."""

from __future__ import annotations

import contextlib
import time
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    HistogramMetricFamily,
    Metric,
)
from prometheus_client.registry import Collector

from parcours.eventlog.inbox import Inbox

_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0)


class Figures(Collector):
    """Counts of one process.

    Plain numbers, of which Prometheus' own are made when somebody asks: counting with those costs a request
    more than checking its key does.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._calls = self._items = self._rejected = 0
        self._refused: Counter[int] = Counter()
        self._within = [0] * (len(_SECONDS) + 1)
        self._seconds = 0.0
        self._now = 0

    def taken(self, items: int, rejected: int) -> None:
        """Count a request that was taken in, and how many of its calls were put aside."""
        self._calls += 1
        self._items += items - rejected
        self._rejected += rejected

    def refused(self, status: int) -> None:
        """Count a request that was refused."""
        self._refused[status] += 1

    @contextlib.contextmanager
    def timing(self) -> Iterator[None]:
        """Time a request."""
        began = time.perf_counter()
        try:
            yield
        finally:
            took = time.perf_counter() - began
            self._within[bisect_left(_SECONDS, took)] += 1
            self._seconds += took

    def told(self, now: int) -> bytes:
        """Return the text; ``now`` is in microseconds."""
        self._now = now
        registry = CollectorRegistry()
        registry.register(self)
        return generate_latest(registry)

    def describe(self) -> list[Metric]:
        """Tell the registry nothing before it asks for the figures themselves."""
        return []

    def collect(self) -> Iterator[Metric]:
        """Yield the figures."""
        yield CounterMetricFamily("parcours_collect_calls", "Requests taken in.", self._calls)
        yield CounterMetricFamily("parcours_collect_touchpoints", "Touchpoints taken in.", self._items)
        what = "Calls that are no touchpoints: put aside."
        yield CounterMetricFamily("parcours_collect_rejected", what, self._rejected)
        refused = CounterMetricFamily("parcours_collect_refused", "Requests refused.", labels=["status"])
        for status, count in self._refused.items():
            refused.add_metric([str(status)], count)
        yield refused
        bounds = [*map(str, _SECONDS), "+Inf"]
        buckets = list(zip(bounds, accumulate(self._within), strict=True))
        what = "Time from a request's body to its answer."
        yield HistogramMetricFamily("parcours_collect_seconds", what, buckets, self._seconds)
        yield from self._inbox()

    def _inbox(self) -> Iterator[Metric]:
        with contextlib.closing(Inbox(self._folder)) as inbox:
            lag = (self._now - (inbox.oldest or self._now)) / 1_000_000
            yield GaugeMetricFamily("parcours_inbox_payloads", "Payloads that wait.", inbox.waiting)
            yield GaugeMetricFamily("parcours_inbox_bytes", "Bytes that wait.", inbox.size)
            yield GaugeMetricFamily("parcours_inbox_lag_seconds", "How long the oldest payload waits.", lag)
