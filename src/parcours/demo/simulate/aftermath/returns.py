"""What is sent back: one line of an order, for a reason, and the money for it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from parcours.demo.dice import Flags, Floats, Ints
from parcours.demo.simulate.aftermath.delivery import Deliveries
from parcours.demo.simulate.aftermath.hours import CARRIERS_WORK, SERVICE
from parcours.demo.simulate.aftermath.ordered import Ordered
from parcours.demo.simulate.aftermath.setting import Setting
from parcours.demo.simulate.aftermath.told import Told, topic
from parcours.demo.simulate.draws import Choice
from parcours.demo.simulate.log import Coded, Value
from parcours.demo.simulate.state import NEVER, Orders
from parcours.demo.world.calendar import CLOTHING
from parcours.demo.world.catalogue import CATEGORIES
from parcours.demo.world.customers import KINDS
from parcours.touchpoints import DAY, HOUR

REASONS = ("size", "quality", "colour", "description", "damage", "gift")
SIZE = 0
_TOPICS = np.array([topic(name) for name in REASONS])
_EXPLAINS = 0.55
_CLOTHES, _OTHER = 0.15, 0.042
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


def send_back(of: Ordered, parcels: Deliveries) -> Returns:
    """Say which orders come back, of those that arrived."""
    rolls, lines = of.rolls, of.orders.lines
    clothes = _first_line(of.orders, _IS_CLOTHING[of.setting.world.category[lines.product]])
    misled = _misled(of)
    line = np.where(misled >= 0, misled, np.where(clothes >= 0, clothes, lines.offsets[:-1]))
    sort = np.where(misled >= 0, _MISLED, np.where(clothes >= 0, _CLOTHING, _GOODS))
    usual = np.where(clothes >= 0, _CLOTHES * _TRIES_ON[of.setting.people.kind[of.orders.person]], _OTHER)
    back = rolls.happens("returned", _chance(of.setting, usual, misled >= 0)) & (parcels.delivered != NEVER)
    requested, received, refunded = _moments(of, parcels, np.flatnonzero(back))
    return Returns(
        line=np.where(back, line, -1),
        reason=np.where(back, _WHY.at(sort, rolls.uniform("return reason")), -1),
        requested=requested,
        received=received,
        refunded=refunded,
        refund=np.where(back, _paid(of.orders, line), 0),
        planted=back & ~rolls.happens("returned", usual),
    )


def _moments(of: Ordered, parcels: Deliveries, which: Ints) -> tuple[Ints, Ints, Ints]:
    """Return when the returns are asked for, when they arrive and when they are paid back."""
    requested, received, refunded = (np.full(len(of), NEVER) for _ in range(3))
    rolls = of.rolls[which]
    thinks = 7 * HOUR + np.minimum(rolls.delay("return requested", 96.0), 25 * DAY)
    requested[which] = parcels.delivered[which] + thinks
    received[which] = CARRIERS_WORK.later(requested[which], rolls.between("sent back", 24, 84))
    refunded[which] = SERVICE.later(received[which], rolls.between("refunded", 1, 22))
    return requested, received, refunded


def write(of: Ordered, back: Returns) -> list[Told]:
    """Write what comes back; return what is said of it."""
    which = np.flatnonzero(back.happens)
    wordy = of.rolls[which].happens("explains return", _EXPLAINS)
    worded, silent = which[wordy], which[~wordy]
    tone = np.full(len(worded), -1)
    told = of.say(worded, "return_reason", back.requested[worded], tone, _TOPICS[back.reason[worded]])
    _tell(of, "Return Requested", back, worded, back.requested, text=told.texts)
    _tell(of, "Return Requested", back, silent, back.requested)
    _tell(of, "Return Received", back, which, back.received)
    _tell(of, "Order Refunded", back, which, back.refunded, refund=back.refund[which], currency="EUR")
    return [told]


def _tell(of: Ordered, event: str, back: Returns, which: Ints, moments: Ints, **columns: Value) -> None:
    reason, items = Coded(back.reason[which], REASONS), of.lines(back.line[which])
    of.tell(event, which, moments[which], items=items, p_reason=reason, **columns)


def _misled(of: Ordered) -> Ints:
    """Return the first line whose size misleads, -1: none, or the story is not planted."""
    if of.setting.stories.misleading_size is None:
        return np.full(len(of), -1)
    return _first_line(of.orders, of.setting.world.misleading[of.orders.lines.product])


def _chance(setting: Setting, usual: Floats, misled: Flags) -> Floats:
    story = setting.stories.misleading_size
    return usual if story is None else np.where(misled, story.returned, usual)


def _first_line(orders: Orders, wanted: Flags) -> Ints:
    """Return the first line of each order that is wanted, -1: there is none."""
    found = np.full(len(orders), -1)
    places = np.flatnonzero(wanted)[::-1]
    found[np.searchsorted(orders.lines.offsets, places, side="right") - 1] = places
    return found


def _paid(orders: Orders, line: Ints) -> Ints:
    """Return what was paid for a line of each order: its share of the goods after the coupon."""
    worth = orders.lines.price * orders.lines.quantity
    return worth[line] * orders.goods // np.add.reduceat(worth, orders.lines.offsets[:-1])
