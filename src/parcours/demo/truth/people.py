"""Which ids belong together: what a file of touchpoints can know, and what only the simulator knows."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from parcours.demo.dice import Ints
from parcours.demo.truth.touches import NOBODY


@dataclass(frozen=True)
class Profiles:
    """Who the log can tell apart: accounts, and browsers that never met exactly one account.

    A browser on which exactly one account was ever seen is that account's. One that met several, such as
    a tablet that two people share, stays a profile of its own. ``browsers`` and ``accounts`` are sorted;
    places among the profiles are those of the accounts, then those of the browsers.
    """

    browsers: Ints
    accounts: Ints
    joined: Ints  # by browser: place of the account it belongs to, NOBODY
    met: Ints  # by browser: how many accounts were seen on it

    @classmethod
    def of(cls, browser: Ints, user: Ints) -> Profiles:
        """Learn from every touchpoint's browser and account, -1 for none."""
        pairs = np.unique(np.column_stack([browser, user]), axis=0)
        browsers, accounts = (np.unique(pairs[:, column]) for column in (0, 1))
        browsers, accounts = browsers[browsers >= 0], accounts[accounts >= 0]
        both = pairs[(pairs >= 0).all(axis=1)]
        at = np.searchsorted(browsers, both[:, 0])
        met = np.bincount(at, minlength=len(browsers))
        joined = np.full(len(browsers), NOBODY)
        joined[at] = np.searchsorted(accounts, both[:, 1])
        return cls(browsers, accounts, np.where(met == 1, joined, NOBODY), met)

    def __len__(self) -> int:
        """Return the number of places; those of joined browsers stay empty."""
        return len(self.accounts) + len(self.browsers)

    def place(self, browser: Ints, user: Ints) -> Ints:
        """Return whose touchpoint it is that names this browser and this account."""
        own = np.searchsorted(self.browsers, browser)
        safe = np.minimum(own, max(len(self.browsers) - 1, 0))
        joined = self.joined[safe] if len(self.browsers) else np.full(len(browser), NOBODY)
        alone = np.where(joined >= 0, joined, len(self.accounts) + own)
        return np.where(user >= 0, np.searchsorted(self.accounts, user), alone)
