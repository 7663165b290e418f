"""How much more often one group of journeys ended without an order than another."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

_Z = 1.959963984540054  # 97.5 % quantile of the normal distribution


@dataclass(frozen=True)
class Contrast:
    """Two shares and their difference, with a 95 % interval of Newcombe's hybrid score method.

    Source: R. G. Newcombe, Interval estimation for the difference between independent proportions,
    Statistics in Medicine 17, 1998, method 10.

    Parameters
    ----------
    lost, journeys
        How many of the journeys with the friction ended without an order.
    other_lost, other_journeys
        The same for those without it.

    Examples
    --------
    >>> contrast = Contrast(56, 70, 48, 80)
    >>> round(contrast.difference, 2), [round(bound, 4) for bound in contrast.interval]
    (0.2, [0.0524, 0.3339])
    """

    lost: int
    journeys: int
    other_lost: int
    other_journeys: int

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
        low, high = wilson(self.lost, self.journeys)
        other_low, other_high = wilson(self.other_lost, self.other_journeys)
        difference = self.share - self.other_share
        below = sqrt((self.share - low) ** 2 + (other_high - self.other_share) ** 2)
        above = sqrt((high - self.share) ** 2 + (self.other_share - other_low) ** 2)
        return difference - below, difference + above


def wilson(successes: int, trials: int) -> tuple[float, float]:
    """Return Wilson's 95 % score interval of a share."""
    share = successes / trials
    middle = share + _Z**2 / (2 * trials)
    half = _Z * sqrt(share * (1 - share) / trials + _Z**2 / (4 * trials**2))
    scale = 1 + _Z**2 / trials
    return (middle - half) / scale, (middle + half) / scale
