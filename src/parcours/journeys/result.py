"""What every result carries: its parameters, its definition, its table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


Exactness = Literal["exact", "approximate", "estimated"]


@dataclass(frozen=True)
class Definition:
    """How a number is computed, in words that stand beside it.

    ``exactness``: *exact* counts what the log holds; *approximate* trades exactness for speed;
    *estimated* says something of what the log does not hold, with an interval.
    """

    what: str
    formula: str
    exactness: Exactness
    source: str = ""
