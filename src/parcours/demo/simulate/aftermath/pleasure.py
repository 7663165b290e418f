"""How pleased a customer is with an order, from 0 to 1."""

from __future__ import annotations

import numpy as np

from parcours.demo.dice import Flags, Floats
from parcours.demo.simulate.aftermath.ordered import Ordered
from parcours.demo.simulate.aftermath.returns import SIZE, Returns
from parcours.demo.simulate.aftermath.service import DAMAGED, Cases

_LATE, _LATE_DAY, _LATE_MOST = 0.12, 0.032, 0.45
_SENT_BACK, _WRONG_SIZE, _MISLED = 0.1, 0.06, 0.14
_DEAR = 0.06
_MOODS = 0.38
_HELPED, _LET_DOWN, _DAMAGED, _ANGRY = 0.05, 0.1, 0.2, 0.12
_MEMORY = 0.3
"""How much the orders before still count."""


def with_delivery(days_late: Floats) -> Floats:
    """Return what a delay takes away."""
    return np.where(days_late > 0, np.minimum(_LATE + _LATE_DAY * days_late, _LATE_MOST), 0.0)


def with_goods(of: Ordered, back: Returns, cases: Cases) -> Floats:
    """Return how good an order was, its delivery and the service apart."""
    mood = 1.0 - _MOODS * of.rolls.uniform("mood") ** 1.7
    came_back = np.where(back.happens, _SENT_BACK + _WRONG_SIZE * (back.reason == SIZE), 0.0)
    dear = _DEAR * of.setting.people.price_sense[of.orders.person] * (of.orders.discount == 0)
    return mood - came_back - _MISLED * back.planted - _DAMAGED * (cases.sort == DAMAGED) - dear


def with_service(cases: Cases, complains: Flags) -> Floats:
    """Return what the service adds or takes away."""
    return _HELPED * cases.helped - _LET_DOWN * cases.slow - _ANGRY * complains


def remembered(of: Ordered, order: Floats) -> Floats:
    """Return how pleased customers are now: the orders before still count a little."""
    before = np.where(of.orders.nth > 1, of.setting.people.pleased[of.orders.person], order)
    return np.clip((1 - _MEMORY) * order + _MEMORY * before, 0.02, 1.0)
