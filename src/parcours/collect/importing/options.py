"""What the person who imports may say about a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from parcours.errors import InputError

DateOrder = Literal["day-first", "month-first"]
DecimalMark = Literal["comma", "point"]


@dataclass(frozen=True, kw_only=True)
class Options:
    """How to read a file where it does not say so itself.

    Parameters
    ----------
    format
        Name of a known format; empty: recognise it.
    columns
        Which field a column fills, by column; an empty field leaves the column out.
    event
        The event that every row tells of, for files that do not name events.
    dates, decimal
        How dates such as 03/04/2026 and numbers such as 1,234 read, where the file leaves it open.
    currency
        Currency of amounts without one; empty: the shop's.
    encoding, sheet
        Encoding of a text file, name of a worksheet; empty: found out.
    test_orders
        Take test orders in, too.
    """

    format: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    event: str = ""
    dates: DateOrder | None = None
    decimal: DecimalMark | None = None
    currency: str = ""
    encoding: str = ""
    sheet: str = ""
    test_orders: bool = False


def parse_columns(pairs: tuple[str, ...]) -> dict[str, str]:
    """Read `column=field` pairs as typed on a command line.

    Examples
    --------
    >>> parse_columns(("Buyer=user_id", "When=timestamp"))
    {'Buyer': 'user_id', 'When': 'timestamp'}
    """
    columns = {}
    for pair in pairs:
        column, mark, name = pair.rpartition("=")
        if not mark or not column:
            raise InputError(
                f"'{pair}' does not say which column is which field.",
                expected="Write it as column=field, such as --map 'Buyer=user_id'.",
            )
        columns[column] = name.strip()
    return columns
