"""Whole columns of amounts to minor units, exact."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from parcours.touchpoints.money.amounts import rounded
from parcours.touchpoints.money.currencies import digits

# What fits int64 in minor units of any currency; exponents and group separators are no amounts.
_AMOUNT = r"^[+-]?[0-9]{1,14}(\.[0-9]{1,15})?$"
_EXACT = pa.decimal128(38, 15)
_LARGEST = 1e14

_COARSE = 2.0**40  # below it, a product of a few floats is off by far less than _NEAR_TIE
_NEAR_TIE = 2.0**-10


def minor_array(
    values: pa.Array | pa.ChunkedArray | NDArray[np.float64], currency: str | pa.Array
) -> pa.Array:
    """Return a column of amounts in minor units (int64), null where an amount is missing or no number.

    Parameters
    ----------
    values
        Decimal texts with a point ("1234.5"), decimals, integers or floats, in units of their
        currency. A float is read as the shortest decimal that it stands for: 1.005 is 1.005, not
        the slightly smaller number that the machine keeps.
    currency
        One ISO 4217 code for all, or one a row; where a row's is null, so is its result.

    Raises
    ------
    InputError
        A currency is unknown.

    Examples
    --------
    >>> minor_array(pa.array(["1234.5", "0.125", "n/a", None]), "EUR").to_pylist()
    [123450, 13, None, None]
    >>> minor_array(pa.array([1.005, 3.0]), pa.array(["EUR", "JPY"])).to_pylist()
    [101, 3]
    """
    amounts = _array(values)
    if isinstance(currency, str):
        return _minor(amounts, digits(currency))
    places = _places(_array(currency))
    result = pa.nulls(len(amounts), pa.int64())
    for each in pc.unique(places.drop_null()).to_pylist():
        rows = pc.fill_null(pc.equal(places, each), fill_value=False)
        result = pc.replace_with_mask(result, rows, _minor(amounts.filter(rows), each))
    return result


def round_half_away(values: NDArray[np.float64], exact: Callable[[int], int]) -> NDArray[np.int64]:
    """Round to integers; ``exact(row)`` decides where floats are too coarse to: at ties, and far out."""
    nearest = np.rint(values)
    unsure = (np.abs(values - nearest) > 0.5 - _NEAR_TIE) | (np.abs(values) > _COARSE)
    result = np.where(unsure, 0, nearest).astype(np.int64)
    for row in np.flatnonzero(unsure).tolist():
        result[row] = exact(row)
    return result


def _array(values: pa.Array | pa.ChunkedArray | NDArray[np.float64]) -> pa.Array:
    if isinstance(values, pa.ChunkedArray):
        return values.combine_chunks()
    return values if isinstance(values, pa.Array) else pa.array(values)


def _places(currencies: pa.Array) -> pa.Array:
    """Return the digits of each row's currency."""
    coded = currencies if pa.types.is_dictionary(currencies.type) else currencies.dictionary_encode()
    known = pa.array(
        [None if code is None else digits(code) for code in coded.dictionary.to_pylist()], pa.int64()
    )
    return known.take(coded.indices)


def _minor(amounts: pa.Array, places: int) -> pa.Array:
    if pa.types.is_floating(amounts.type):
        return _minor_of_floats(amounts, places)
    return _minor_of_texts(pc.cast(amounts, pa.string()), places)


def _minor_of_texts(texts: pa.Array, places: int) -> pa.Array:
    amounts = pc.if_else(pc.match_substring_regex(texts, _AMOUNT), texts, None)
    units = pc.round(pc.cast(amounts, _EXACT), ndigits=places, round_mode="half_towards_infinity")
    return pc.cast(pc.multiply(pc.cast(units, pa.decimal128(20, places)), Decimal(10**places)), pa.int64())


def _minor_of_floats(amounts: pa.Array, places: int) -> pa.Array:
    units = pc.fill_null(pc.cast(amounts, pa.float64()), float("nan")).to_numpy(zero_copy_only=False)
    missing = ~(np.abs(units) < _LARGEST)
    known = np.where(missing, 0.0, units)

    def exact(row: int) -> int:
        return rounded(Decimal(repr(known[row].item())).scaleb(places))

    return pa.array(round_half_away(known * 10.0**places, exact), mask=missing)
