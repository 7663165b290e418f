"""Lets the artificial shop go on living: its touchpoints come in as their time comes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds
import pyarrow.parquet as pq

from parcours.collect.importing import import_file
from parcours.demo.home import Home
from parcours.shop import Shop
from parcours.touchpoints import INSTANT

Clock = Callable[[], int]
Intake = Callable[[pa.Table, int], None]
"""Takes in touchpoints at a moment of the shop. What it is given twice must count once."""


@dataclass(frozen=True)
class Pace:
    """The shop's time as a function of the clock's, both in microseconds.

    Examples
    --------
    >>> Pace(started=1_000, moment=500, speed=60).at(1_010)
    1100
    """

    started: int
    moment: int
    speed: float = 1.0

    def at(self, now: int) -> int:
        """Return the moment in the shop."""
        return self.moment + round((now - self.started) * self.speed)


@dataclass(frozen=True)
class Released:
    """How many touchpoints came in, and up to which moment (microseconds UTC) the shop has lived."""

    touchpoints: int
    moment: int


def by_files(shop: Shop) -> Intake:
    """Return the intake that imports each release as a file."""

    def take_in(rows: pa.Table, moment: int) -> None:
        shop.imports.mkdir(exist_ok=True)
        file = shop.imports / "released.parquet"
        pq.write_table(rows, file)
        import_file(shop, file, clock=lambda: moment)
        file.unlink()

    return take_in


def write_past(touchpoints: Path, until: int, past: Path) -> None:
    """Write what happened before a moment as a file of its own."""
    rows = ds.dataset(touchpoints).scanner(filter=_before(until))
    with pq.ParquetWriter(past, rows.projected_schema) as file:
        for batch in rows.to_batches():
            file.write_batch(batch)


def live(touchpoints: Path, home: Home, intake: Intake, moments: Iterator[int]) -> Iterator[Released]:
    """Release the rest of a simulation, at each moment what has happened by then.

    Parameters
    ----------
    touchpoints
        The simulation, past and future, in the order of time.
    home
        Where it lives; everything before ``home.until`` is in.
    intake
        Where touchpoints go.
    moments
        Moments of the shop, later and later.

    Yields
    ------
    Released
        After each moment, once its touchpoints are in; ends with the simulation.
    """
    rows = pq.read_table(touchpoints, filters=~_before(home.until))
    for moment in moments:
        if not len(rows):
            return
        due = pc.sum(pc.less(rows["timestamp"], _instant(moment))).as_py()
        if due:
            intake(rows.slice(0, due), moment)
            rows = rows.slice(due)
        home = home.filled(moment)
        yield Released(due, moment)


def _before(moment: int) -> ds.Expression:
    return ds.field("timestamp") < _instant(moment)


def _instant(moment: int) -> pa.Scalar:
    return pa.scalar(moment, INSTANT)
