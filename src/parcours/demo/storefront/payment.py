"""The artificial payment provider: it knows a few test numbers and takes nobody's money."""

from __future__ import annotations

from datetime import datetime

from parcours.demo.world.checkout import PAYMENT_METHODS, PaymentMethod

APPROVED = ("4242424242424242", "5555555555554444")
DECLINED = "4000000000000002"
GIFT_CARDS = {"TILIA-GIFT-300": 30_000, "TILIA-GIFT-10": 1_000}
"""Balances in cents."""


ELSEWHERE = ("wallet", "instalments")
"""What is confirmed on the provider's own page."""
_BY_CODE = {method.code: method for method in PAYMENT_METHODS}
HINTS = {
    "card": "payment.card_hint",
    "wallet": "payment.wallet_hint",
    "instalments": "payment.instalments_hint",
    "transfer": "payment.transfer_hint",
    "gift_card": "payment.gift_card_hint",
}


def methods_in(country: str) -> tuple[PaymentMethod, ...]:
    """Return the ways to pay that a country is offered."""
    return tuple(method for method in PAYMENT_METHODS if method.weight(country))


def method(code: str) -> PaymentMethod:
    """Return a way to pay."""
    return _BY_CODE[code]


def digits(text: str) -> str:
    """Return the digits of a number as people type it.

    >>> digits("4242 4242-4242 4242")
    '4242424242424242'
    """
    return "".join(letter for letter in text if letter.isdigit())


def is_test_number(number: str) -> bool:
    """Tell whether the provider knows a card: a real one must never be sent."""
    return digits(number) in (*APPROVED, DECLINED)


def accepts(number: str, attempt: int, *, failing: bool) -> bool:
    """Tell whether a card is charged; a failing provider declines every second attempt, counted from 1."""
    return digits(number) in APPROVED and not (failing and attempt % 2 == 1)


def is_expired(expiry: str, now: datetime) -> bool | None:
    """Tell whether a card's ``MM/YY`` has passed; None if it is no such date.

    >>> is_expired("11/26", datetime(2026, 11, 30)), is_expired("10/26", datetime(2026, 11, 1))
    (False, True)
    >>> is_expired("13/26", datetime(2026, 11, 1))
    """
    month, _, year = expiry.replace(" ", "").partition("/")
    if not (month.isdigit() and year.isdigit() and 1 <= int(month) <= 12):
        return None
    return (2000 + int(year) % 100, int(month)) < (now.year, now.month)


def balance(code: str) -> int | None:
    """Return what is on a gift card, in cents."""
    return GIFT_CARDS.get(code.strip().upper())
