"""Which column is which field: by the known exports, else guessed from names and values."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property

import pyarrow as pa
import pyarrow.compute as pc

from parcours.collect.importing.batch import Batch
from parcours.collect.importing.fields import BY_NAME, BY_WORDS, Field, plain
from parcours.collect.importing.formats import FORMATS, GENERIC, Format
from parcours.collect.importing.formats.format import Rows
from parcours.collect.importing.options import DateOrder, DecimalMark, Options
from parcours.collect.importing.values.instants import date_order, instants
from parcours.collect.importing.values.numbers import decimal_mark, micros
from parcours.collect.importing.values.words import text_of
from parcours.errors import InputError
from parcours.touchpoints import canonical, parse_zone

LINE_FIELDS = ("product_id", "sku", "line", "line_total")
PERSONS = ("user_id", "email", "anonymous_id", "session_id")
KEPT = "properties."
"""How a field begins that is kept under a name of its own."""
SAID = "as you say"
_KINDS = {"instant": "dates", "number": "numbers", "amount": "amounts"}
_FITS = 0.8
_EXAMPLES = 3
_UTC = parse_zone("UTC")


@dataclass(frozen=True)
class Choice:
    """One column, the field it fills (empty: none), why, and some of its values."""

    column: str
    field: str
    why: str
    examples: tuple[str, ...]


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
    found = _of_format(known, sample) if known else _guessed(sample)
    found = _overridden(found, sample, options)
    columns = _by_field(found, known)
    rows, event = _rows(known, columns, options)
    _check_needs(rows, {*columns, *(["event"] if event else [])}, found)
    return Plan(
        known or _generic(rows),
        rows,
        columns,
        tuple(found),
        event,
        _dates(sample, columns, options),
        _decimal(sample, columns, options, strict=strict_numbers),
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
        Choice(name, field, why if field else "", _examples(column))
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


def _guessed(sample: Batch) -> list[Choice]:
    best: dict[str, tuple[int, str, str]] = {}
    for place, (name, column) in enumerate(sample.columns.items()):
        for rank, field, why in _candidates(name, column):
            best[field] = min(best.get(field, (1 << 30, "", "")), (rank * 1000 + place, name, why))
    taken: dict[str, tuple[str, str]] = {}
    for field, (_, name, why) in sorted(best.items(), key=lambda entry: entry[1]):
        taken.setdefault(name, (field, why))
    return [
        Choice(name, *taken.get(name, ("", _misfit(name, column))), _examples(column))
        for name, column in sample.columns.items()
    ]


def _misfit(name: str, column: pa.Array) -> str:
    field = BY_WORDS.get(plain(name))
    kind = _KINDS.get(field.kind) if field and not _fits(field, column) else None
    return f"its values are no {kind}" if kind else ""


def _candidates(name: str, column: pa.Array) -> Iterator[tuple[int, str, str]]:
    """Yield (rank, field, reason), the lower the surer."""
    field = BY_WORDS.get(plain(name))
    if field and _fits(field, column):
        words = [plain(word) for word in (field.name, *field.synonyms)]
        yield words.index(plain(name)), field.name, f"called '{name}'"
    elif not field:
        yield from ((100, *guess) for guess in _by_values(column))


def _by_values(column: pa.Array) -> Iterator[tuple[str, str]]:
    texts = text_of(column).drop_null() if not _nested(column) else pa.array([], pa.string())
    if not len(texts):
        return
    if pc.mean(pc.match_substring_regex(texts, r"^[^@\s]+@[^@\s]+\.\w+$").cast(pa.int8())).as_py() > _FITS:
        yield "email", "its values are e-mail addresses"
    elif not pa.types.is_integer(column.type) and _share_of_instants(texts) > _FITS:
        yield "timestamp", "its values are dates"
    elif _share_of_events(texts) > _FITS:
        yield "event", "its values are names of events"


def _share_of_instants(texts: pa.Array) -> float:
    if pc.mean(pc.match_substring_regex(texts, "[-/.:]").cast(pa.int8())).as_py() < _FITS:
        return 0.0
    parsed = [instants(texts, _UTC, order).known.mean() for order in ("day-first", "month-first")]
    numbers = micros(texts).known.mean()
    return float(max(parsed)) if numbers < _FITS else 0.0


def _share_of_events(texts: pa.Array) -> float:
    unique = texts.unique()
    if len(unique) > 200:
        return 0.0
    known = pa.array([text for text in unique.to_pylist() if canonical(text)], pa.string())
    return float(pc.mean(pc.is_in(texts, known).cast(pa.int8())).as_py())


def _fits(field: Field, column: pa.Array) -> bool:
    if _nested(column):
        return field.kind == "items"
    filled = column.drop_null()
    if not len(filled) or field.kind in ("text", "flag"):
        return field.kind != "items"
    if field.kind == "instant":
        return bool(
            max(instants(filled, _UTC, o).known.mean() for o in ("day-first", "month-first")) > 1 - _FITS
        )
    return bool(max(micros(filled, mark).known.mean() for mark in ("comma", "point")) > 1 - _FITS)


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


def _check_needs(rows: Rows, columns: Collection[str], found: list[Choice]) -> None:
    if "timestamp" not in columns:
        raise _unclear("no column says when it happened", "timestamp", found)
    if rows == "events" and not set(PERSONS) & set(columns):
        raise _unclear("no column says who did it", "user_id", found)
    if rows == "events" and not {"event", "type", "product_id"} & set(columns):
        raise _unclear("no column says what happened", "event", found)


def _unclear(what: str, field: str, found: list[Choice]) -> InputError:
    guesses = "; ".join(_told(choice) for choice in found[:30])
    other = " or, if all rows tell of the same event, --event 'Product Viewed'" if field == "event" else ""
    return InputError(
        f"The file is not clear: {what}.",
        expected=f"Its columns, as understood: {guesses}.",
        advice=f"Say which one it is, such as --map 'COLUMN={field}'{other}.",
    )


def _told(choice: Choice) -> str:
    meaning = f" = {choice.field}" if choice.field else f", but {choice.why}" if choice.why else ""
    return f"{choice.column} ({', '.join(choice.examples)}){meaning}"


def _dates(sample: Batch, columns: Mapping[str, tuple[str, ...]], options: Options) -> DateOrder | None:
    if options.dates:
        return options.dates
    order, seen = date_order(_of_kind(sample, columns, "instant"))
    if order is None and seen:
        raise InputError(
            f"Dates such as {seen} may be day-first or month-first, and nothing in the file decides.",
            advice="Say which: --dates day-first or --dates month-first.",
        )
    return order


def _decimal(
    sample: Batch, columns: Mapping[str, tuple[str, ...]], options: Options, *, strict: bool
) -> DecimalMark:
    if options.decimal:
        return options.decimal
    numeric = [*_of_kind(sample, columns, "amount"), *_of_kind(sample, columns, "number")]
    mark, seen = decimal_mark(numeric)
    if mark is None and seen and strict:
        raise InputError(
            f"Numbers such as {seen} may be read in two ways, and nothing in the file decides.",
            advice="Say what stands before the decimals: --decimal comma or --decimal point.",
        )
    return mark or "point"


def _of_kind(sample: Batch, columns: Mapping[str, tuple[str, ...]], kind: str) -> list[pa.Array]:
    names = [column for name, several in columns.items() if BY_NAME[name].kind == kind for column in several]
    return [sample.columns[name] for name in names if name in sample.columns]


def _examples(column: pa.Array) -> tuple[str, ...]:
    if _nested(column):
        return ("a list",)
    return tuple(str(value)[:40] for value in column.drop_null().unique()[:_EXAMPLES].to_pylist())


def _nested(column: pa.Array) -> bool:
    return bool(pa.types.is_nested(column.type))
