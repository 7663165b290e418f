"""What a piece of the sequences tells of trends."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from parcours.journeys.sequences import Flags, Ints


@dataclass(frozen=True, eq=False)
class Tally:
    """Profiles seen, in all, by day and by channel; and the orders placed in the days, one element each.

    ``number`` is 0 for an order that does not count any more; ``channel`` codes into ``channels``.
    """

    seen: int
    by_day: Ints
    by_channel: Ints
    channels: npt.NDArray[Any]
    profile: Ints
    time: Ints
    number: Ints
    revenue: Ints
    priced: Flags
    channel: Ints

    def with_other(self, other: Tally) -> Tally:
        """Put together what two disjoint sets of profiles did."""
        return Tally(
            seen=self.seen + other.seen,
            by_day=self.by_day + other.by_day,
            by_channel=_sum(self.by_channel, other.by_channel),
            channels=max(self.channels, other.channels, key=len),
            profile=np.concatenate((self.profile, other.profile)),
            time=np.concatenate((self.time, other.time)),
            number=np.concatenate((self.number, other.number)),
            revenue=np.concatenate((self.revenue, other.revenue)),
            priced=np.concatenate((self.priced, other.priced)),
            channel=np.concatenate((self.channel, other.channel)),
        )


def _sum(one: Ints, other: Ints) -> Ints:
    longer, shorter = sorted((one, other), key=len, reverse=True)
    total = longer.copy()
    total[: len(shorter)] += shorter
    return total
