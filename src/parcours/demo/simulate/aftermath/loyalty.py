"""The loyalty programme: a point for every euro, a gift for many points, tiers for those who spend most."""

from __future__ import annotations

import numpy as np

from parcours.demo.dice import Flags, Ints
from parcours.demo.simulate.aftermath.known import Known
from parcours.demo.simulate.log import Coded
from parcours.demo.simulate.state import NEVER
from parcours.touchpoints import SECOND

TIERS = ("leaf", "branch", "tree")
GIFT = 150
"""Points of a gift."""
_TIER_FROM = np.array([25_000, 60_000])
"""Cents spent, from which on a member is of the second tier, the third."""
_JOINS, _JOINS_LATER = 0.2, 0.42
_TAKES_GIFT = 0.5
_CENTS_A_POINT = 100


def reward(known: Known) -> None:
    """Let members join, earn and spend points; `People` has them afterwards."""
    people, orders = known.of.setting.people, known.of.orders
    was_member = people.loyal_since[orders.person] != NEVER
    new = _join(known, was_member)
    _give(known, was_member)
    member = np.flatnonzero(was_member | new)
    earned = orders.goods // _CENTS_A_POINT
    lost = known.back.refund // _CENTS_A_POINT
    got = member[known.arrived[member]]
    known.of.tell("Points Earned", got, known.delivered[got] + SECOND, p_points=earned[got])
    back = got[known.back.happens[got]]
    known.of.tell("Points Reversed", back, known.back.refunded[back], p_points=lost[back], p_reason="return")
    people.points[orders.person[got]] += (earned - lost)[got]
    _rise(known, got)


def _join(known: Known, was_member: Flags) -> Flags:
    """Let some join on the page that thanks them for the order."""
    people, orders = known.of.setting.people, known.of.orders
    chance = np.where(orders.nth > 1, _JOINS_LATER, _JOINS)
    joins = ~was_member & ~orders.guest & known.of.rolls.happens("joins", chance)
    which = np.flatnonzero(joins)
    moment = orders.moment[which] + known.of.rolls[which].seconds("joins after", 15, 90)
    known.of.setting.log.visit("Loyalty Joined", orders.visit[which], moment)
    people.loyal_since[orders.person[which]] = moment
    return joins


def _give(known: Known, member: Flags) -> None:
    """Let members take a gift for their points along with an order."""
    people, orders = known.of.setting.people, known.of.orders
    rich = member & (people.points[orders.person] >= GIFT)
    which = np.flatnonzero(rich & known.of.rolls.happens("takes gift", _TAKES_GIFT))
    people.points[orders.person[which]] -= GIFT
    known.of.setting.log.visit(
        "Points Redeemed",
        orders.visit[which],
        orders.moment[which] - SECOND,
        p_points=GIFT,
        p_reason="a tin of tea in the parcel",
    )


def _rise(known: Known, which: Ints) -> None:
    """Tell members who are in another tier now."""
    orders = known.of.orders
    spent = known.of.setting.people.spent[orders.person[which]]
    before = np.searchsorted(_TIER_FROM, spent - orders.goods[which], side="right")
    now = np.searchsorted(_TIER_FROM, spent, side="right")
    rises = now > before
    tier, old = Coded(now[rises], TIERS), Coded(before[rises], TIERS)
    known.of.tell(
        "Tier Changed", which[rises], known.delivered[which[rises]] + 2 * SECOND, p_tier=tier, p_old_tier=old
    )
