"""What the worker counts, in the text that Prometheus reads."""

from __future__ import annotations

from collections.abc import Mapping

from prometheus_client import CollectorRegistry, Gauge, generate_latest

from parcours.stream.heartbeat import Heartbeat
from parcours.stream.selectors import Standing

Figures = Mapping[str, tuple[str, float]]


def told(beat: Heartbeat | None, standing: Standing, more: Figures, *, now: int) -> bytes:
    """Return the text, with ``more`` figures of other rooms; ``now`` is in microseconds."""
    registry = CollectorRegistry()
    for name, (what, value) in {**_figures(beat, standing, now), **more}.items():
        Gauge(f"parcours_{name}", what, registry=registry).set(value)
    return generate_latest(registry)


def _figures(beat: Heartbeat | None, standing: Standing, now: int) -> Figures:
    state = {
        "state_version": ("Version of the log that the state covers.", standing.version),
        "quarantined": ("Items received that could not be taken in.", standing.quarantined),
        "timers_due": ("Timers that wait to be run.", standing.timers_due),
    }
    if beat is None:
        return {"worker_up": ("Whether the worker runs.", 0), **state}
    return {
        "worker_up": ("Whether the worker runs.", beat.alive(now)),
        "worker_trouble": ("Whether the worker cannot go on.", bool(beat.trouble)),
        "worker_lag_seconds": ("How long the oldest payload has waited.", beat.lag),
        "worker_waiting": ("Payloads that wait.", beat.waiting),
        "worker_accepted": ("Touchpoints taken into the log since the worker began.", beat.accepted),
        "worker_duplicates": ("Touchpoints that the log had already.", beat.duplicates),
        "worker_followed": ("Touchpoints that the state followed.", beat.followed),
        **state,
    }
