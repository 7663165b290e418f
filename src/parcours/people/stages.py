"""Where in the lifecycle people are and what they bought, as the journeys tell it.

Stages change by time alone, and orders are settled from all that several doors told of them: both are read
from the journeys of everybody, so that a list of people and an analysis never disagree.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from hashlib import blake2b

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
from django.db import connection, transaction

from parcours.errors import InputError
from parcours.journeys import Journeys
from parcours.journeys.analysis import Threads
from parcours.journeys.orders import Orders
from parcours.journeys.sequences import Ints, Sequences
from parcours.journeys.stages import StagesResult
from parcours.journeys.stages.result import Transition
from parcours.people.making import placed
from parcours.people.models import Profile, Settled
from parcours.state.upsert import update
from parcours.touchpoints import INSTANT

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_CHUNK = 50_000
_KEPT = ("stage", "since", "rule", "flag", "complaint_open", "orders", "value", "first_order", "last_order")


@dataclass(frozen=True)
class _Bought:
    """How many orders each customer placed that count, what they brought, the first and the last."""

    as_of: int

    def partial(self, sequences: Sequences) -> pa.Table:
        """Read some profiles."""
        told = Orders.told(sequences, until=self.as_of)
        brought, orders = told.revenue_by_profile(len(sequences)), told.counting()
        numbers, first, counts = np.unique(orders.profile, return_index=True, return_counts=True)
        return pa.table(
            {
                "profile": sequences.profiles[numbers],
                "orders": counts,
                "value": brought[numbers],
                "first_order": orders.time[first],
                "last_order": orders.time[first + counts - 1],
            }
        )

    def merge(self, one: pa.Table, other: pa.Table) -> pa.Table:
        """Combine what two disjoint sets of profiles gave."""
        return pa.concat_tables([one, other])

    def result(self, state: pa.Table) -> pa.Table:
        """Return customers by their profile."""
        return state.sort_by("profile")


@dataclass(frozen=True)
class Following:
    """How far the stages of all profiles follow the rules: ``done`` of ``due`` are written.

    ``rules`` are those that all of them followed last (see `journeys.templates.rules_digest`).
    """

    rules: str
    done: int
    due: int


def following() -> Following:
    """Return how far the stages of profiles are."""
    row = Settled.objects.values_list("rules", "done", "due").first()
    return Following(*row) if row else Following("", 0, 0)


def refresh(journeys: Journeys, now: datetime) -> int:
    """Bring the stages and orders of all profiles up to date; return how many changed.

    Only what changed is written, some thousands of rows a transaction: whoever else writes waits for
    none of it long, and what is interrupted is done the next time.
    """
    as_of = microseconds(now)
    told = settled(journeys, as_of)
    ids, kept = _kept()
    _, mine, theirs = np.intersect1d(told["id"].to_numpy(), ids, assume_unique=True, return_indices=True)
    changed = mine[told["settled"].to_numpy()[mine] != kept[theirs]]
    rows = told.take(pa.array(changed))
    for start in range(0, len(rows), _CHUNK):
        with transaction.atomic():
            Settled.objects.filter(pk=1).update(done=start, due=len(rows))
            update(Profile, "id", rows.slice(start, _CHUNK))
    known = {"as_of": as_of, "rules": journeys.templates.rules, "done": 0, "due": 0}
    Settled.objects.update_or_create(pk=1, defaults=known)
    return len(rows)


def settled(journeys: Journeys, as_of: int) -> pa.Table:
    """Return what the journeys tell of each profile at a moment, by profile."""
    stages = journeys.stages(as_of=as_of).by_profile().sort_by("profile")
    bought = journeys.engine.run(_Bought(as_of), journeys.parts)
    ids, customers = stages["profile"].to_numpy(), bought["profile"].to_numpy()
    known = {name: placed(bought[name].combine_chunks(), customers, ids) for name in bought.column_names[1:]}
    told = {
        "id": stages["profile"],
        **{name: stages[name] for name in ("stage", "since", "rule", "flag", "complaint_open")},
        "orders": pc.fill_null(known["orders"], 0),
        "value": pc.fill_null(known["value"], 0),
        "first_order": known["first_order"].cast(INSTANT),
        "last_order": known["last_order"].cast(INSTANT),
    }
    return pa.table(told | {"settled": _digests([told[name] for name in _KEPT])})


def history(journeys: Journeys, profile: int, now: datetime) -> tuple[Transition, ...]:
    """Return the changes of one profile's stage, with reasons; nothing where it has no journey yet."""
    piece = sequence_of(journeys, profile)
    if piece is None:
        return ()
    alone = replace(journeys, parts=(piece,), engine=Threads(1))
    stages: StagesResult = alone.stages(as_of=microseconds(now))
    try:
        return stages.history(profile)
    except InputError:  # nothing but touchpoints of the system, or later than now
        return ()


def sequence_of(journeys: Journeys, profile: int) -> Sequences | None:
    """Return the sequence of one profile, None where it has none."""
    for part in journeys.parts:
        place = int(np.searchsorted(part.profiles, profile))
        if place < len(part) and part.profiles[place] == profile and not part.hidden[place]:
            return part.slice(place, place + 1)
    return None


def microseconds(moment: datetime) -> int:
    """Return a moment as the log has it."""
    return (moment - _EPOCH) // timedelta(microseconds=1)


def _kept() -> tuple[Ints, Ints]:
    """Return the profiles that there are, ascending, and a digest of what was written of each."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, settled FROM people_profile ORDER BY id")
        rows = np.array(cursor.fetchall(), np.int64).reshape(-1, 2)
    return rows[:, 0], rows[:, 1]


def _digests(columns: list[pa.ChunkedArray | pa.Array]) -> Ints:
    """Return a number a row that differs where any column does (SplitMix64 over the columns' values)."""
    digest = np.zeros(len(columns[0]), np.uint64)
    for column in columns:
        digest = _mixed(digest ^ _numbers(column))
    return digest.view(np.int64)


def _mixed(numbers: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint64]:
    numbers = numbers + np.uint64(0x9E3779B97F4A7C15)
    numbers = (numbers ^ (numbers >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    numbers = (numbers ^ (numbers >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return numbers ^ (numbers >> np.uint64(31))


def _numbers(column: pa.ChunkedArray | pa.Array) -> npt.NDArray[np.uint64]:
    if pa.types.is_string(column.type):
        coded = pc.dictionary_encode(column).combine_chunks()
        words = [blake2b(word.encode(), digest_size=8).digest() for word in coded.dictionary.to_pylist()]
        return np.frombuffer(b"".join(words), np.uint64)[coded.indices.to_numpy()]
    if pa.types.is_timestamp(column.type):
        column = column.cast(pa.int64())
    return pc.fill_null(column.cast(pa.int64()), -1).to_numpy().view(np.uint64)
