"""Paying: which way, what fails, and who tries again."""

from __future__ import annotations

import numpy as np

from parcours.demo.dice import Dice, Ints
from parcours.demo.simulate.checkout.form import Desk
from parcours.demo.simulate.draws import Choice
from parcours.demo.simulate.state import PHONE
from parcours.demo.simulate.vocabulary import Coded
from parcours.demo.world.checkout import PAYMENT_METHODS
from parcours.demo.world.countries import COUNTRIES

METHODS: tuple[str, ...] = tuple(each.code for each in PAYMENT_METHODS)
_OFFERED = Choice.of(
    np.array([[method.weight(country.code) for method in PAYMENT_METHODS] for country in COUNTRIES])
)
_FAILURE = np.array([each.failure for each in PAYMENT_METHODS])
_REASONS: tuple[str, ...] = tuple(reason for each in PAYMENT_METHODS for reason in each.reasons)
_FIRST_REASON = np.cumsum([0, *(len(each.reasons) for each in PAYMENT_METHODS)])
_PHONES_FAIL = 1.25
_TRIES, _TRIES_AGAIN, _OTHER_WAY = 3, 0.82, 0.4


def chosen(country: Ints, number: Ints, turn: Ints, dice: Dice) -> Ints:
    """Return how each would like to pay."""
    usual = dice.uniform("payment", number)
    today = dice.uniform("payment today", number, turn)
    return _OFFERED.at(country, np.where(today < 0.8, usual, dice.uniform("payment otherwise", number, turn)))


def pay(desk: Desk, of: Ints, total: Ints) -> None:
    """Let some pay; who gives up after a failure is no longer there."""
    form = desk.form
    for nth in range(_TRIES):
        form.pass_time(of, 2 + desk.wait(f"pays {nth}", 8.0, of))
        desk.write(
            "Payment Info Entered", of, "payment", payment_method=Coded(form.payment[of].copy(), METHODS)
        )
        chance = _FAILURE[form.payment[of]] * np.where(form.device[of] == PHONE, _PHONES_FAIL, 1.0)
        failed = of[desk.happens(f"payment fails {nth}", chance, of)]
        _write_failed(desk, failed, total, nth)
        again = desk.happens(f"pays again {nth}", _TRIES_AGAIN if nth + 1 < _TRIES else 0.0, failed)
        form.there[failed[~again]] = False
        of = failed[again]
        other = of[desk.happens(f"pays otherwise {nth}", _OTHER_WAY, of)]
        form.payment[other] = _OFFERED.at(form.country[other], desk.uniform(f"pays by {nth}", other))


def _write_failed(desk: Desk, failed: Ints, total: Ints, nth: int) -> None:
    form = desk.form
    form.pass_time(failed, 3 + desk.wait(f"fails {nth}", 5.0, failed))
    first, after = _FIRST_REASON[form.payment[failed]], _FIRST_REASON[form.payment[failed] + 1]
    which = first + (desk.uniform(f"reason {nth}", failed) * (after - first)).astype(np.int64)
    desk.write(
        "Payment Failed",
        failed,
        "payment",
        payment_method=Coded(form.payment[failed].copy(), METHODS),
        total=total[failed],
        currency="EUR",
        p_reason=Coded(which, _REASONS),
    )
    form.pass_time(failed, 5 + desk.wait(f"recovers {nth}", 25.0, failed))
