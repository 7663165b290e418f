"""Using a coupon: what is typed in, taken off or refused, and who leaves for that."""

from __future__ import annotations

import numpy as np

from parcours.demo.dice import Ints
from parcours.demo.simulate.checkout.amounts import discount
from parcours.demo.simulate.checkout.coupons import CODES, IS_REFUSED, REASONS
from parcours.demo.simulate.checkout.form import Desk
from parcours.demo.simulate.log import Value
from parcours.demo.simulate.vocabulary import Coded

_LEAVES = 0.1


def use_coupons(desk: Desk, cart: Ints) -> None:
    """Let everybody who has a coupon try it; ``cart`` are the numbers of the carts."""
    form = desk.form
    of = np.flatnonzero(form.there & (form.coupon >= 0))
    _write(desk, "Coupon Entered", of, cart)
    form.pass_time(of, 1)
    refused = IS_REFUSED[form.coupon[of]]
    applied, refused = of[~refused], of[refused]
    _write(desk, "Coupon Denied", refused, cart, p_reason=Coded(form.coupon[refused].copy(), REASONS))
    _write(desk, "Coupon Applied", applied, cart, discount=discount(form)[applied], currency="EUR")
    gives_up = desk.happens("leaves after coupon", _LEAVES, refused)
    form.there[refused[gives_up & ~form.resolved[refused]]] = False
    form.coupon[refused] = -1


def _write(desk: Desk, event: str, of: Ints, cart: Ints, **columns: Value) -> None:
    code = Coded(desk.form.coupon[of].copy(), CODES)
    desk.write(event, of, "review", coupon=code, cart_id=cart[of], **columns)
