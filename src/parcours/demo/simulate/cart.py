"""The cart: what is put in, taken out, looked at, and left standing until the next visit."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from parcours.demo.dice import Dice, Flags, Floats, Ints
from parcours.demo.simulate import paths
from parcours.demo.simulate.browsing import Looks
from parcours.demo.simulate.log import Log
from parcours.demo.simulate.state import NEVER, Lines, People, Visits
from parcours.demo.simulate.world import World
from parcours.touchpoints import DAY, SECOND

ROOM = 6
"""Different products that a cart holds; who wants more takes two orders."""
_KEEPS = 30 * DAY
_ADD, _MOST = 0.0235, 0.6
_TAKE_OUT = 0.09
_SECOND_PIECE = 0.12
_LOOK_AGAIN, _LOOK_AT_OLD = 0.72, 0.3


@dataclass
class Carts:
    """What stands in the carts of a chunk of people: arrays of (people, ROOM), a product of -1 is none."""

    product: Ints
    variant: npt.NDArray[np.int64]
    quantity: Ints

    @classmethod
    def empty(cls, people: int) -> Carts:
        """Return carts with nothing in them."""
        free = np.full((people, ROOM), -1)
        return cls(free, free.copy(), np.zeros((people, ROOM), np.int64))

    def filled(self, person: Ints) -> Flags:
        """Say whose cart holds something."""
        found: Flags = np.any(self.product[person] >= 0, axis=1)
        return found

    def clear(self, person: Ints) -> None:
        """Take everything out."""
        self.product[person] = -1

    def put(self, person: Ints, product: Ints, variant: Ints, quantity: Ints) -> Flags:
        """Put one product into the cart of each person (no person twice); False where there is no room."""
        slot, room = (self.product[person] < 0).argmax(axis=1), self._room(person)
        person, slot = person[room], slot[room]
        self.product[person, slot] = product[room]
        self.variant[person, slot] = variant[room]
        self.quantity[person, slot] = quantity[room]
        return room

    def _room(self, person: Ints) -> Flags:
        found: Flags = np.any(self.product[person] < 0, axis=1)
        return found

    def lines(self, person: Ints, day: Ints, world: World) -> Lines:
        """Return what stands in carts, at the prices of the day."""
        held = self.product[person] >= 0
        row, slot = np.nonzero(held)
        whose = person[row]
        product = self.product[whose, slot]
        offsets = np.concatenate([[0], np.cumsum(held.sum(axis=1))])
        price = world.price_on(product, day[row])
        return Lines(offsets, product, self.variant[whose, slot], self.quantity[whose, slot], price)


@dataclass(frozen=True)
class Carting:
    """How people fill their carts."""

    world: World
    people: People
    carts: Carts
    dice: Dice
    log: Log

    def fill(self, visits: Visits, looks: Looks) -> Flags:
        """Let people put in what they like; say who put in anything."""
        self._forget(visits)
        added = self._add(visits, looks)
        self._take_out(visits, added)
        self._look_at(visits, added)
        return added

    def _forget(self, visits: Visits) -> None:
        """Empty the carts that stood too long."""
        left = self.people.cart_left[visits.person]
        old = (left != NEVER) & (visits.moment - np.minimum(left, visits.moment) > _KEEPS)
        self.carts.clear(visits.person[old])
        self.people.cart_left[visits.person[old]] = NEVER

    def _add(self, visits: Visits, looks: Looks) -> Flags:
        dice, added = self.dice, np.zeros(len(visits), np.bool_)
        key = looks.number, looks.turn, looks.nth
        wanted = dice.happens("add", self._liking(visits, looks), *key) & visits.there[looks.visit]
        chosen = np.flatnonzero(wanted & ~looks.missing)
        size = dice.uniform("size", looks.number) * self.world.sizes[looks.product]
        pieces = 1 + dice.happens("second piece", _SECOND_PIECE, *key)
        for nth in np.unique(looks.nth[chosen]).tolist():
            of = chosen[looks.nth[chosen] == nth]
            visit, product = looks.visit[of], looks.product[of]
            variant, count = size[of].astype(np.int64), pieces[of]
            room = self.carts.put(visits.person[visit], product, variant, count)
            added[visit[room]] = True
            self._write_added(looks, of[room], variant[room], count[room])
        return added

    def _liking(self, visits: Visits, looks: Looks) -> Floats:
        """Return how likely each product that is looked at is put in: a sale tempts who looks at prices."""
        off = 1 - looks.price / self.world.price[looks.product]
        tempted = 1 + 2.5 * off * self.people.price_sense[looks.person]
        dear = np.clip((5000 / looks.price) ** 0.5, 0.4, 1.8)
        return np.minimum(
            _ADD * visits.intent[looks.visit] * tempted * dear * (0.4 + 1.2 * looks.share), _MOST
        )

    def _write_added(self, looks: Looks, of: Ints, variant: Ints, count: Ints) -> None:
        visit, product = looks.visit[of], looks.product[of]
        items = Lines(np.arange(len(of) + 1), product, variant, count, looks.price[of])
        language = self.people.language[looks.person[of]]
        self.log.visit(
            "Product Added",
            visit,
            looks.moment[of] + 5 * SECOND,
            page_path=paths.on("product", language, product),
            items=items,
            cart_id=cart_key(self.people, looks.person[of]),
            currency="EUR",
        )

    def _take_out(self, visits: Visits, added: Flags) -> None:
        """Let some think better of what they put in last."""
        dice, carts = self.dice, self.carts
        doubts = added & ~visits.resolved & dice.happens("take out", _TAKE_OUT, visits.number, visits.turn)
        place = np.flatnonzero(doubts)
        person = visits.person[place]
        last = (carts.product[person] >= 0).sum(axis=1) - 1
        product = carts.product[person, last]
        price = self.world.price_on(product, visits.day[place])
        count = carts.quantity[person, last]
        items = Lines(np.arange(len(place) + 1), product, carts.variant[person, last], count, price)
        visits.now[place] += 12 * SECOND
        self.log.visit(
            "Product Removed",
            place,
            visits.now[place],
            page_path=paths.on("cart", self.people.language[person]),
            items=items,
            cart_id=cart_key(self.people, person),
            currency="EUR",
        )
        carts.product[person, last] = -1

    def _look_at(self, visits: Visits, added: Flags) -> None:
        """Show carts to their owners: after filling them, or because they remember."""
        chance = np.where(added, _LOOK_AGAIN, _LOOK_AT_OLD)
        some = self.dice.happens("cart", chance, visits.number, visits.turn) | visits.resolved
        place = np.flatnonzero(some & visits.there & self.carts.filled(visits.person))
        visits.now[place] += 8 * SECOND
        person = visits.person[place]
        self.log.page(
            "Cart Viewed",
            place,
            visits.now[place],
            page_path=paths.on("cart", self.people.language[person]),
            items=self.carts.lines(person, visits.day[place], self.world),
            cart_id=cart_key(self.people, person),
        )


def cart_key(people: People, person: Ints) -> Ints:
    """Return the number of carts: one for each order that a person places or might place."""
    return people.number[person] * 1000 + people.orders[person]
