"""Writes the artificial shop: its log, its products, what its ads cost, and the truth about it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq

from parcours.demo.dice import Dice, Ints
from parcours.demo.simulate.aftermath import Setting
from parcours.demo.simulate.log import Log
from parcours.demo.simulate.months import Months
from parcours.demo.simulate.people import draw
from parcours.demo.simulate.rounds import Rounds
from parcours.demo.simulate.rows import gather
from parcours.demo.simulate.vocabulary import Vocabulary
from parcours.demo.simulate.world import World
from parcours.demo.simulate.writing import Writer
from parcours.demo.stories import Stories
from parcours.touchpoints import EVENTS

END = date(2026, 11, 1)
CHUNK = 10_000
_ROWS = 100_000


@dataclass(frozen=True)
class Generated:
    touchpoints: Path
    rows: int


def generate(
    folder: str | Path,
    *,
    profiles: int = 20_000,
    months: int = 24,
    seed: int = 1,
    end: date = END,
    stories: Stories = Stories(),
    chunk: int = CHUNK,
) -> Generated:
    place = Path(folder)
    place.mkdir(parents=True, exist_ok=True)
    world, vocabulary, dice = World.before(end, months), Vocabulary(), Dice(seed)
    events = {each.name: n for n, each in enumerate(EVENTS)}
    starts = world.calendar.starts[[d for d in range(len(world.calendar)) if world.calendar.date(d).day == 1] + [-1]]
    starts[0] = world.start
    count = 0
    with Months(place / "months", starts) as kept:
        for first in range(0, profiles, chunk):
            people = draw(world, dice, np.arange(first, min(first + chunk, profiles)), stories)
            log = Log(people, vocabulary)
            Rounds(Setting(world, people, dice, stories, log)).play()
            kept.add(gather(log, people, events, world.start, world.end))
        writer = Writer(seed, tuple(events), vocabulary.texts())
        out = None
        for rows in kept:
            table = writer.table(rows)
            out = out or pq.ParquetWriter(place / "touchpoints.parquet", table.schema, store_schema=False)
            out.write_table(table, row_group_size=_ROWS)
            count += len(rows)
        out.close()
    return Generated(place / "touchpoints.parquet", count)
