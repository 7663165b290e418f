"""Who reads the newsletter: from which letter on, until which, and how gladly."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from parcours.demo.dice import Dice, Flags, Floats, Ints
from parcours.demo.simulate.aftermath.issues import Issues
from parcours.demo.simulate.aftermath.mail import bad_address
from parcours.demo.simulate.aftermath.setting import Setting
from parcours.demo.simulate.state import NEVER, Visits
from parcours.touchpoints import HOUR, MINUTE

SOONEST_CLICK = 45 * MINUTE
MOST = 1000
"""More letters than there are."""
_LAST = 0.0026
"""A letter's chance to be the last that somebody wanted."""
_CLICKS, _OPENS = 0.013, 0.36


@dataclass(frozen=True)
class Readers:
    """Who gets letters, one element each: the issues from ``first`` up to before ``stop``."""

    number: Ints
    first: Ints
    stop: Ints
    bad_address: Flags
    clicks: Floats
    opens: Floats

    @classmethod
    def of(cls, issues: Issues, dice: Dice, number: Ints, subscribed: Ints) -> Readers:
        """Return what is known of readers once they have subscribed."""
        first = np.searchsorted(issues.moment, subscribed + HOUR)
        more = until(dice.uniform("last letter", number), np.full(len(number), _LAST))
        bad = bad_address(dice, number)
        likes = np.where(bad, 0.0, 0.3 + 1.4 * dice.uniform("likes letters", number))
        stop = np.minimum(first + np.where(bad, 0, more) + 1, len(issues))
        return cls(number, first, stop, bad, _CLICKS * likes, _OPENS * likes)

    def gives_up(self, issues: Issues, dice: Dice) -> Ints:
        """Return when readers unsubscribe, by the last letter that they get; NEVER: goes on getting them."""
        some = (self.stop < len(issues)) & ~self.bad_address
        after = SOONEST_CLICK + (dice.wait("gives up", 5.0, self.number) * HOUR).astype(np.int64)
        return np.where(some, issues.moment[self.stop - 1] + after, NEVER)


def until(share: Floats, chance: Floats) -> Ints:
    """Return how many tries fail before one of this chance succeeds."""
    tries = np.log1p(-share) / np.log1p(-np.maximum(chance, 1e-9))
    return np.minimum(tries, MOST).astype(np.int64)


def decide(setting: Setting, visits: Visits) -> None:
    """Write into `People` when those who subscribed will unsubscribe."""
    people, issues = setting.people, setting.issues
    person = visits.person[people.subscribed[visits.person] != NEVER]
    readers = Readers.of(issues, setting.dice, people.number[person], people.subscribed[person])
    people.unsubscribed[person] = readers.gives_up(issues, setting.dice)
