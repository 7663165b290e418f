"""Parcels: when they were promised, when they leave and arrive, and the few orders that are called off."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from parcours.demo.dice import Flags, Floats, Ints
from parcours.demo.simulate.aftermath.hours import CARRIERS_WORK
from parcours.demo.simulate.aftermath.ordered import Ordered
from parcours.demo.simulate.log import Coded
from parcours.demo.simulate.state import NEVER, Orders
from parcours.demo.stories import LateCarrier
from parcours.demo.world.countries import COUNTRIES
from parcours.demo.world.delivery import CARRIERS, LATE_CARRIER
from parcours.touchpoints import DAY, HOUR, MINUTE

NAMES = tuple(each.name for each in CARRIERS)
LATE = NAMES.index(LATE_CARRIER)
_CANCELLED = 0.014
_CANCEL_REASONS = ("changed my mind", "ordered twice", "wrong address", "found it elsewhere")
_USUAL = np.array([[each.usual_days(country.code) for country in COUNTRIES] for each in CARRIERS])
_PROMISED = np.array([[each.promised_days(country.code) for country in COUNTRIES] for each in CARRIERS])
_LEAVES_UNTIL = 14
"""The hour until which parcels leave on the day of the order."""
_MISHAP, _MISHAP_DAYS = 0.05, 1.6
_TOLD_LATE = 0.6
"""Of the late parcels, those of which the carrier tells."""


@dataclass(frozen=True)
class Deliveries:
    """One element an order; NEVER where it did not happen.

    ``delay`` is by how many days a parcel came late (0: in time), ``own_delay`` by how many it would
    have without the planted story; ``planted`` says where that made the difference.
    """

    cancelled: Ints
    shipped: Ints
    delivered: Ints
    delay: Floats
    own_delay: Floats
    planted: Flags


def promised(moments: Ints, carrier: Ints, country: Ints) -> Ints:
    """Return until when delivery is promised of what is ordered at some moments."""
    return CARRIERS_WORK.closing(moments, _PROMISED[carrier, country], latest=_LEAVES_UNTIL)


def deliver(of: Ordered) -> Deliveries:
    """Say what becomes of the parcels."""
    orders, country, rolls = of.orders, of.country, of.rolls
    days = _USUAL[orders.carrier, country] * rolls.between("transit", 0.75, 1.3)
    mishap = rolls.happens("mishap", _MISHAP)
    days += np.where(mishap, 1 + rolls.wait("mishap_days", _MISHAP_DAYS), 0.0)
    more = _planted_days(of, of.setting.stories.late_carrier)
    arrived = _arrival(orders, days + more)
    shipped = rolls.during("shipped", orders.moment, arrived, (0.15, 0.45))
    called_off = rolls.happens("cancelled", _CANCELLED)
    moment = rolls.during("cancelled at", orders.moment, shipped, (0.05, 0.95))
    return Deliveries(
        cancelled=np.where(called_off, moment, NEVER),
        shipped=np.where(called_off, NEVER, shipped),
        delivered=np.where(called_off, NEVER, arrived),
        delay=np.where(called_off, 0.0, _late_days(orders, arrived)),
        own_delay=np.where(called_off, 0.0, _late_days(orders, _arrival(orders, days))),
        planted=(more > 0) & ~called_off,
    )


def _planted_days(of: Ordered, story: LateCarrier | None) -> Floats:
    if story is None:
        return np.zeros(len(of))
    meets = (of.orders.carrier == LATE) & of.rolls.happens("late_carrier", story.chance)
    return np.where(meets, story.extra_days * of.rolls.between("late_days", 0.6, 1.4), 0.0)


def _arrival(orders: Orders, days: Floats) -> Ints:
    return CARRIERS_WORK.later(orders.moment, days * CARRIERS_WORK.length)


def _late_days(orders: Orders, arrived: Ints) -> Floats:
    return np.maximum(arrived - orders.promised, 0) / DAY


def write(of: Ordered, parcels: Deliveries) -> None:
    """Write what the shop and its carriers tell."""
    orders, rolls = of.orders, of.rolls
    off = np.flatnonzero(parcels.cancelled != NEVER)
    reasons = Coded(rolls[off].pick("cancel_reason", (5, 2, 2, 3)), _CANCEL_REASONS)
    of.tell("Order Cancelled", off, parcels.cancelled[off], p_reason=reasons)
    sent = np.flatnonzero(parcels.cancelled == NEVER)
    shipped, arrived = parcels.shipped[sent], parcels.delivered[sent]
    _tell_parcel(of, "Order Shipped", sent, shipped)
    on_the_way = np.maximum(arrived - rolls[sent].hours("round", 0.5, 4.5), shipped + MINUTE)
    _tell_parcel(of, "Out for Delivery", sent, on_the_way)
    _tell_parcel(of, "Order Delivered", sent, arrived)
    late = np.flatnonzero(rolls.happens("told_late", _TOLD_LATE) & (parcels.delay > 0.25))
    told = np.maximum(
        orders.promised[late] - rolls[late].hours("told_at", 0, 9), parcels.shipped[late] + HOUR
    )
    _tell_parcel(of, "Delivery Delayed", late, np.minimum(told, parcels.delivered[late] - HOUR))


def _tell_parcel(of: Ordered, event: str, which: Ints, moments: Ints) -> None:
    carrier = Coded(of.orders.carrier[which], NAMES)
    of.tell(event, which, moments, carrier=carrier, promised_at=of.orders.promised[which])
