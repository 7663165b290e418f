"""What is sent back: one line of an order, for a reason, and the money for it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from parcours.demo.dice import Flags, Floats, Ints
from parcours.demo.simulate.aftermath.delivery import Deliveries
from parcours.demo.simulate.aftermath.hours import CARRIERS_WORK, SERVICE
from parcours.demo.simulate.aftermath.rolls import Rolls
from parcours.demo.simulate.aftermath.setting import Setting
from parcours.demo.simulate.draws import Choice
from parcours.demo.simulate.state import NEVER, Orders
from parcours.demo.world.calendar import CLOTHING
from parcours.demo.world.catalogue import CATEGORIES
from parcours.demo.world.customers import KINDS
from parcours.touchpoints import DAY

REASONS = ("size", "quality", "colour", "description", "damage", "gift")
SIZE = 0
_CLOTHES, _OTHER = 0.125, 0.032
"""Chance that an order with clothes, without clothes comes back."""
_GOODS, _CLOTHING, _MISLED = range(3)
_WHY = Choice.of(
    np.array([[0.0, 3.0, 3.0, 2.5, 2.0, 1.0], [6.2, 1.0, 1.2, 0.8, 0.2, 0.6], [9.3, 0.2, 0.2, 0.3, 0.0, 0.0]])
)
_TRIES_ON = np.array([1.35 if each.code == "dresser" else 1.0 for each in KINDS])
_IS_CLOTHING = np.array([each.code in CLOTHING for each in CATEGORIES])


@dataclass(frozen=True)
class Returns:
    """One element an order; ``line`` is the place in its Lines, ``reason`` one in `REASONS`, -1: none.

    ``planted`` says that it came back because of the misleading size only.
    """

    line: Ints
    reason: Ints
    requested: Ints
    received: Ints
    refunded: Ints
    refund: Ints
    planted: Flags

    @property
    def happens(self) -> Flags:
        """Which orders are sent back."""
        return self.line >= 0


def send_back(setting: Setting, orders: Orders, parcels: Deliveries, rolls: Rolls) -> Returns:
    """Say which orders come back, of those that arrived."""
    lines, size = orders.lines, len(orders)
    clothes = _first_line(orders, _IS_CLOTHING[setting.world.category[lines.product]])
    usual = np.where(clothes >= 0, _CLOTHES * _TRIES_ON[setting.people.kind[orders.person]], _OTHER)
    misled = _misled(setting, orders)
    chance = _chance(setting, usual, misled >= 0)
    back = rolls.happens("returned", chance) & (parcels.delivered != NEVER)
    line = np.where(misled >= 0, misled, np.where(clothes >= 0, clothes, lines.offsets[:-1]))
    sort = np.where(misled >= 0, _MISLED, np.where(clothes >= 0, _CLOTHING, _GOODS))
    reason = _WHY.at(sort, rolls.uniform("return_reason"))
    requested, received, refunded = (np.full(size, NEVER) for _ in range(3))
    which = np.flatnonzero(back)
    some = rolls[which]
    requested[which] = parcels.delivered[which] + (
        (0.3 + np.minimum(some.wait("requested", 4.0), 25.0)) * DAY
    ).astype(np.int64)
    received[which] = CARRIERS_WORK.later(requested[which], some.between("sent_back", 24, 84))
    refunded[which] = SERVICE.later(received[which], some.between("refunded", 1, 22))
    return Returns(
        line=np.where(back, line, -1),
        reason=np.where(back, reason, -1),
        requested=requested,
        received=received,
        refunded=refunded,
        refund=np.where(back, lines.price[line] * lines.quantity[line], 0),
        planted=back & ~rolls.happens("returned", usual),
    )


def _misled(setting: Setting, orders: Orders) -> Ints:
    """Return the first line whose size misleads, -1: none, or the story is not planted."""
    if setting.stories.misleading_size is None:
        return np.full(len(orders), -1)
    return _first_line(orders, setting.world.misleading[orders.lines.product])


def _chance(setting: Setting, usual: Floats, misled: Flags) -> Floats:
    story = setting.stories.misleading_size
    return usual if story is None else np.where(misled, story.returned, usual)


def _first_line(orders: Orders, wanted: Flags) -> Ints:
    """Return the first line of each order that is wanted, -1: there is none."""
    found = np.full(len(orders), -1)
    places = np.flatnonzero(wanted)[::-1]
    found[np.searchsorted(orders.lines.offsets, places, side="right") - 1] = places
    return found
