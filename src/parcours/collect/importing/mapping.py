"""Which column is which field: by the known exports, else guessed from names and values."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property

from parcours.collect.importing.batch import Batch
from parcours.collect.importing.choices import Choice, examples
from parcours.collect.importing.clarity import check_needs, mark_of_decimals, order_of_dates
from parcours.collect.importing.fields import BY_NAME
from parcours.collect.importing.formats import FORMATS, GENERIC, Format
from parcours.collect.importing.formats.format import Rows
from parcours.collect.importing.guessing import guessed
from parcours.collect.importing.options import DateOrder, DecimalMark, Options
from parcours.errors import InputError

LINE_FIELDS = ("product_id", "sku", "line", "line_total")
KEPT = "properties."
"""How a field begins that is kept under a name of its own."""
SAID = "as you say"


@dataclass(frozen=True)
class Plan:
    """How a file is read: what its rows are, which column fills which field, how values are written."""

    format: Format
    rows: Rows
    columns: Mapping[str, tuple[str, ...]]
    """The columns of each field; the first that has a value counts."""
    choices: tuple[Choice, ...]
    event: str = ""
    dates: DateOrder | None = None
    decimal: DecimalMark = "point"

    @property
    def lines(self) -> bool:
        """Whether a row of an order file is one line of an order."""
        return any(name in self.columns for name in LINE_FIELDS)

    @cached_property
    def kept(self) -> dict[str, str]:
        """Columns that the caller keeps in `properties`, and their names there."""
        mine = (c for c in self.choices if c.field.startswith(KEPT) and c.why == SAID)
        return {c.column: c.field.removeprefix(KEPT) for c in mine}

    def rest(self, columns: Iterable[str]) -> dict[str, str]:
        """Return which columns the format keeps in `properties`, and their names there."""
        used = {c.column for c in self.choices if not c.field or c.why == SAID}
        used.update(column for several in self.columns.values() for column in several)
        return {name: kept for name in columns if name not in used and (kept := self.format.keeps(name))}


def make_plan(sample: Batch, options: Options, *, strict_numbers: bool) -> Plan:
    """Decide how to read a file.

    Parameters
    ----------
    sample
        Rows from all over it.
    options
        What the caller says; wins over every guess.
    strict_numbers
        Whether numbers are text that somebody wrote, so that 1,234 may mean two things.

    Raises
    ------
    InputError
        A field that is needed has no column, or values leave open how they read. The message says
        what was guessed and what to type.
    """
    known = _known_format(sample, options)
    found = _of_format(known, sample) if known else guessed(sample)
    found = _overridden(found, sample, options)
    columns = _by_field(found, known)
    rows, event = _rows(known, columns, options)
    check_needs(rows, {*columns, *(["event"] if event else [])}, found)
    return Plan(
        known or _generic(rows),
        rows,
        columns,
        tuple(found),
        event,
        order_of_dates(sample, columns, options),
        mark_of_decimals(sample, columns, options, strict=strict_numbers),
    )


def _known_format(sample: Batch, options: Options) -> Format | None:
    if options.format == GENERIC:
        return None
    if not options.format:
        return next((known for known in FORMATS if known.matches(_names(sample))), None)
    chosen = next((known for known in FORMATS if known.name == options.format), None)
    if chosen is None:
        raise InputError(
            f"There is no format '{options.format}'.",
            expected=f"Known ones: {', '.join(known.name for known in FORMATS)}, {GENERIC}.",
        )
    return chosen


def _names(sample: Batch) -> set[str]:
    """Return the columns and, of nested ones, what they begin with."""
    return set(sample.columns) | {name.partition(".")[0] for name in sample.columns}


def _generic(rows: Rows) -> Format:
    return Format(
        name=GENERIC,
        system="",
        where="",
        rows=rows,
        signature=frozenset(),
        columns={},
        # In a file of no known origin this is more likely the parcel than the payment.
        placed_states=frozenset({"pending"}),
    )


def _of_format(known: Format, sample: Batch) -> list[Choice]:
    why = f"as {known.system} exports it"
    return [
        Choice(name, field, why if field else "", examples(column))
        for name, column in sample.columns.items()
        for field in [_field_of(known, name)]
    ]


def _field_of(known: Format, column: str) -> str:
    kept = known.keeps(column)
    return known.columns.get(column) or (f"{KEPT}{kept}" if kept else "")


def _by_field(found: list[Choice], known: Format | None) -> dict[str, tuple[str, ...]]:
    chosen = {choice.column: choice.field for choice in found}
    order = [*(known.columns if known else ()), *chosen]
    fields: dict[str, tuple[str, ...]] = {}
    for column in dict.fromkeys(order):
        # A column that only later records have is known by its format.
        name = chosen.get(column, known.columns.get(column, "") if known else "")
        if name in BY_NAME and (column in chosen or known):
            fields[name] = (*fields.get(name, ()), column)
    return {name: columns for name, columns in fields.items() if _there(columns, chosen, known)}


def _there(columns: tuple[str, ...], chosen: Collection[str], known: Format | None) -> bool:
    return bool(known and known.rest + known.list_path) or any(column in chosen for column in columns)


def _overridden(found: list[Choice], sample: Batch, options: Options) -> list[Choice]:
    for column, name in options.columns.items():
        if column not in sample.columns:
            raise InputError(
                f"The file has no column '{column}'.", expected=f"It has: {', '.join(sample.columns)}."
            )
        if name and name not in BY_NAME:
            _check_kept(name)
    claimed = {name for name in options.columns.values() if name}
    kept = [c if c.field not in claimed else Choice(c.column, "", "", c.examples) for c in found]
    return [
        Choice(c.column, options.columns[c.column], SAID, c.examples) if c.column in options.columns else c
        for c in kept
    ]


def _check_kept(name: str) -> None:
    if name == f"{KEPT}email":
        raise InputError(f"'{name}' is kept without asking.", advice="Say --map 'COLUMN=email'.")
    if not name.startswith(KEPT) or name == KEPT:
        near = get_close_matches(name, BY_NAME, n=3) or sorted(BY_NAME)
        raise InputError(
            f"There is no field '{name}'.",
            expected=f"Fields are {', '.join(near)} and others: see the page Import formats.",
            advice=f"To keep a column as it is, say --map 'COLUMN={KEPT}NAME'.",
        )


def _rows(known: Format | None, columns: Collection[str], options: Options) -> tuple[Rows, str]:
    if known:
        return known.rows, options.event
    if "event" in columns or options.event:
        return "events", options.event
    if not {"order_id", "total", "amount", "revenue", "price", "line_total"}.isdisjoint(columns):
        return "orders", ""
    if "product_id" in columns:
        return "events", "Product Viewed"
    return "events", ""
