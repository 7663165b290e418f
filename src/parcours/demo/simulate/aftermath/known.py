"""What customers know of their orders when they begin to talk."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from parcours.demo.dice import Flags, Floats, Ints
from parcours.demo.simulate.aftermath.delivery import Deliveries
from parcours.demo.simulate.aftermath.ordered import Ordered
from parcours.demo.simulate.aftermath.returns import Returns
from parcours.demo.simulate.state import NEVER


@dataclass(frozen=True)
class Known:
    """The orders of a round with what became of them."""

    of: Ordered
    parcels: Deliveries
    back: Returns
    pleased: Floats

    @cached_property
    def arrived(self) -> Flags:
        """Which parcels arrived."""
        return self.parcels.delivered != NEVER

    @property
    def delivered(self) -> Ints:
        """When parcels arrived."""
        return self.parcels.delivered

    @cached_property
    def line(self) -> Ints:
        """The line of each order that one talks of: what went back, else the first; a place in its Lines."""
        return np.where(self.back.happens, self.back.line, self.of.orders.lines.offsets[:-1])
