"""Amounts as integers of minor units: in, out, and as people read them.

Amounts round half away from zero, as receipts and tax offices do: 0.125 is 0.13, and a refund of
-0.125 is -0.13, so that a purchase and its refund cancel out.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from parcours.errors import InputError
from parcours.touchpoints.money.currencies import digits, symbol

_NO_BREAK, _NARROW_NO_BREAK = "\u00a0", "\u202f"
_LEFT_TO_RIGHT, _RIGHT_TO_LEFT = "\u200e", "\u200f"


def to_minor(value: Decimal | str | int, currency: str) -> int:
    """Return an amount in minor units of its currency.

    Parameters
    ----------
    value
        Units of the currency, a decimal or its text with a point: never a float, which has lost
        what was written (`minor_array` knows how to read columns of them).
    currency
        ISO 4217 code.

    Raises
    ------
    InputError
        The text is not a number, or the currency is unknown.

    Examples
    --------
    >>> to_minor("12.345", "EUR"), to_minor("12.345", "TND"), to_minor("-0.5", "JPY")
    (1235, 12345, -1)
    """
    try:
        return rounded(Decimal(value).scaleb(digits(currency)))
    except (InvalidOperation, ValueError, OverflowError):
        raise InputError(
            f"{value!r} is not an amount.", expected="Expected a number such as '12.50'."
        ) from None


def rounded(value: Decimal) -> int:
    """Return the nearest integer; of two, the one away from zero."""
    return int(value.to_integral_value(ROUND_HALF_UP))


def from_minor(minor: int, currency: str) -> Decimal:
    """Return the amount in units of the currency, with all of its digits.

    >>> from_minor(1250, "EUR"), from_minor(1250, "JPY")
    (Decimal('12.50'), Decimal('1250'))
    """
    return Decimal(minor).scaleb(-digits(currency))


def format_money(minor: int, currency: str, language: str = "en") -> str:
    """Return an amount as a reader of English, French or Hebrew writes it.

    Hebrew amounts carry direction marks, so that the minus stays left of the number and the sign
    of the currency left of both, whatever text surrounds them.

    >>> format_money(-123450, "EUR", "en")
    '-€1,234.50'
    >>> format_money(123450, "EUR", "fr").replace("\\u202f", "_").replace("\\u00a0", "~")
    '1_234,50~€'
    """
    amount = f"{abs(from_minor(minor, currency)):,}"
    sign, mark = "-" if minor < 0 else "", symbol(currency)
    match language.partition("-")[0]:
        case "fr":
            written = amount.translate({ord(","): _NARROW_NO_BREAK, ord("."): ","})
            return f"{sign}{written}{_NO_BREAK}{mark}"
        case "he":
            minus = f"{_LEFT_TO_RIGHT}-" if sign else ""
            return f"{_RIGHT_TO_LEFT}{minus}{amount}{_NO_BREAK}{_RIGHT_TO_LEFT}{mark}"
        case _:
            gap = _NO_BREAK if mark == currency else ""
            return f"{sign}{mark}{gap}{amount}"
