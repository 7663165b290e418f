"""The rows of a batch, field by field."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from zoneinfo import ZoneInfo

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from parcours.collect.importing.batch import Batch, Flags, decoded
from parcours.collect.importing.convert.context import Refusals
from parcours.collect.importing.convert.properties import member, object_of, together
from parcours.collect.importing.fields import BY_NAME
from parcours.collect.importing.mapping import Plan
from parcours.collect.importing.values.instants import instants
from parcours.collect.importing.values.numbers import micros
from parcours.collect.importing.values.parsed import Parsed
from parcours.collect.importing.values.words import coded, each, is_yes, text_of
from parcours.touchpoints import DAY, parse_zone

EARLIEST = 20 * 365 * DAY
"""Moments before 1990 are broken dates: no web shop is older."""


class Rows:
    """A batch read by a plan."""

    def __init__(self, batch: Batch, plan: Plan, zone: ZoneInfo) -> None:
        self.batch = batch
        self.plan = plan
        self._zone = parse_zone("UTC") if plan.format.utc else zone
        self._texts: dict[str, pa.Array] = {}
        self._coded: dict[str, pa.DictionaryArray] = {}

    def __len__(self) -> int:
        return len(self.batch)

    def has(self, name: str) -> bool:
        """Return whether a column of the batch fills a field."""
        return any(column in self.batch.columns for column in self.plan.columns.get(name, ()))

    def text(self, name: str) -> pa.Array:
        """Return a field as text, null where it is blank or missing."""
        if name not in self._texts:
            parts = [text_of(column) for column in self._columns(name)]
            self._texts[name] = pc.coalesce(*parts) if len(parts) > 1 else parts[0]
        return self._texts[name]

    def coded(self, name: str) -> pa.DictionaryArray:
        """Return the same, each different text once."""
        if name not in self._coded:
            first, *others = self._columns(name)
            self._coded[name] = self.text(name).dictionary_encode() if others else coded(first)
        return self._coded[name]

    def instant(self, name: str) -> Parsed:
        """Return a field as microseconds UTC."""
        return _first(
            instants(decoded(column), self._zone, self.plan.dates) for column in self._columns(name)
        )

    def micros(self, name: str) -> Parsed:
        """Return a number or amount in millionths."""
        return _first(micros(decoded(column), self.plan.decimal) for column in self._columns(name))

    def flag(self, name: str) -> Flags:
        """Return where a field says yes."""
        yes = each(self.coded(name), is_yes).cast(pa.bool_())
        return np.asarray(pc.fill_null(yes, fill_value=False).to_numpy(zero_copy_only=False))

    def nested(self, name: str) -> pa.Array | None:
        """Return a field that is a list of objects."""
        columns = [self.batch.columns[c] for c in self.plan.columns.get(name, ()) if c in self.batch.columns]
        return next((column for column in columns if pa.types.is_list(column.type)), None)

    def properties(self, no: Refusals) -> pa.Array:
        """What the format keeps of columns that fill no field, as JSON objects; null where nothing."""
        whole = each(self.coded("properties"), object_of).cast(pa.string())
        wrong = pc.and_(pc.is_valid(self.coded("properties")), pc.is_null(whole))
        no.refuse(np.asarray(wrong.to_numpy(zero_copy_only=False)), "properties is not a JSON object")
        return together([whole, *self._members(self.plan.rest(self.batch.columns))], len(self))

    def kept(self) -> list[pa.Array]:
        """Return the columns that are kept on demand, each as JSON objects of one member."""
        return self._members(self.plan.kept)

    def _members(self, names: Mapping[str, str]) -> list[pa.Array]:
        columns = self.batch.columns
        return [member(name, columns[column]) for column, name in names.items() if column in columns]

    def refuse_wrong(self, parsed: Parsed, name: str, no: Refusals) -> None:
        """Refuse rows where a field holds what is not of its kind."""
        kind = "a date" if BY_NAME[name].kind == "instant" else "a number"
        no.refuse(parsed.wrong, f"{name} is not {kind}")

    def times(self, latest: int, no: Refusals) -> Parsed:
        """Return when each row happened; refuse rows at no possible moment."""
        time = self.instant("timestamp")
        self.refuse_wrong(time, "timestamp", no)
        no.refuse(time.known & (time.values < EARLIEST), "timestamp is before 1990")
        no.refuse(time.known & (time.values > latest), "timestamp is in the future")
        return time

    def _columns(self, name: str) -> list[pa.Array]:
        columns = [self.batch.columns[c] for c in self.plan.columns.get(name, ()) if c in self.batch.columns]
        return [c for c in columns if not pa.types.is_nested(c.type)] or [
            pa.nulls(len(self.batch), pa.string())
        ]


def _first(parts: Iterable[Parsed]) -> Parsed:
    first, *others = parts
    for other in others:
        filled = ~first.known
        first = Parsed(
            np.where(filled, other.values, first.values),
            first.known | other.known,
            (first.wrong | (filled & other.wrong)) & ~other.known,
        )
    return first
