"""Looking around: lists, product pages, what is read beside them, and what is sold out."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from parcours.demo.dice import Dice, Flags, Floats, Ints
from parcours.demo.simulate import paths
from parcours.demo.simulate.draws import ragged, running
from parcours.demo.simulate.lines import single
from parcours.demo.simulate.log import Log
from parcours.demo.simulate.shelf import SHELVES, Shelf
from parcours.demo.simulate.state import People, Visits
from parcours.demo.simulate.vocabulary import Coded
from parcours.demo.simulate.world import World
from parcours.demo.world.customers import KINDS
from parcours.touchpoints import SECOND

_MOST = 14
_LOOKS = np.array([each.looks for each in KINDS])
_PHONES_LOOK = np.array([0.9, 1.15, 1.1])
"""How many products are looked at, by device."""
_LIST, _CLICK, _FILTER = 0.55, 0.7, 0.14
_REVIEW, _COMPARE, _WISH = 0.16, 0.03, 0.04
_WAIT_FOR_STOCK = 0.12


@dataclass(frozen=True)
class Looks:
    """Products that were looked at, one element each, in the order of the visits and of time."""

    visit: Ints  # place in Visits
    person: Ints
    number: Ints
    turn: Ints
    nth: Ints  # which product of the visit it is, from 0
    product: Ints
    day: Ints
    moment: Ints
    price: Ints
    missing: Flags  # sold out
    share: Floats  # how long the others looked less long, from 0 to 1

    def __len__(self) -> int:
        return len(self.visit)


@dataclass(frozen=True)
class Browsing:
    """How people look around."""

    world: World
    shelf: Shelf
    people: People
    dice: Dice
    log: Log

    def look(self, visits: Visits) -> Looks:
        """Let everybody who is there look at products; their visits move on to where they end."""
        looks, listed, lists, reading = self._looks(visits)
        self._write_lists(looks, visits, lists, listed)
        self._write_products(looks, visits)
        self._write_beside(looks, reading)
        last = np.flatnonzero(np.diff(looks.visit, append=-1) != 0)
        visits.now[looks.visit[last]] = looks.moment[last] + reading[last]
        return looks

    def _looks(self, visits: Visits) -> tuple[Looks, Flags, Ints, Ints]:
        dice = self.dice
        visit, nth = ragged(self._counts(visits))
        person, number, turn = visits.person[visit], visits.number[visit], visits.turn[visit]
        product = self._products(visits, visit, nth)
        landed = (nth == 0) & (visits.product[visit] >= 0)
        listed = ~landed & dice.happens("list", _LIST, number, turn, nth)
        share = dice.uniform("reading", number, turn, nth)
        reading = ((6 - 38 * np.log1p(-share)) * SECOND).astype(np.int64)
        listing = listed * ((4 + dice.wait("listing", 16, number, turn, nth)) * SECOND).astype(np.int64)
        after = running(reading + listing, visit)
        start = visits.now[visit] + after - reading - listing
        day = visits.day[visit]
        looks = Looks(
            visit=visit,
            person=person,
            number=number,
            turn=turn,
            nth=nth,
            product=product,
            day=day,
            moment=start + listing,
            price=self.world.price_on(product, day),
            missing=self.world.sold_out[product, day],
            share=share,
        )
        return looks, listed, start + SECOND, reading

    def _counts(self, visits: Visits) -> Ints:
        """Return how many products each visit looks at."""
        mean = _LOOKS[self.people.kind[visits.person]] * _PHONES_LOOK[visits.device]
        drawn = np.ceil(self.dice.wait("looks", mean, visits.number, visits.turn)).astype(np.int64)
        bounced = (visits.product >= 0).astype(np.int64)
        return np.where(visits.there, np.clip(drawn, 1, _MOST), bounced)

    def _products(self, visits: Visits, visit: Ints, nth: Ints) -> Ints:
        dice, people = self.dice, self.people
        person, number, turn = visits.person[visit], visits.number[visit], visits.turn[visit]
        elsewhere = SHELVES.at(people.kind[person], dice.uniform("other shelf", number, turn, nth))
        stays = dice.happens("same shelf", 0.7, number, turn, nth)
        category = np.where(stays, visits.category[visit], elsewhere)
        share = dice.uniform("product", number, turn, nth)
        product = self.shelf.pick(category, visits.moment[visit], share)
        landed = (nth == 0) & (visits.product[visit] >= 0)
        return np.where(landed, visits.product[visit], product)

    def _write_lists(self, looks: Looks, visits: Visits, moment: Ints, listed: Flags) -> None:
        dice, log = self.dice, self.log
        of = np.flatnonzero(listed)
        visit, language = looks.visit[of], self.people.language[looks.person[of]]
        page = paths.path("category", language, self.world.category[looks.product[of]])
        # The list that a visit begins on is open already.
        opened = (looks.nth[of] > 0) | (page != visits.landing[visit])
        log.page("Product List Viewed", visit[opened], moment[of][opened], page_path=_coded(page[opened]))
        key = looks.number[of], looks.turn[of], looks.nth[of]
        half = (looks.moment[of] - moment[of]) // 2
        some = dice.happens("filter", _FILTER, *key)
        log.page(
            "Product List Filtered",
            visit[some],
            (moment[of] + half)[some],
            page_path=_coded(page[some]),
        )
        some = dice.happens("click", _CLICK, *key)
        log.visit(
            "Product Clicked",
            visit[some],
            looks.moment[of][some] - SECOND,
            page_path=_coded(page[some]),
            items=single(looks.product[of][some], looks.price[of][some]),
        )

    def _write_products(self, looks: Looks, visits: Visits) -> None:
        page = paths.path("product", self.people.language[looks.person], looks.product)
        opened = np.flatnonzero((looks.nth > 0) | (visits.product[looks.visit] < 0))
        self.log.visit(
            "Page Viewed",
            looks.visit[opened],
            looks.moment[opened],
            page_path=_coded(page[opened]),
        )
        self.log.visit(
            "Product Viewed",
            looks.visit,
            looks.moment,
            page_path=_coded(page),
            items=single(looks.product, looks.price),
        )
        self._write_some("Out of Stock Viewed", looks, looks.missing, looks.moment + 2 * SECOND)
        waits = self.dice.happens("wait for stock", _WAIT_FOR_STOCK, looks.number, looks.turn, looks.nth)
        self._write_some("Back in Stock Subscribed", looks, looks.missing & waits, looks.moment + 9 * SECOND)

    def _write_beside(self, looks: Looks, reading: Ints) -> None:
        """Write what people do on a product page; who stays longer does more."""
        dice, key = self.dice, (looks.number, looks.turn, looks.nth)
        longer = 0.4 + 1.2 * looks.share
        for event, chance, part in (
            ("Review Read", _REVIEW, 0.4),
            ("Products Compared", _COMPARE, 0.6),
            ("Product Added to Wishlist", _WISH, 0.8),
        ):
            some = dice.happens(event, chance * longer, *key)
            self._write_some(event, looks, some, looks.moment + (part * reading).astype(np.int64))

    def _write_some(self, event: str, looks: Looks, some: Flags, moment: Ints) -> None:
        of = np.flatnonzero(some)
        self.log.visit(
            event,
            looks.visit[of],
            moment[of],
            page_path=paths.on("product", self.people.language[looks.person[of]], looks.product[of]),
            items=single(looks.product[of], looks.price[of]),
        )


def _coded(page: Ints) -> Coded:
    return Coded(page, paths.PATHS)
