"""What the log took in, as those who follow it are told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import pyarrow as pa

from parcours.journeys.index.roots import Roots


@dataclass(frozen=True, eq=False)
class Arrived:
    """Touchpoints that are new to the log: each is told once, in the order of the log.

    Parameters
    ----------
    rows
        The touchpoints, with all columns of `touchpoints.SCHEMA`.
    roots
        Which profile each leaf of the log belongs to by now.
    live
        Whether they have just happened. What was imported changes what is known, and acts on nobody.
    now
        The moment of telling, UTC.
    """

    rows: pa.Table
    roots: Roots
    live: bool
    now: datetime
