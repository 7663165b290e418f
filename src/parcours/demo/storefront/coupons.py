"""What a code takes off, and why one is refused."""

from __future__ import annotations

from datetime import date

from parcours.demo.world.calendar import BASKET, COUPON, DEAL, FRIEND, REFUSED, WELCOME, Coupon, coupon_runs

_KNOWN = {coupon.code: coupon for coupon in (COUPON, WELCOME, FRIEND, DEAL, BASKET, *REFUSED)}
_REASONS = {
    "expired": "coupon.expired",
    "unknown": "coupon.unknown",
    "not for this account": "coupon.not_yours",
}


def coupon(code: str) -> Coupon | None:
    """Return what a code stands for, however it was typed.

    >>> coupon(" bienvenue10 ").percent
    10
    """
    return _KNOWN.get(code.strip().upper())


def refusal(code: str, day: date) -> str:
    """Return the phrase for why a code is refused, empty if it is accepted.

    >>> refusal("LIN20", date(2026, 3, 1)), refusal("LIN20", date(2026, 4, 28))
    ('coupon.expired', '')
    """
    found = coupon(code)
    if found is None:
        return "coupon.unknown"
    if found is COUPON and not coupon_runs(day):
        return "coupon.expired"
    return _REASONS[found.refused] if found.refused else ""
