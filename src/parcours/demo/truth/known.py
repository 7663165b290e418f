"""The diary by profile: whose each touchpoint and each order is, as far as a log can tell."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from parcours.demo.dice import Flags, Ints
from parcours.demo.simulate.diary import Acts, Diary, Ordered, Visited
from parcours.demo.simulate.state import NEVER
from parcours.demo.truth.people import Profiles
from parcours.demo.truth.purchases import Purchases
from parcours.demo.truth.touches import Touches

_NOTHING = np.zeros(0, np.int64)


@dataclass(frozen=True)
class Known:
    """A diary whose profiles are known."""

    diary: Diary

    @cached_property
    def profiles(self) -> Profiles:
        """Who the log can tell apart."""
        return Profiles.of(self.diary.met.browser, self.diary.met.user)

    @cached_property
    def seen(self) -> Flags:
        """Which places of profiles are taken."""
        seen = np.zeros(len(self.profiles), np.bool_)
        seen[self.profiles.place(self.diary.met.browser, self.diary.met.user)] = True
        return seen

    @cached_property
    def visits(self) -> Touches:
        """Every visit by its first touchpoint."""
        visits = self.diary.visits
        return Touches(self.owners(visits), visits.moment, visits.visit, visits.device)

    def touches(self, event: str) -> Touches:
        """Return every touchpoint of an event."""
        acts = self.diary.acts.get(event)
        if acts is None:
            return Touches(_NOTHING, _NOTHING, _NOTHING, _NOTHING)
        return Touches(self.owners(acts), acts.moment, acts.visit, acts.device)

    def reviews(self, *, least: int) -> Touches:
        """Return the published reviews with so many stars and more."""
        acts = self.diary.acts.get("Review Published")
        return self.touches("Review Published").where(acts.score >= least if acts else np.zeros(0, np.bool_))

    def owners(self, rows: Acts | Visited | Ordered) -> Ints:
        """Return whose each row is."""
        return self.profiles.place(rows.browser, rows.user)

    @cached_property
    def bought(self) -> Purchases:
        """The orders that count by the end; what was given back is taken off."""
        orders = self.diary.orders
        counts = (orders.cancelled == NEVER) & (orders.refund < orders.goods)
        columns = (
            self.owners(orders),
            orders.moment,
            orders.order,
            orders.goods - orders.refund,
            orders.delivered,
        )
        return Purchases.of(*(column[counts] for column in columns))
