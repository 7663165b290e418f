"""The orders that count: neither cancelled nor given back in full."""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np

from parcours.demo.dice import Flags, Ints


@dataclass(frozen=True)
class Purchases:
    """Orders by (profile, moment), one element each; ``number`` is 1 for the profile's first that counts.

    ``revenue`` is what the shop keeps of it, in minor units; ``device`` and ``visit`` are those in which it
    was placed, ``delivered`` is `NEVER` where it was not.
    """

    profile: Ints
    moment: Ints
    order: Ints
    revenue: Ints
    delivered: Ints
    number: Ints

    def __len__(self) -> int:
        return len(self.profile)

    @classmethod
    def of(cls, profile: Ints, moment: Ints, order: Ints, revenue: Ints, delivered: Ints) -> Purchases:
        """Sort and number orders that count."""
        by = np.lexsort((order, moment, profile))
        first = np.searchsorted(profile[by], profile[by], side="left")
        number = np.arange(len(by)) - first + 1
        return cls(profile[by], moment[by], order[by], revenue[by], delivered[by], number)

    def where(self, chosen: Flags) -> Purchases:
        """Return some of them; they keep their numbers."""
        return Purchases(**{field.name: getattr(self, field.name)[chosen] for field in fields(self)})
