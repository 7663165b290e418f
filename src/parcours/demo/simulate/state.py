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
    everywhere else people are meant by their place in these arrays. Arrays of shape (people, 3) have a
    column for each of DEVICES.
    """

    number: Ints
    kind: Ints  # place in world.customers.KINDS
    country: Ints  # place in world.countries.COUNTRIES
    language: Ints  # place in words.LANGUAGES
    keenness: Floats  # how ready to buy; 1 is usual
    price_sense: Floats  # 0 does not look at prices, 1 lives on sales
    taste: Ints  # place of the favourite category in CATEGORIES
    main_device: Ints
    double: Flags  # has a second account, used at the desk
    shares: Flags  # uses a tablet together with the neighbour (numbers 2n and 2n + 1)
    # what changes
    next_visit: Ints  # moment; NEVER: does not come again
    next_source: Ints  # place in world.SOURCES
    next_intent: Floats  # multiplies the readiness to buy in the next visit
    next_resolved: Flags  # comes to buy what is in the cart: nothing but a fault of the shop stops it
    next_ref: Ints  # the letter or flow message that brings the next visit (letters.py), -1: none
    visits: Ints
    last_visit: Ints
    orders: Ints
    last_order: Ints
    spent: Ints  # minor units
    pleased: Floats  # 0 to 1, moved by what happens
    cart_left: Ints  # moment at which a cart was left standing, NEVER: there is none
    known: npt.NDArray[np.bool_]  # (people, 3): this device knows who it is
    epoch: Ints  # (people, 3): how often the cookie was lost
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
    """One round: at most one visit a person, one element each. ``now`` moves on as the visit does."""

    person: Ints  # place in People
    number: Ints  # People.number of it, for the dice
    turn: Ints  # which visit of the person it is, from 0
    moment: Ints
    device: Ints
    source: Ints
    ref: Ints
    browser: Ints  # number of the anonymous id
    landing: Ints  # number of the page in paths.PATHS
    category: Ints  # place in CATEGORIES of what is looked for
    product: Ints  # place in PRODUCTS of the page that the visit begins with, -1: another page
    piece: Ints  # place in CONTENT of what the visit begins with reading, -1: something else
    day: Ints  # day of the calendar
    intent: Floats  # how ready to buy; 1 is usual
    resolved: Flags  # comes to buy what is in the cart
    now: Ints
    known_from: Ints  # moment from which the device knows who it is; 0: from before the visit, NEVER
    there: Flags  # has not left yet

    def __len__(self) -> int:
        return len(self.person)

    @property
    def key(self) -> Ints:
        """The number of the visit, unique in the shop."""
        return self.number * 4096 + self.turn


@dataclass(frozen=True)
class Lines:
    """Lines of carts or orders: those of element i are ``offsets[i]`` to ``offsets[i + 1]``."""

    offsets: Ints
    product: Ints  # place in PRODUCTS
    variant: Ints  # place in the product's variants
    quantity: Ints
    price: Ints  # minor units of one, as paid

    def __len__(self) -> int:
        return len(self.offsets) - 1

    def take(self, wanted: Ints) -> Lines:
        """Return the lines of some elements, in their order."""
        counts = np.diff(self.offsets)[wanted]
        offsets = np.concatenate([[0], np.cumsum(counts)])
        places = np.repeat(self.offsets[wanted] - offsets[:-1], counts) + np.arange(offsets[-1])
        return Lines(
            offsets, self.product[places], self.variant[places], self.quantity[places], self.price[places]
        )

    def part(self, start: int, stop: int) -> Lines:
        """Return the lines of the elements from one place up to before another."""
        first, last = self.offsets[start], self.offsets[stop]
        columns = (each[first:last] for each in (self.product, self.variant, self.quantity, self.price))
        return Lines(self.offsets[start : stop + 1] - first, *columns)


@dataclass(frozen=True)
class Orders:
    """Orders placed in one round, one element each; amounts in minor units.

    ``total = revenue + tax + shipping`` is what is paid; ``goods`` are the goods after discounts with tax.
    """

    visit: Ints  # place in Visits
    person: Ints
    number: Ints  # People.number
    nth: Ints  # which order of the person, from 1
    moment: Ints
    device: Ints
    account: Ints  # number of the user id that ordered
    lines: Lines
    goods: Ints
    revenue: Ints
    tax: Ints
    shipping: Ints
    total: Ints
    discount: Ints
    coupon: Ints  # place in world.COUPONS, -1
    payment: Ints  # place in world.PAYMENTS
    carrier: Ints  # place in world.CARRIERS
    promised: Ints  # moment
    guest: Flags

    def __len__(self) -> int:
        return len(self.person)

    @property
    def key(self) -> Ints:
        """The number of the order, unique in the shop: what `Log.add` takes as ``order_id``."""
        return self.number * 1000 + self.nth


@dataclass(frozen=True)
class Outcome:
    """What became of the orders of a round, one element each; NEVER where it did not happen."""

    delivered: Ints
    late: Flags
    returned: Flags
    refunded: Ints  # moment of the refund
    refund: Ints  # minor units
    cancelled: Ints  # moment
    pleased: Floats  # after all this
    stays: Floats  # multiplies the chance that the person comes back to buy
