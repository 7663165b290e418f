"""One step of the checkout: its fields, who gives up in it, and how long it takes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from parcours.demo.dice import Flags, Floats, Ints
from parcours.demo.simulate.checkout.form import Desk
from parcours.demo.simulate.checkout.payment import METHODS
from parcours.demo.simulate.state import PHONE
from parcours.demo.world.checkout import Field, Step, fields_of
from parcours.demo.world.delivery import CARRIERS, LATE_CARRIER

_IDLE, _GIFT_NOTE = 0.05, 0.08
_OF_THE_ACCOUNT = tuple(field.name for field in fields_of("address"))
_OF_THE_CARD = ("card_number", "card_expiry", "card_code")
_BY_CARD = METHODS.index("card")
_TO_PICK_UP = [each.name for each in CARRIERS].index(LATE_CARRIER)
_GIVES_UP = {"address": 0.135, "delivery": 0.075, "payment": 0.075, "review": 0.035}
_PHONES_GIVE_UP = 1.45


@dataclass(frozen=True)
class Walk:
    """How some checkouts go through one step.

    ``leaves`` says who gives up in it, ``stuck`` who meets a fault: nothing they do helps.
    """

    desk: Desk
    step: Step
    of: Ints
    leaves: Flags
    stuck: Flags

    def go(self) -> None:
        """Write the step; whoever leaves is no longer there."""
        desk, of = self.desk, self.of
        desk.form.pass_time(of, 2 + desk.wait(f"{self.step} opens", 2.0, of))
        desk.open(of, self.step)
        self._idle()
        fields, skipped = fields_of(self.step), self._skipped()
        stops = np.where(self.leaves, self._stops(len(fields)), len(fields))
        for nth, field in enumerate(fields):
            meets = ~skipped.get(field.name, np.zeros(len(of), np.bool_))
            self._fill(field, of[meets & (nth < stops)])
            self._abandon(field, of[meets & (nth == stops)])
        stays = ~self.leaves & ~self.stuck
        desk.form.there[of[~stays]] = False
        done = of[stays]
        desk.form.pass_time(done, 1 + desk.wait(f"{self.step} submits", 4.0, done))
        desk.write("Checkout Step Completed", done, self.step)

    def _skipped(self) -> dict[str, Flags]:
        """Say for some fields who does not meet them: they are another's, or filled in already."""
        form, of = self.desk.form, self.of
        if self.step == "address":
            return dict.fromkeys(_OF_THE_ACCOUNT, form.filled[of])
        if self.step == "delivery":
            no_note = ~self.desk.happens("gift note", _GIFT_NOTE, of)
            return {"pickup_point": form.carrier[of] != _TO_PICK_UP, "gift_note": no_note}
        if self.step == "payment":
            return dict.fromkeys(_OF_THE_CARD, form.payment[of] != _BY_CARD)
        return {"coupon": form.coupon[of] < 0}

    def _stops(self, fields: int) -> Ints:
        """Return at which field each would give up."""
        return (self.desk.uniform(f"{self.step} stops at", self.of) * fields).astype(np.int64)

    def _idle(self) -> None:
        desk = self.desk
        rests = self.of[desk.happens(f"{self.step} idle", _IDLE, self.of)]
        seconds = 60 + np.round(desk.wait(f"{self.step} idles", 200.0, rests), -1)
        desk.form.pass_time(rests, seconds)
        desk.write("Checkout Idle", rests, self.step, p_idle_seconds=seconds.astype(np.int64))

    def _fill(self, field: Field, of: Ints) -> None:
        desk = self.desk
        seconds = np.ceil(field.seconds * (0.4 + desk.wait(f"{field.name} takes", 0.6, of))).astype(np.int64)
        desk.form.pass_time(of, seconds)
        wrong = of[desk.happens(f"{field.name} refused", field.refused, of)]
        if field.refused:
            desk.write(
                "Checkout Field Refused", wrong, self.step, checkout_field=field.name, p_reason=field.reason
            )
            desk.form.pass_time(wrong, 6 + desk.wait(f"{field.name} again", 12.0, wrong))
        desk.write("Checkout Field Completed", of, self.step, checkout_field=field.name, p_seconds=seconds)

    def _abandon(self, field: Field, of: Ints) -> None:
        self.desk.form.pass_time(of, 3 + self.desk.wait(f"{field.name} hesitates", 15.0, of))
        self.desk.write("Checkout Field Abandoned", of, self.step, checkout_field=field.name)


def chance_to_leave(desk: Desk, step: Step, of: Ints, shipping: Ints) -> Floats:
    """Return how likely each gives up in a step, were nothing broken."""
    form = desk.form
    chance = _GIVES_UP[step] * np.where(form.device[of] == PHONE, _PHONES_GIVE_UP, 1.0)
    if step == "address":
        chance = np.where(form.filled[of], 0.35, 1.0) * chance
    if step == "delivery":
        # The cost of delivery is told here for the first time: small carts leave.
        dear = shipping[of] / form.goods[of]
        chance = chance + np.where(shipping[of] > 0, 0.06 + 0.5 * dear * (0.4 + form.price_sense[of]), 0.0)
    return np.where(form.resolved[of], 0.0, np.minimum(chance, 0.8))
