"""When something happened, corrected for a sender's clock that goes wrong."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from parcours.touchpoints.time.zones import Micros


def corrected(original: ArrayLike, sent: ArrayLike, received: ArrayLike) -> Micros:
    """Return `received - (sent - original)`: the sender's clock tells how long ago, ours tells when.

    A touchpoint is never later than it was received: a sender whose clock was changed between the
    event and the sending may say that it sent before it happened. All are microseconds; the
    originals are kept in the log.

    >>> corrected(original=50, sent=60, received=1_000).item()
    990
    >>> corrected(original=70, sent=60, received=1_000).item()
    1000
    """
    waited = np.asarray(sent, np.int64) - np.asarray(original, np.int64)
    return np.asarray(received, np.int64) - np.maximum(waited, 0)
