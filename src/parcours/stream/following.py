"""The state follows the log: every touchpoint is told to every room once, in the order of the log."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import blake2b

import pyarrow as pa
import pyarrow.compute as pc
from django.db import transaction

from parcours.errors import StorageError
from parcours.eventlog import DataFile, EventLog, Snapshot
from parcours.shop import Shop
from parcours.shop.arrived import Arrived
from parcours.shop.covered import mark_covered
from parcours.stream import emitting
from parcours.stream.models import Position
from parcours.stream.registry import Reaction
from parcours.touchpoints.schema import INSTANT

SLICE = 1 << 17
"""Touchpoints that one transaction takes at most: others who write to SQLite wait for its end."""
FRESH = timedelta(hours=1)
"""What is older acts on nobody."""

NOTHING = -1
_IMPORTED = "import:"


@dataclass(frozen=True)
class Followed:
    """What one slice told: how many touchpoints."""

    rows: int


class Follower:
    """Follows a shop's log, under its lock."""

    def __init__(self, shop: Shop, reactions: Sequence[Reaction], *, slice_rows: int = SLICE) -> None:
        self._shop = shop
        self._reactions = reactions
        self._slice = slice_rows
        self._pass: Iterator[Followed] | None = None

    def advance(self, clock: Callable[[], datetime]) -> Followed | None:
        """Tell the rooms the next slice of the log; None where they know all of it.

        Being killed loses nothing and tells nothing twice.
        """
        going, self._pass = self._pass or self._told(clock), None
        done = next(going, None)  # where it fails, the next call begins at the position in the database
        self._pass = going if done else None
        return done

    def _told(self, clock: Callable[[], datetime]) -> Iterator[Followed]:
        position = here()
        while position.target is not None or self._begin(position):
            files = self._files(position)
            live = position.version != NOTHING
            for rows in _slices(self._shop.log, files, position, self._slice):
                self._tell(rows, position, clock(), live=live)
                yield Followed(len(rows))
            self._end(position)

    def set_out(self) -> None:
        """Fix what is old: what comes into the log from now on acts, even where no state was before."""
        position = here()
        if position.target is None:
            self._begin(position)

    def restart(self) -> None:
        """Empty what was derived: following begins at the beginning, and acts on nobody."""
        self._pass = None
        with transaction.atomic():
            for reaction in self._reactions:
                reaction.forget_derived()
            here()
            Position.objects.filter(pk=1).update(**_at(NOTHING))

    def skip(self, version: int) -> None:
        """Take the log as covered up to a version: the rooms know by themselves what it changed."""
        self._pass = None
        Position.objects.filter(pk=1).update(**_at(version))
        mark_covered(self._shop.folder, version)

    def _begin(self, position: Position) -> bool:
        """Set out for what the log holds now; return whether there is anything new."""
        target = self._shop.log.snapshot()
        if target.version == position.version:
            return False
        files = _between(self._shop.log, position.version, target)
        if files is None:  # rows were erased, the table was rewritten or is older: who knows what is new?
            self.restart()
            position.refresh_from_db()
            files = target.files
        position.target, position.rows, position.files = target.version, 0, _digest(files)
        position.save()
        return True

    def _files(self, position: Position) -> Sequence[DataFile]:
        """Return the files between two versions, unless others stand in their place by now."""
        log, target = self._shop.log, position.target
        files = None if target is None else _between(log, position.version, Snapshot(target, ()))
        if files is None or _digest(files) != position.files:
            self.restart()
            position.refresh_from_db()
            self._begin(position)
            files = _between(log, NOTHING, Snapshot(position.target or 0, ())) or ()
        return files

    def _tell(self, rows: pa.Table, position: Position, now: datetime, *, live: bool) -> None:
        self._shop.identities.refresh()  # people join profiles by hand, in other processes
        roots = self._shop.identities.roots()
        with transaction.atomic():
            self._move(position, len(rows))
            for part, fresh in _parted(rows, now, live=live):
                arrived = Arrived(part, roots, fresh, now)
                for reaction in self._reactions:
                    emitting.keep(reaction.name, reaction.follow(arrived) or (), now)
        position.rows += len(rows)

    def _move(self, position: Position, rows: int) -> None:
        same = Position.objects.filter(pk=1, version=position.version, rows=position.rows)
        if not same.update(rows=position.rows + rows):
            raise StorageError("Somebody else moved the position of the state.", retryable=True)

    def _end(self, position: Position) -> None:
        version = position.target or 0
        Position.objects.filter(pk=1).update(**_at(version))
        mark_covered(self._shop.folder, version)
        position.refresh_from_db()


def here() -> Position:
    """Return how far the state has come."""
    return Position.objects.get_or_create(pk=1, defaults={"name": uuid.uuid4().hex})[0]


def _at(version: int) -> dict[str, object]:
    return {"version": version, "target": None, "rows": 0, "files": ""}


def _between(log: EventLog, version: int, target: Snapshot) -> tuple[DataFile, ...] | None:
    """Return the files that came after a version, all of them after `NOTHING`; None where it is unknown."""
    if version != NOTHING:
        return log.added_since(version, target)
    newest = log.snapshot()
    later = log.added_since(target.version, newest)
    if later is None:
        return None
    after = {file.path for file in later}
    return tuple(file for file in newest.files if file.path not in after)


def _digest(files: Sequence[DataFile]) -> str:
    return blake2b("\n".join(file.path for file in files).encode(), digest_size=16).hexdigest()


def _slices(log: EventLog, files: Sequence[DataFile], position: Position, most: int) -> Iterator[pa.Table]:
    """Yield the rows behind a position in tables of up to ``most`` rows."""
    skip, rest = position.rows, list(files)
    while rest and skip >= rest[0].rows:
        skip -= rest.pop(0).rows
    waiting: list[pa.RecordBatch] = []
    for batch in log.read(snapshot=Snapshot(position.target or 0, tuple(rest))):
        fresh, skip = batch.slice(skip), max(0, skip - len(batch))
        if len(fresh):
            waiting.append(fresh)
        if waiting and sum(map(len, waiting)) + len(batch) > most:
            yield pa.Table.from_batches(waiting)
            waiting = []
    if waiting:
        yield pa.Table.from_batches(waiting)


def _parted(rows: pa.Table, now: datetime, *, live: bool) -> Iterator[tuple[pa.Table, bool]]:
    """Yield what acts on nobody, then what has just happened."""
    if not live:
        yield rows, False
        return
    fresh = pc.and_(
        pc.invert(pc.starts_with(rows["source"], _IMPORTED)),
        pc.greater_equal(rows["timestamp"], pa.scalar(now - FRESH, INSTANT)),
    )
    for part, acts in ((rows.filter(pc.invert(fresh)), False), (rows.filter(fresh), True)):
        if len(part):
            yield part, acts
