"""Timers: things to do at a time, each done once, in the order in which they are due."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any

from django.db import Error as DatabaseError
from django.db import transaction

from parcours.stream import emitting
from parcours.stream.emitting import Emission
from parcours.stream.models import Timer

MOST = 500
"""Timers of one round: what is due in great numbers must not keep the stream waiting."""

_AGAIN = timedelta(minutes=1)
_LONGEST = timedelta(days=1)
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Due:
    """A timer whose time has come."""

    ref: str
    due_at: datetime
    payload: Mapping[str, Any]


@dataclass(frozen=True)
class TimerKind:
    """Timers of one kind, and what to do when they are due: in one transaction, with all of a round."""

    name: str
    run: Callable[[Sequence[Due], datetime], Sequence[Emission] | None]


def schedule(kind: str, ref: str, due_at: datetime, payload: Mapping[str, Any] | None = None) -> None:
    """Set a timer, in the caller's transaction; one set before for the same thing is moved."""
    told = {"due_at": due_at, "payload": dict(payload or {}), "failures": 0}
    Timer.objects.update_or_create(kind=kind, ref=ref, defaults=told)


def cancel(kind: str, refs: Sequence[str]) -> None:
    """Take timers back, in the caller's transaction."""
    Timer.objects.filter(kind=kind, ref__in=refs).delete()


def fire(kinds: Sequence[TimerKind], now: datetime) -> int:
    """Do what is due, a round of it; return how many timers that were."""
    by_name = {kind.name: kind for kind in kinds}
    due = list(Timer.objects.filter(due_at__lte=now, kind__in=by_name).order_by("due_at", "pk")[:MOST])
    for name, group in groupby(due, key=lambda timer: timer.kind):
        for failed in _done(by_name[name], list(group), now):
            _put_off(failed, now)
    return len(due)


def _done(kind: TimerKind, timers: list[Timer], now: datetime) -> Iterator[Timer]:
    """Do timers at once; where that fails each by itself, so that one cannot keep back the others."""
    try:
        _do(kind, timers, now)
    except DatabaseError:
        raise
    except Exception:  # noqa: BLE001 - one room's mistake must not stop the clock of all the others
        if len(timers) == 1:
            _log.exception("a timer failed", extra={"timer": kind.name, "failures": timers[0].failures + 1})
            yield timers[0]
            return
        for timer in timers:
            yield from _done(kind, [timer], now)


def _do(kind: TimerKind, timers: list[Timer], now: datetime) -> None:
    with transaction.atomic():
        Timer.objects.filter(pk__in=[timer.pk for timer in timers]).delete()
        due = [Due(timer.ref, timer.due_at, timer.payload) for timer in timers]
        emitting.keep(kind.name, kind.run(due, now) or (), now)


def _put_off(timer: Timer, now: datetime) -> None:
    wait = min(_AGAIN * 2 ** min(timer.failures, 16), _LONGEST)
    Timer.objects.filter(pk=timer.pk).update(due_at=now + wait, failures=timer.failures + 1)
