"""What a file must make clear before it is read: who, what, when, and how values are written."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import pyarrow as pa

from parcours.collect.importing.batch import Batch
from parcours.collect.importing.choices import Choice
from parcours.collect.importing.fields import BY_NAME
from parcours.collect.importing.formats.format import Rows
from parcours.collect.importing.options import DateOrder, DecimalMark, Options
from parcours.collect.importing.values.instants import date_order
from parcours.collect.importing.values.numbers import decimal_mark
from parcours.errors import InputError

PERSONS = ("user_id", "email", "anonymous_id", "session_id")


def check_needs(rows: Rows, columns: Collection[str], found: list[Choice]) -> None:
    """Raise `InputError` where no column says who did what and when."""
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


def order_of_dates(
    sample: Batch, columns: Mapping[str, tuple[str, ...]], options: Options
) -> DateOrder | None:
    """Return whether days or months come first; None where no date leaves it open."""
    if options.dates:
        return options.dates
    order, seen = date_order(_of_kind(sample, columns, "instant"))
    if order is None and seen:
        raise InputError(
            f"Dates such as {seen} may be day-first or month-first, and nothing in the file decides.",
            advice="Say which: --dates day-first or --dates month-first.",
        )
    return order


def mark_of_decimals(
    sample: Batch, columns: Mapping[str, tuple[str, ...]], options: Options, *, strict: bool
) -> DecimalMark:
    """Return what stands before the decimals; ``strict`` where numbers are text that somebody wrote."""
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
