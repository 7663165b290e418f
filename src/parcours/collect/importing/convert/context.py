"""What converting needs to know besides the rows, and what it makes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

import numpy as np
import pyarrow as pa

from parcours.collect.importing.batch import Flags, Ints
from parcours.collect.importing.mapping import Plan
from parcours.touchpoints import Rates


@dataclass(frozen=True)
class Context:
    """The shop's side of an import; ``now`` is the instant at which it began."""

    plan: Plan
    zone: ZoneInfo
    currency: str
    shop_currency: str
    rates: Rates
    now: int
    test_orders: bool
    key: bytes
    """Keys the hashes of rows that have no id of their own."""


@dataclass(frozen=True, eq=False)
class Person:
    """Who did it, one a touchpoint: texts that identify, coded or not, null where they do not.

    ``guest`` names who nobody is named for: one order without a customer.
    """

    user: pa.Array
    email: pa.Array
    anonymous: pa.Array
    session: pa.Array
    guest: pa.Array

    def take(self, rows: pa.Array) -> Person:
        """Return some of them."""
        return Person(
            *(
                column.take(rows)
                for column in (self.user, self.email, self.anonymous, self.session, self.guest)
            )
        )


@dataclass(frozen=True, eq=False)
class Converted:
    """Touchpoints of a batch, not yet identified, and the rows that became none.

    ``units`` numbers for each touchpoint the unit of rows that it came from (a row, or an order with
    all its lines); ``weights`` counts the rows of each unit. ``refused`` are rows of the batch with
    a reason each. ``message_ids`` is null where the row's contents must stand for an id; ``kept`` are
    JSON objects of what the caller asked to keep, which changes no id.
    """

    columns: Mapping[str, pa.Array]
    person: Person
    message_ids: pa.Array
    kept: pa.Array
    units: Ints
    weights: Ints
    refused: Ints
    reasons: list[str]
    findings: Counter[str] = field(default_factory=Counter)

    def __len__(self) -> int:
        return len(self.units)


class Refusals:
    """Why rows are not taken in: the first reason counts."""

    def __init__(self, size: int) -> None:
        self._codes = np.full(size, -1, np.int32)
        self._reasons: list[str] = []

    def refuse(self, rows: Flags, reason: str) -> None:
        """Refuse rows."""
        fresh = rows & (self._codes < 0)
        if fresh.any():
            self._codes[fresh] = len(self._reasons)
            self._reasons.append(reason)

    @property
    def refused(self) -> Flags:
        """The rows that are refused."""
        return self._codes >= 0

    def reasons(self, rows: Ints) -> list[str]:
        """Return the reason of each of some refused rows."""
        return [self._reasons[code] for code in self._codes[rows].tolist()]
