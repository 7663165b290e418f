"""How much one sender may send: so much a second, and a reserve for what comes all at once."""

from __future__ import annotations

MOST_NAMES = 50_000
_NO_TIME = 1e-6
"""Less is what rounding makes of nothing."""


class Allowance:
    """Counts for each name apart.

    Parameters
    ----------
    rate
        How many a second, for ever.
    reserve
        How many at once after a quiet time; more than this at once is never allowed.
    """

    def __init__(self, rate: float, reserve: float) -> None:
        self._rate = rate
        self._reserve = reserve
        # Instead of a count that must be raised all the time: when the reserve of a name will be whole again.
        self._whole_at: dict[str, float] = {}

    def wait(self, name: str, count: int, now: float) -> float:
        """Spend so many, and return 0; where there are not so many, in how many seconds there will be.

        >>> allowance = Allowance(rate=10, reserve=20)
        >>> allowance.wait("a", 20, now=0.0), allowance.wait("a", 5, now=0.0), allowance.wait("b", 5, now=0.0)
        (0.0, 0.5, 0.0)
        """
        whole_at = max(self._whole_at.get(name, now), now) + count / self._rate
        missing = whole_at - now - self._reserve / self._rate
        if missing > _NO_TIME:
            return missing
        if len(self._whole_at) >= MOST_NAMES:
            self._forget(now)
        self._whole_at[name] = whole_at
        return 0.0

    def _forget(self, now: float) -> None:
        """Keep memory small: forget who has been quiet, and everybody where nobody has."""
        self._whole_at = {name: at for name, at in self._whole_at.items() if at > now}
        if len(self._whole_at) >= MOST_NAMES:
            self._whole_at.clear()
