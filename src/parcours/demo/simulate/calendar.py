"""The days of the simulated time: what is on, how busy they are, and how time is felt to pass."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt

from parcours.demo.dice import Flags, Floats, Ints
from parcours.demo.world.calendar import (
    CAMPAIGNS,
    HOURS,
    MONTHS,
    Campaign,
    coupon_runs,
    running,
    sale_percent,
    weekdays,
)
from parcours.demo.world.catalogue import CATEGORIES
from parcours.demo.world.countries import COUNTRIES
from parcours.touchpoints import HOUR, MINUTE, instant_of_day

Day = tuple[date, tuple[Campaign, ...]]
"""A date and what is on."""
_EPOCH = date(1970, 1, 1)
_HOURS_BY_ZONE = {"Asia/Jerusalem": 1, "Europe/London": -1}
"""How far clocks are ahead of the shop's."""


@dataclass(frozen=True)
class Calendar:
    """The days between two midnights of the shop's zone; a row of each table is a day.

    ``starts`` has one more: the end.
    """

    first: date
    starts: Ints
    traffic: Floats  # (days, countries): visits, 1 is usual
    readiness: Floats  # (days, countries): multiplies the readiness to buy
    promotion: Ints  # (days, countries): place in CAMPAIGNS of what is shown, -1
    sale: Ints  # (days, categories): percent off
    coupon: Flags  # the recurring coupon is accepted

    @classmethod
    def between(cls, first: date, end: date, zone: ZoneInfo) -> Calendar:
        """Return the days from the first up to before the end."""
        on = [(day, running(day)) for day in _days(first, end)]
        numbers = np.arange((first - _EPOCH).days, (end - _EPOCH).days + 1)
        return cls(
            first=first,
            starts=instant_of_day(numbers, zone),
            traffic=_table(on, _traffic),
            readiness=_table(
                on, lambda _, __, campaigns: float(np.prod([each.readiness for each in campaigns]))
            ),
            promotion=_table(on, _promotion),
            sale=_sales(on),
            coupon=np.array([coupon_runs(day) for day, _ in on]),
        )

    @property
    def start(self) -> int:
        """The first moment."""
        return int(self.starts[0])

    @property
    def end(self) -> int:
        """The moment after the last."""
        return int(self.starts[-1])

    def __len__(self) -> int:
        return len(self.starts) - 1

    @cached_property
    def months(self) -> Ints:
        """The moments at which the months begin, and the end."""
        firsts = [day for day in range(1, len(self)) if self.date(day).day == 1]
        return self.starts[[0, *firsts, len(self)]]

    def date(self, day: int) -> date:
        """Return the date of a day."""
        return self.first + timedelta(days=day)

    def day(self, moments: Ints) -> Ints:
        """Return which day each moment belongs to; what lies outside, to the nearest."""
        return np.clip(np.searchsorted(self.starts, moments, side="right") - 1, 0, len(self) - 1)

    def first_visits(self, country: Ints, share: Floats, growth: float) -> Ints:
        """Return the days of first visits: busy ones more often, and more towards the end.

        ``share`` is the part of all first visits that came before, from 0 to 1; ``growth`` how many times
        as many there are at the end as in the beginning.
        """
        ramp = np.linspace(1.0, growth, len(self))[:, None]
        return _inverse(self.traffic * ramp, country, share * (self.traffic * ramp).sum(axis=0)[country])

    def later(self, country: Ints, moments: Ints, pause: Floats) -> Ints:
        """Return the day that comes after a pause of so many usual days: busy days count for more.

        What comes after the end falls on `len(self)`.
        """
        day = self.day(moments)
        busy = np.cumsum(self.traffic, axis=0)
        weight = self.traffic[day, country]
        part = (moments - self.starts[day]) / (self.starts[day + 1] - self.starts[day])
        return _inverse(self.traffic, country, busy[day, country] - (1 - part) * weight + pause)

    def moment(self, day: Ints, country: Ints, share: Floats, earliest: Ints) -> Ints:
        """Return a moment of a day as people choose it, and never before the earliest.

        ``share`` is the part of the day's visits that came before, from 0 to 1.
        """
        bounds = np.concatenate([[0.0], np.cumsum(HOURS)])
        at_home = np.interp(share * bounds[-1], bounds, np.arange(25))
        ahead = np.array([_HOURS_BY_ZONE.get(each.zone, 0) for each in COUNTRIES])[country]
        chosen = self.starts[np.minimum(day, len(self))] + ((at_home - ahead) % 24 * HOUR).astype(np.int64)
        rushed = earliest + ((20 + 160 * share) * MINUTE).astype(np.int64)
        return np.where(chosen > earliest, chosen, rushed)


def _days(first: date, end: date) -> Iterator[date]:
    for number in range((end - first).days):
        yield first + timedelta(days=number)


def _table(on: list[Day], of: Callable[[date, str, list[Campaign]], float]) -> npt.NDArray[Any]:
    """Return a number for each day and country, of the campaigns that are on there."""
    return np.array(
        [
            [
                of(
                    day,
                    country.code,
                    [c for c in campaigns if not c.countries or country.code in c.countries],
                )
                for country in COUNTRIES
            ]
            for day, campaigns in on
        ]
    )


def _traffic(day: date, country: str, campaigns: list[Campaign]) -> float:
    factor = np.prod([each.visits for each in campaigns])
    return float(MONTHS[day.month - 1] * weekdays(country)[day.weekday()] * factor)


def _promotion(_day: date, _country: str, campaigns: list[Campaign]) -> int:
    return max((CAMPAIGNS.index(each) for each in campaigns), default=-1)


def _sales(on: list[Day]) -> Ints:
    """Return what is off on each day by category; days with the same campaigns are alike."""
    alike = {tuple(each.code for each in campaigns): day for day, campaigns in on}
    percents = {codes: [sale_percent(day, c.code) for c in CATEGORIES] for codes, day in alike.items()}
    return np.array([percents[tuple(each.code for each in campaigns)] for _, campaigns in on])


def _inverse(weights: Floats, country: Ints, busy: npt.NDArray[np.float64]) -> Ints:
    """Return on which day each country's weights have summed up to so much."""
    totals = np.cumsum(weights, axis=0)
    above = totals.max() + 1.0
    lifted = (totals + above * np.arange(weights.shape[1])).T.ravel()
    wanted = np.minimum(busy, above - 0.5) + above * country
    return np.searchsorted(lifted, wanted, side="right") - country * len(weights)
