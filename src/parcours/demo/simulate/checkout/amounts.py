"""What carts and orders cost, in cents."""

from __future__ import annotations

import numpy as np

from parcours.demo.dice import Ints
from parcours.demo.simulate.checkout.coupons import PERCENT
from parcours.demo.simulate.checkout.form import Form
from parcours.demo.simulate.state import Lines
from parcours.demo.world.delivery import CARRIERS, FREE_FROM

_TAX = 0.2
_CARRIER_PRICES = np.array([each.price for each in CARRIERS])


def worth(lines: Lines) -> Ints:
    """Return what the lines of each element cost."""
    total = np.concatenate([[0], np.cumsum(lines.price * lines.quantity)])
    return total[lines.offsets[1:]] - total[lines.offsets[:-1]]


def discount(form: Form) -> Ints:
    """Return what the coupons of forms take off."""
    return np.where(form.coupon >= 0, form.goods * PERCENT[form.coupon] // 100, 0)


def delivery(form: Form) -> Ints:
    """Return what the delivery of each form costs."""
    return np.where(form.goods >= FREE_FROM, 0, _CARRIER_PRICES[form.carrier])


def without_tax(amount: Ints) -> Ints:
    """Return amounts without the tax that is in them."""
    return np.round(amount / (1 + _TAX)).astype(np.int64)
