"""What a check-up says of the stream: what waits, what was put aside, whether the state keeps up."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from datetime import datetime

from parcours.eventlog import Finding
from parcours.eventlog.inbox import FILE, Inbox
from parcours.shop import Shop
from parcours.stream import heartbeat, selectors
from parcours.stream.models import Timer
from parcours.stream.registry import rooms

_LONG_SECONDS = 60


def findings(shop: Shop, now: datetime) -> Iterator[Finding]:
    """Return what is wrong or worth knowing."""
    micros = round(now.timestamp() * 1_000_000)
    if (shop.folder / FILE).exists():
        yield from _waiting(shop, micros)
    yield from _worker(shop, micros)
    yield from _state(shop, now)
    yield from _timers()


def _waiting(shop: Shop, now: int) -> Iterator[Finding]:
    with contextlib.closing(Inbox(shop.folder)) as inbox:
        oldest, waiting, size = inbox.oldest, inbox.waiting, inbox.size
    if oldest is not None and now - oldest > _LONG_SECONDS * 1_000_000:
        minutes = (now - oldest) / 60_000_000
        what = f"{waiting} payloads ({size / 1e6:.1f} MB) wait, the oldest for {minutes:.0f} minutes."
        yield Finding("inbox", what, "Start the shop with `parcours run`, or see what its worker says.")


def _worker(shop: Shop, now: int) -> Iterator[Finding]:
    beat = heartbeat.read(shop.folder)
    if beat and beat.alive(now) and beat.trouble:
        yield Finding("worker", f"The worker cannot go on: {beat.trouble}", "It tries again by itself.")


def _state(shop: Shop, now: datetime) -> Iterator[Finding]:
    standing, version = selectors.standing(now), shop.log.snapshot().version
    if standing.version != version:
        what = f"The state covers version {standing.version} of the log, which is at {version}."
        yield Finding("behind", what, "The worker catches up: `parcours run`.", harmless=True)
    if standing.quarantined:
        what = f"{standing.quarantined} items received could not be taken in."
        yield Finding("quarantine", what, "See why in the app, then correct their sender.", harmless=True)


def _timers() -> Iterator[Finding]:
    kinds = [kind.name for kind in rooms().timers]
    lost = Timer.objects.exclude(kind__in=kinds).count()
    if lost:
        what = f"{lost} timers are of kinds that no part of Parcours runs any more."
        yield Finding("lost-timers", what, "Run the version that set them, or tell who wrote that part.")
