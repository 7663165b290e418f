"""Trends as an analysis: read a piece, put pieces together, make the answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
import numpy.typing as npt

from parcours.journeys.orders import Orders
from parcours.journeys.orders.columns import optional
from parcours.journeys.sequences import Ints, Sequences
from parcours.journeys.trends import kernel
from parcours.journeys.trends.result import TrendsResult, result_of
from parcours.journeys.trends.tally import Tally
from parcours.touchpoints import DAY, event, instant_of_day, parse_zone

_EPOCH = date(1970, 1, 1).toordinal()


@dataclass(frozen=True)
class Trends:
    """Counts day by day: who was seen, what was ordered, and by which channels.

    Parameters
    ----------
    first, last
        The days, both included, in the shop's zone.
    as_of
        The moment of judgement, microseconds UTC: an order cancelled later still counts.
    zone
        The shop's, by its name.
    currency
        The shop's, ISO 4217.
    brought_within
        How long before an order a channel may have brought its customer, microseconds.
    """

    first: date
    last: date
    as_of: int
    zone: str
    currency: str = ""
    brought_within: int = 30 * DAY

    @cached_property
    def midnights(self) -> Ints:
        """The moments at which the days begin, and at which the last one ends."""
        days = np.arange(self.first.toordinal() - _EPOCH, self.last.toordinal() - _EPOCH + 2)
        return instant_of_day(days, parse_zone(self.zone))

    def partial(self, sequences: Sequences) -> Tally:
        """Read some profiles."""
        column = optional(sequences, "channel")
        start, stop = int(sequences.offsets[0]), int(sequences.offsets[-1])
        channels = column.codes[start:stop].astype(np.uint32)
        by_day = np.zeros(len(self.midnights) - 1, np.int64)
        by_channel = np.zeros(len(column.values), np.int64)
        rows = (sequences.offsets, sequences.hidden, sequences.times, sequences.events, channels)
        latest = np.full(len(column.values), -1)
        seen = kernel.see(*rows, _mine(sequences), self.midnights, by_day, by_channel, latest)
        orders = self._orders(sequences)
        return Tally(
            seen=seen,
            by_day=by_day,
            by_channel=by_channel,
            channels=column.values,
            profile=sequences.profiles[orders.profile],
            time=orders.time,
            number=orders.number,
            revenue=orders.revenue,
            priced=orders.priced,
            channel=self._brought(sequences, orders, channels),
        )

    def merge(self, one: Tally, other: Tally) -> Tally:
        """Combine what two disjoint sets of profiles gave."""
        return one.with_other(other)

    def result(self, state: Tally) -> TrendsResult:
        """Count."""
        return result_of(self, state)

    def _orders(self, sequences: Sequences) -> Orders:
        told = Orders.told(sequences, until=self.as_of)
        inside = (told.time >= self.midnights[0]) & (told.time < self.midnights[-1])
        return told.where(inside, np.zeros(len(told.loose_profile), np.bool_))

    def _brought(self, sequences: Sequences, orders: Orders, channels: npt.NDArray[np.uint32]) -> Ints:
        found = np.empty(len(orders), np.int64)
        rows = (sequences.offsets, sequences.times, orders.position, channels)
        kernel.bring(*rows, orders.profile, orders.time, self.brought_within, found)
        return found


def _mine(sequences: Sequences) -> npt.NDArray[np.bool_]:
    """Return by event code whether it is the customer's own doing."""
    named = zip(sequences.names, sequences.system, strict=True)
    return np.array([not system and _by_customer(name) for name, system in named], np.bool_)


def _by_customer(name: str) -> bool:
    known = event(name)
    return known is None or known.origin == "customer"
