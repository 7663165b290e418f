"""Rates of exchange by day, with their source."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import floor

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from parcours.errors import InputError
from parcours.touchpoints.money.arrays import round_half_away
from parcours.touchpoints.money.currencies import digits

_FIRST_DAY = date(1970, 1, 1).toordinal()

LONGEST_GAP_DAYS = 7
"""How old a rate may be: banks publish none at week-ends and on holidays."""


@dataclass(frozen=True)
class Rate:
    """One unit of ``currency`` was worth ``rate`` units of the base on ``day``, says ``source``."""

    day: date
    currency: str
    rate: Decimal
    source: str

    def __post_init__(self) -> None:
        if not (self.rate.is_finite() and self.rate > 0):
            raise InputError(
                f"{self.rate} is not a rate of exchange for {self.currency} on {self.day}.",
                expected="Expected a number above zero: what one unit of it is worth in the base.",
            )


class Rates:
    """Converts amounts in minor units at the rate of their day.

    Parameters
    ----------
    base
        The currency in which all rates say what one unit of another is worth.
    rates
        In any order. A day without a rate takes the last one of at most seven days before.

    Examples
    --------
    >>> rates = Rates("EUR", [Rate(date(2026, 1, 2), "ILS", Decimal("0.25"), "by hand")])
    >>> rates.convert(125_090, "ILS", "EUR", date(2026, 1, 4))
    31273
    >>> rates.convert(1000, "EUR", "USD", date(2026, 1, 4)) is None
    True
    """

    def __init__(self, base: str, rates: Iterable[Rate] = ()) -> None:
        digits(base)
        self.base = base
        self._rates: defaultdict[str, list[Rate]] = defaultdict(list)
        for rate in sorted(rates, key=lambda each: each.day):
            digits(rate.currency)
            self._rates[rate.currency].append(rate)

    def on(self, day: date, currency: str) -> Rate | None:
        """Return the rate that counts on a day, or None when there is none or it is too old."""
        if currency == self.base:
            return Rate(day, currency, Decimal(1), "")
        known = self._rates.get(currency, [])
        place = bisect_right(known, day, key=lambda each: each.day)
        if place == 0 or (day - known[place - 1].day).days > LONGEST_GAP_DAYS:
            return None
        return known[place - 1]

    def convert(self, minor: int, currency: str, to: str, day: date) -> int | None:
        """Return an amount in minor units of another currency, or None where a rate is missing."""
        factor = self._factor(currency, to, day)
        return None if factor is None else _round(minor * factor)

    def convert_array(
        self, minor: pa.Array, currency: pa.Array, to: str, days: NDArray[np.int64]
    ) -> pa.Array:
        """Return a column of amounts in minor units of ``to``, null where a rate or an amount is missing.

        Parameters
        ----------
        minor, currency
            Amounts (int64) and their ISO 4217 codes, one a row.
        days
            Days since 1970-01-01, one a row.
        """
        coded = currency.dictionary_encode()
        names = coded.dictionary.to_pylist() or [to]
        missing = np.asarray(pc.or_(pc.is_null(minor), pc.is_null(currency)))
        codes = np.asarray(pc.fill_null(coded.indices, 0), np.int64)
        pairs, which = np.unique(np.asarray(days, np.int64) * len(names) + codes, return_inverse=True)
        factors = [
            self._factor(names[pair % len(names)], to, _day(pair // len(names))) for pair in pairs.tolist()
        ]
        missing |= np.array([factor is None for factor in factors], bool)[which]
        return _times(minor, [factor or Fraction(0) for factor in factors], which, missing)

    def _factor(self, currency: str, to: str, day: date) -> Fraction | None:
        """Return what one minor unit is worth in minor units of the other currency."""
        if currency == to:
            return Fraction(1)
        sold, bought = self.on(day, currency), self.on(day, to)
        if sold is None or bought is None:
            return None
        return Fraction(sold.rate) / Fraction(bought.rate) * Fraction(10) ** (digits(to) - digits(currency))


def _times(
    minor: pa.Array, factors: list[Fraction], which: NDArray[np.intp], missing: NDArray[np.bool_]
) -> pa.Array:
    amounts = np.asarray(pc.fill_null(minor, 0), np.int64)
    products = amounts * np.array([float(factor) for factor in factors])[which]

    def exact(row: int) -> int:
        return _round(amounts[row].item() * factors[which[row]])

    return pa.array(round_half_away(np.where(missing, 0.0, products), exact), mask=missing)


def _round(value: Fraction) -> int:
    whole = floor(abs(value) + Fraction(1, 2))
    return whole if value >= 0 else -whole


def _day(number: int) -> date:
    return date.fromordinal(_FIRST_DAY + number)
