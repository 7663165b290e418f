"""Which coupon somebody tries, what it takes off, and what a refused one does."""

from __future__ import annotations

import numpy as np

from parcours.demo.dice import Dice, Flags, Ints
from parcours.demo.simulate.state import NEVER, People, Visits
from parcours.demo.simulate.world import World
from parcours.demo.world.calendar import BASKET, COUPON, DEAL, FRIEND, REFUSED, WELCOME, Coupon
from parcours.demo.world.channels import DEAL_SITE, FRIEND_LINK, SOURCES

COUPONS: tuple[Coupon, ...] = (COUPON, WELCOME, FRIEND, DEAL, BASKET, *REFUSED)
RECURRING, WELCOMES, FRIENDS, DEALS, BASKETS = range(5)
CODES: tuple[str, ...] = tuple(each.code for each in COUPONS)
PERCENT = np.array([each.percent for each in COUPONS])
IS_REFUSED = np.array([bool(each.refused) for each in COUPONS])
REASONS: tuple[str, ...] = tuple(each.refused for each in COUPONS)

_CODES_OF_SOURCES = [each.code for each in SOURCES]
_DEAL_SITE, _FRIEND_LINK, _FLOW = (
    _CODES_OF_SOURCES.index(code) for code in (DEAL_SITE, FRIEND_LINK, "flow_email")
)
_FOUND_SOMEWHERE = 0.07


def tried(world: World, people: People, visits: Visits, place: Ints, dice: Dice) -> Ints:
    """Return which coupon each of some visits tries, -1 where none."""
    person, number, turn = visits.person[place], visits.number[place], visits.turn[place]
    source, sense = visits.source[place], people.price_sense[person]
    has = np.stack(
        [
            world.calendar.coupon[visits.day[place]] & _knows_it(people, visits, place, dice),
            (people.subscribed[person] != NEVER) & (people.orders[person] == 0),
            (source == _FRIEND_LINK) & (people.orders[person] == 0),
            source == _DEAL_SITE,
            (source == _FLOW) & visits.resolved[place] & (sense > 0.5),
        ]
    )
    wants = dice.happens("wants coupon", 0.9, number, turn)
    found = dice.happens("coupon found somewhere", _FOUND_SOMEWHERE * (0.5 + sense), number, turn)
    wrong = BASKETS + 1 + dice.pick("which wrong coupon", np.ones(len(REFUSED)), number, turn)
    return np.where(has.any(axis=0) & wants, has.argmax(axis=0), np.where(found, wrong, -1))


def _knows_it(people: People, visits: Visits, place: Ints, dice: Dice) -> Flags:
    """Say who has seen that the recurring coupon runs: all who wait for it, and who looks at prices."""
    person = visits.person[place]
    chance = np.where(people.waits[person], 1.0, 0.25 + 0.5 * people.price_sense[person])
    return dice.happens("knows the coupon", chance, visits.number[place], visits.turn[place])
