"""How much more often one group of journeys was lost than another, and what that costs."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

from parcours.charts.journey_map.model import Estimate
from parcours.journeys.confidence import wilson
from parcours.journeys.frictions.worth import Worth


@dataclass(frozen=True)
class Contrast:
    """Two shares and their difference, with a 95 % interval of Newcombe's hybrid score method.

    Source: R. G. Newcombe, Interval estimation for the difference between independent proportions,
    Statistics in Medicine 17, 1998, method 10.

    Parameters
    ----------
    lost, journeys
        How many of the journeys (or orders, or people) with the friction were lost; a broken number
        where only some of them could be judged.
    other_lost, other_journeys
        The same for those without it; a broken number lost where they are weighted to resemble those
        with it.
    weight, other_weight
        How many independent journeys one is worth: less than 1 where several are of one customer. The
        intervals of the shares are then those of so many fewer journeys (Franco, Little, Louis and
        Slud, Journal of Survey Statistics and Methodology 7, 2019).

    Examples
    --------
    >>> contrast = Contrast(56, 70, 48, 80)
    >>> round(contrast.difference, 2), [round(bound, 4) for bound in contrast.interval]
    (0.2, [0.0524, 0.3339])
    """

    lost: float
    journeys: int
    other_lost: float
    other_journeys: int
    weight: float = 1.0
    other_weight: float = 1.0

    @property
    def share(self) -> float | None:
        """The share lost with the friction."""
        return self.lost / self.journeys if self.journeys else None

    @property
    def other_share(self) -> float | None:
        """The share lost without it."""
        return self.other_lost / self.other_journeys if self.other_journeys else None

    @property
    def difference(self) -> float | None:
        """How much larger the share is with the friction."""
        if self.share is None or self.other_share is None:
            return None
        return self.share - self.other_share

    @property
    def interval(self) -> tuple[float, float] | None:
        """The difference's interval."""
        if self.share is None or self.other_share is None:
            return None
        low, high = wilson(self.lost * self.weight, self.journeys * self.weight)
        trials = self.other_journeys * self.other_weight
        other_low, other_high = wilson(self.other_share * trials, trials)
        difference = self.share - self.other_share
        below = sqrt((self.share - low) ** 2 + (other_high - self.other_share) ** 2)
        above = sqrt((high - self.share) ** 2 + (self.other_share - other_low) ** 2)
        return difference - below, difference + above

    @property
    def excess(self) -> tuple[float, float, float] | None:
        """How many more were lost than would have been without it, with its interval."""
        if self.difference is None or self.interval is None:
            return None
        low, high = self.interval
        return self.difference * self.journeys, low * self.journeys, high * self.journeys

    @property
    def is_certain(self) -> bool:
        """Whether more are lost with it beyond chance: the interval lies above nothing."""
        return self.interval is not None and self.interval[0] > 0

    def cost(self, each: Worth) -> Estimate | None:
        """Return what the excess was worth together; None where nothing is known to be lost."""
        return each.together(self.excess) if self.excess else None
