"""Orders, with what one needs to roll dice for them, to write of them and to let their customers speak."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from parcours.demo.dice import Ints
from parcours.demo.simulate.aftermath.rolls import Rolls
from parcours.demo.simulate.aftermath.setting import Setting
from parcours.demo.simulate.aftermath.told import Told, Writers
from parcours.demo.simulate.log import Value
from parcours.demo.simulate.state import Lines, Orders, Visits


@dataclass(frozen=True)
class Ordered:
    """The orders of a round."""

    setting: Setting
    visits: Visits
    orders: Orders

    def __len__(self) -> int:
        return len(self.orders)

    @cached_property
    def rolls(self) -> Rolls:
        """Dice of the orders: the n-th order of a person rolls the same in any shop."""
        return Rolls(self.setting.dice, self.orders.number, self.orders.nth)

    @cached_property
    def country(self) -> Ints:
        """Where each customer lives."""
        return self.setting.people.country[self.orders.person]

    @cached_property
    def category(self) -> Ints:
        """The category of each order's first line."""
        return self.setting.world.category[self.orders.lines.product[self.orders.lines.offsets[:-1]]]

    def lines(self, places: Ints) -> Lines:
        """Return single lines by their places."""
        held = self.orders.lines
        offsets = np.arange(len(places) + 1)
        return Lines(
            offsets, held.product[places], held.variant[places], held.quantity[places], held.price[places]
        )

    def tell(self, event: str, which: Ints, moments: Ints, **columns: Value) -> None:
        """Write one touchpoint for each of some orders."""
        orders = self.orders
        person, account, key = orders.person[which], orders.account[which], orders.key[which]
        self.setting.log.add(event, person, moments, device=None, account=account, order_id=key, **columns)

    def say(self, which: Ints, kind: str, moments: Ints, tone: Ints, topic: Ints) -> Told:
        """Let the customers of some orders write something."""
        person = self.orders.person[which]
        writers = Writers(person, self.setting.people.language[person], self.rolls[which])
        return writers.write(kind, moments, tone, topic, self.category[which])
