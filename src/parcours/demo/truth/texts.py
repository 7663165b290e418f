"""What customers and the shop wrote, and what it says: the truth for topics and sentiment."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from parcours.demo.simulate.diary import Said
from parcours.demo.texts import KINDS, TOPICS
from parcours.touchpoints.schema import INSTANT


def table(said: Said) -> pa.Table:
    """Return one row a text, in the order of time.

    ``topics`` and ``polarities`` of a row belong together: what is spoken of, and how (-1, 0, 1).
    """
    order = np.argsort(said.moment, kind="stable")
    topics, polarities = said.topics[order].reshape(-1, 3), said.polarities[order].reshape(-1, 3)
    spoken = topics >= 0
    offsets = pa.array(np.concatenate([[0], np.cumsum(spoken.sum(axis=1))]).astype(np.int32))
    names = pa.array(TOPICS).take(pa.array(topics[spoken].astype(np.int32)))
    return pa.table(
        {
            "timestamp": pa.array(said.moment[order]).cast(INSTANT),
            "kind": pa.array(KINDS).take(pa.array(said.kind[order].astype(np.int32))),
            "text": pa.array(said.text[order].tolist(), pa.string()),
            "topics": pa.ListArray.from_arrays(offsets, names),
            "polarities": pa.ListArray.from_arrays(offsets, pa.array(polarities[spoken])),
        }
    )
