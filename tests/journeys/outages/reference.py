"""Who came to a step and went on, read one touchpoint after the other; and shops drawn at random."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any

import numpy as np
from tests.journeys.shops import Row

from parcours.journeys.outages.arrivals import TRAITS, Arrivals

PAUSE = timedelta(minutes=30)
RANKS = {"Cart Viewed": 0, "Checkout Started": 1, "Payment Info Entered": 2, "Order Completed": 3}
NAMES = np.array([None, "payment"], object)

Key = tuple[Any, ...]


def counted(rows: Sequence[Row]) -> Counter[Key]:
    """Count (step, day, device, went on) by a plain reading; a person's tries of one day are one."""
    people: dict[Key, bool] = {}
    for profile, own in groupby(sorted(rows, key=lambda row: (row[0], row[1])), key=lambda row: row[0]):
        for visit in _visits(list(own)):
            for step, time, device, went in _arrivals(visit):
                key = (profile, step, time.date().isoformat(), device)
                people[key] = people.get(key, False) or went
    return Counter((*key[1:], went) for key, went in people.items())


def _visits(rows: list[Row]) -> Iterator[list[Row]]:
    visit: list[Row] = []
    for row in rows:
        if visit and _time(row) - _time(visit[-1]) > PAUSE:
            yield visit
            visit = []
        visit.append(row)
    yield visit


def _arrivals(visit: list[Row]) -> Iterator[tuple[str, datetime, str | None, bool]]:
    firsts: dict[str, Row] = {}
    for row in visit:
        if step := _step(row):
            firsts.setdefault(step, row)
    for step, row in firsts.items():
        if step != "Order Completed":
            went = any(_is_beyond(step, row, other, later) for other, later in firsts.items())
            yield step, _time(row), row[3].get("device"), went


def _is_beyond(step: str, row: Row, other: str, later: Row) -> bool:
    rank, other_rank = RANKS.get(step, 2), RANKS.get(other, 2)
    if _time(later) == _time(row):
        return other_rank > rank
    return _time(later) > _time(row) and other_rank >= rank and other != step


def _step(row: Row) -> str | None:
    if row[2] == "Checkout Step Viewed":
        return row[3].get("checkout_step")
    return row[2] if row[2] in RANKS else None


def _time(row: Row) -> datetime:
    return datetime.fromisoformat(row[1])


def drawn(seed: int, *, people: int, days: int, wobble: float = 0.0) -> Arrivals:
    """Draw people at one step: phones and others, of several countries, by a share that may vary by day."""
    draw = np.random.default_rng(seed)
    day = draw.integers(0, days, people)
    device = draw.choice([1, 2, 3], people, p=[0.6, 0.3, 0.1])
    share = np.clip(0.75 + wobble * draw.standard_normal(days), 0.02, 0.98)
    went = draw.random(people) < share[day]
    traits = np.zeros((len(TRAITS), people), np.int64)
    traits[0] = device
    traits[1:4] = draw.integers(1, 5, (3, people))
    values = np.array([None, "phone", "desktop", "tablet", "watch"], object)
    return Arrivals(
        profile=np.arange(people),
        step=np.full(people, 4),
        day=20_000 + day,
        went=went,
        brought=np.where(went, 5_000.0, 0.0),
        orders=went.astype(np.int64),
        traits=traits,
        values=(values,) * len(TRAITS),
        names=NAMES,
        named_by="Checkout Step Viewed",
        priced=True,
    )
