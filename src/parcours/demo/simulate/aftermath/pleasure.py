"""How pleased a customer is with an order, from 0 to 1."""

from __future__ import annotations

import numpy as np

from parcours.demo.dice import Flags, Floats
from parcours.demo.simulate.aftermath.returns import SIZE, Returns
from parcours.demo.simulate.aftermath.rolls import Rolls
from parcours.demo.simulate.aftermath.setting import Setting
from parcours.demo.simulate.state import Orders

_LATE, _LATE_DAY, _LATE_MOST = 0.16, 0.045, 0.5
_SENT_BACK, _WRONG_SIZE, _MISLED = 0.1, 0.06, 0.14
_DEAR = 0.09
_MEMORY = 0.3
"""How much the orders before still count."""


def with_delivery(days_late: Floats) -> Floats:
    """Return what a delay takes away."""
    return np.where(days_late > 0, np.minimum(_LATE + _LATE_DAY * days_late, _LATE_MOST), 0.0)


def with_goods(setting: Setting, orders: Orders, returns: Returns, rolls: Rolls) -> Floats:
    """Return how good an order was, its delivery and the service apart."""
    mood = 1.0 - 0.5 * rolls.uniform("mood") ** 1.7
    back = np.where(returns.happens, _SENT_BACK + _WRONG_SIZE * (returns.reason == SIZE), 0.0)
    dear = _DEAR * setting.people.price_sense[orders.person] * (orders.discount == 0)
    return mood - back - _MISLED * returns.planted - dear


def remembered(setting: Setting, orders: Orders, order: Floats) -> Floats:
    """Return how pleased customers are now: the orders before still count a little."""
    before = np.where(orders.nth > 1, setting.people.pleased[orders.person], order)
    return np.clip((1 - _MEMORY) * order + _MEMORY * before, 0.02, 1.0)


def eased(pleased: Floats, helped: Flags, let_down: Flags) -> Floats:
    """Return what the service made of it."""
    return pleased + 0.06 * helped - 0.12 * let_down
