"""Amounts: currencies by row, millionths to minor units, and the shop's own currency."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from parcours.collect.importing.batch import Ints
from parcours.collect.importing.convert.context import Context
from parcours.collect.importing.values.numbers import MICRO
from parcours.collect.importing.values.parsed import Parsed
from parcours.collect.importing.values.words import each
from parcours.errors import InputError
from parcours.touchpoints import day_number, digits

_SIGNS = {
    "€": "EUR",
    "$": "USD",
    "£": "GBP",
    "₪": "ILS",
    "¥": "JPY",
    "NIS": "ILS",
    "EURO": "EUR",
    "EUROS": "EUR",
}
_DEFAULT_DIGITS = 2


def currency_of(text: str) -> str | None:
    """Return the code of a currency as people write it, ``None`` where there is none.

    >>> currency_of("eur"), currency_of("₪"), currency_of("gold") is None
    ('EUR', 'ILS', True)
    """
    code = _SIGNS.get(text.upper(), text.upper())
    try:
        digits(code)
    except InputError:
        return None
    return code


def currencies(texts: pa.Array, default: str) -> tuple[pa.Array, pa.Array]:
    """Return the currency of each row, and where a row names one that does not exist."""
    codes = each(texts, currency_of).cast(pa.string())
    wrong = pc.and_(pc.is_valid(texts), pc.is_null(codes))
    return pc.if_else(pc.is_null(texts), default, codes), wrong


def places(codes: pa.Array) -> Ints:
    """Return the decimals of each row's currency."""
    return np.asarray(each(codes, digits).cast(pa.int64()).fill_null(_DEFAULT_DIGITS).to_numpy())


def minor(amounts: Parsed, decimals: Ints) -> Parsed:
    """Return amounts in minor units, half away from zero."""
    values = np.zeros(len(amounts.values), np.int64)
    there = np.flatnonzero(amounts.values)  # in most rows of a log there is no amount
    unit = MICRO // 10 ** np.minimum(decimals[there], 6)
    size = (np.abs(amounts.values[there]) + unit // 2) // unit
    values[there] = np.sign(amounts.values[there]) * size
    return Parsed(values, amounts.known, amounts.wrong)


def finer(amounts: Parsed, decimals: Ints) -> int:
    """Return how many amounts are finer than their currency's minor unit."""
    return int(
        np.count_nonzero(amounts.known & (amounts.values % (MICRO // 10 ** np.minimum(decimals, 6)) != 0))
    )


def in_shop_currency(amounts: Parsed, codes: pa.Array, times: Ints, context: Context) -> pa.Array:
    """Return minor units of the shop's currency at the rate of their day, null where there is no rate."""
    column = amounts.array()
    if pc.all(pc.fill_null(pc.equal(codes, context.shop_currency), fill_value=True)).as_py():
        return column
    days = np.asarray(day_number(times, context.zone), np.int64)
    return context.rates.convert_array(column, codes, context.shop_currency, days)
