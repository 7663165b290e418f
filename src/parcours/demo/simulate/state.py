"""What the parts of the simulator hand to one another: arrays, one element a person, visit or order."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from parcours.demo.dice import Flags, Floats, Ints

NEVER = np.iinfo(np.int64).max
PHONE, DESKTOP, TABLET = 0, 1, 2
DEVICES = ("phone", "desktop", "tablet")


@dataclass
class People:
    """The people of a chunk, one element each; rounds write into it.

    Moments are microseconds UTC. ``number`` is unique in the whole shop and keys every draw;
    everywhere else people are meant by their place in these arrays.
    """

    number: Ints
    kind: Ints  # place in world.customers.KINDS
    country: Ints  # place in world.customers.COUNTRIES
    language: Ints  # place in words.LANGUAGES
    keenness: Floats  # how ready to buy; 1 is usual
    price_sense: Floats  # 0 does not look at prices, 1 lives on sales
    taste: Ints  # place of the favourite category in CATEGORIES
    main_device: Ints
    # what changes
    next_visit: Ints  # moment; NEVER: does not come again
    next_source: Ints  # place in world.SOURCES
    next_ref: Ints  # the letter or flow message that brings the next visit (letters.py), -1: none
    visits: Ints
    orders: Ints
    last_order: Ints
    spent: Ints  # minor units
    pleased: Floats  # 0 to 1, moved by what happens
    known: npt.NDArray[np.bool_]  # (people, 3): this device knows who it is
    account: Flags
    waits: Flags  # has learnt to wait for the coupon
    subscribed: Ints  # moment of the newsletter subscription, NEVER
    unsubscribed: Ints
    loyal_since: Ints  # moment of joining the loyalty programme, NEVER
    points: Ints
    referred_by: Ints  # number of the advocate, -1

    def __len__(self) -> int:
        return len(self.number)


@dataclass(frozen=True)
class Visits:
    """One round: at most one visit a person, one element each."""

    person: Ints  # place in People
    number: Ints  # People.number of it, for the dice
    turn: Ints  # which visit of the person it is, from 0
    moment: Ints
    device: Ints
    source: Ints
    ref: Ints

    def __len__(self) -> int:
        return len(self.person)


@dataclass(frozen=True)
class Lines:
    """Lines of carts or orders: those of element i are ``offsets[i]`` to ``offsets[i + 1]``."""

    offsets: Ints
    product: Ints  # place in PRODUCTS
    variant: Ints  # place in the product's variants
    quantity: Ints
    price: Ints  # minor units, as paid


@dataclass(frozen=True)
class Orders:
    """Orders placed in one round, one element each; amounts in minor units."""

    visit: Ints  # place in Visits
    person: Ints
    number: Ints  # People.number
    nth: Ints  # which order of the person, from 1
    moment: Ints
    lines: Lines
    goods: Ints  # after discounts, tax included
    discount: Ints
    shipping: Ints
    coupon: Ints  # place in world.COUPONS, -1
    payment: Ints  # place in world.PAYMENTS
    carrier: Ints  # place in world.CARRIERS
    promised: Ints  # moment
    guest: Flags

    def __len__(self) -> int:
        return len(self.person)


@dataclass(frozen=True)
class Outcome:
    """What became of the orders of a round, one element each; NEVER where it did not happen."""

    delivered: Ints
    late: Flags
    returned: Flags
    refunded: Ints  # minor units
    cancelled: Flags
    pleased: Floats  # after all this
    stays: Floats  # multiplies the chance that the person comes back to buy
