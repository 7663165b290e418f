"""The world as arrays: what the simulator looks up for many people at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from zoneinfo import ZoneInfo

import numpy as np

from parcours.demo.dice import Flags, Floats, Ints
from parcours.demo.simulate.calendar import Calendar
from parcours.demo.world.catalogue import CATEGORIES, MISLEADING, PRODUCTS
from parcours.demo.world.stock import sold_out
from parcours.touchpoints import DAY

ZONE = ZoneInfo("Europe/Paris")


@dataclass(frozen=True)
class World:
    """The shop over the simulated time; arrays have one element a product where nothing else is said."""

    calendar: Calendar

    @classmethod
    def before(cls, end: date, months: int) -> World:
        """Return the shop in the months before the midnight with which a day begins."""
        count = end.year * 12 + end.month - 1 - months
        return cls(Calendar.between(date(count // 12, count % 12 + 1, min(end.day, 28)), end, ZONE))

    @property
    def start(self) -> int:
        """The first moment, microseconds UTC."""
        return self.calendar.start

    @property
    def end(self) -> int:
        """The moment after the last."""
        return self.calendar.end

    @cached_property
    def category(self) -> Ints:
        """Place in CATEGORIES; products of one category stand together."""
        codes = [each.code for each in CATEGORIES]
        return np.array([codes.index(each.category) for each in PRODUCTS])

    @cached_property
    def shelves(self) -> Ints:
        """Where each category begins among the products, and the end."""
        return np.searchsorted(self.category, np.arange(len(CATEGORIES) + 1))

    @cached_property
    def price(self) -> Ints:
        """Cents, tax included."""
        return np.array([each.price for each in PRODUCTS])

    @cached_property
    def popularity(self) -> Floats:
        """Weight in browsing."""
        return np.array([each.popularity for each in PRODUCTS])

    @cached_property
    def sizes(self) -> Ints:
        """How many variants there are."""
        return np.array([len(each.variants) for each in PRODUCTS])

    @cached_property
    def misleading(self) -> Flags:
        """Whether the size is told misleadingly."""
        return np.array([each.model == MISLEADING for each in PRODUCTS])

    @cached_property
    def launched(self) -> Ints:
        """Moment from which on it is sold."""
        ages = np.array([each.launched for each in PRODUCTS])
        return np.where(ages > 0, self.end - ages * DAY, self.start)

    @cached_property
    def sold_out(self) -> Flags:
        """(products, days): there is none."""
        days = len(self.calendar)
        table = np.zeros((len(PRODUCTS), days), np.bool_)
        for place, each in enumerate(PRODUCTS):
            for gap in sold_out(each, days):
                table[place, max(days - gap.starts, 0) : max(days - gap.ends, 0)] = True
        return table

    def price_on(self, product: Ints, day: Ints) -> Ints:
        """Return what products cost on days, the sales taken off."""
        off = self.calendar.sale[day, self.category[product]]
        return self.price[product] * (100 - off) // 100
