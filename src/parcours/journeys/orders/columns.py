"""Columns of the log that a dataframe may lack."""

from __future__ import annotations

import numpy as np

from parcours.errors import InputError
from parcours.journeys.sequences import Column, Sequences


def optional(sequences: Sequences, name: str) -> Column:
    """Return a further column; where the source has none, one that is missing throughout.

    >>> import pyarrow as pa
    >>> from parcours.journeys import Journeys
    >>> moment = pa.array([1], pa.timestamp("us", tz="UTC"))
    >>> log = pa.table({"who": [1], "at": moment, "what": ["Page Viewed"]})
    >>> journeys = Journeys.from_frame(log, profile="who", time="at", event="what")
    >>> optional(journeys.parts[0], "trust").codes
    array([0], dtype=uint8)
    """
    try:
        return sequences.column(name)
    except InputError:
        nothing = np.zeros(len(sequences.times), dtype=np.uint8)
        return Column(nothing, np.array([None], dtype=object))
