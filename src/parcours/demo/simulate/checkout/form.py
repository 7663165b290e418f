"""Checkouts under way, as the steps see them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from parcours.demo.dice import Dice, Flags, Floats, Ints
from parcours.demo.simulate import paths
from parcours.demo.simulate.log import Coded, Log, Value
from parcours.demo.simulate.state import Lines
from parcours.demo.world.checkout import STEPS, Step
from parcours.touchpoints import SECOND


@dataclass(frozen=True)
class Form:
    """Checkouts of one round, one element each; ``now`` and ``there`` change from step to step."""

    visit: Ints  # place in Visits
    person: Ints
    number: Ints
    turn: Ints
    device: Ints
    country: Ints
    language: Ints
    day: Ints
    resolved: Flags  # nothing but a fault of the shop stops them
    filled: Flags  # the account knows the address
    price_sense: Floats
    lines: Lines
    goods: Ints  # minor units, tax included, before coupons
    carrier: Ints
    payment: Ints
    coupon: Ints  # place in COUPONS of what is tried, -1
    now: Ints
    there: Flags

    def __len__(self) -> int:
        return len(self.visit)

    def pass_time(self, some: Ints, seconds: Floats | Ints | float) -> None:
        """Let time pass for some of them."""
        self.now[some] += (np.asarray(seconds) * SECOND).astype(np.int64)


@dataclass(frozen=True)
class Desk:
    """What writes a form's touchpoints and draws its chances."""

    dice: Dice
    log: Log
    form: Form

    def write(self, event: str, of: Ints, step: Step | None = None, **columns: Value) -> None:
        """Write one touchpoint for each of some checkouts, at their present moment."""
        if step:
            columns |= {"checkout_step": step, "page_path": self._page(of, step)}
        self.log.visit(event, self.form.visit[of], self.form.now[of], checkout_id=self._key(of), **columns)

    def open(self, of: Ints, step: Step) -> None:
        """Write that some checkouts come to the page of a step."""
        self.log.page(
            "Checkout Step Viewed",
            self.form.visit[of],
            self.form.now[of],
            page_path=self._page(of, step),
            checkout_step=step,
            checkout_id=self._key(of),
        )

    def _page(self, of: Ints, step: Step) -> Coded:
        return paths.on("checkout", self.form.language[of], STEPS.index(step))

    def _key(self, of: Ints) -> Ints:
        return self.form.number[of] * 4096 + self.form.turn[of]

    def happens(self, purpose: str, chance: Floats | float, of: Ints) -> Flags:
        """Say for which of some checkouts something happens."""
        return self.dice.happens(purpose, chance, self.form.number[of], self.form.turn[of])

    def uniform(self, purpose: str, of: Ints) -> Floats:
        """Return a number of [0, 1) for each of some checkouts."""
        return self.dice.uniform(purpose, self.form.number[of], self.form.turn[of])

    def wait(self, purpose: str, mean: Floats | float, of: Ints) -> Floats:
        """Return positive numbers for some checkouts, often small, rarely large."""
        return self.dice.wait(purpose, mean, self.form.number[of], self.form.turn[of])
