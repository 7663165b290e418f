"""Links as touchpoints would tell them."""

from __future__ import annotations

import numpy as np

from parcours.shop.identities import Identities
from parcours.shop.links import Links

VISITOR, EMAIL, USER = range(3)
BROWSER, SERVER, SIGNED = range(3)


def ints(*values: int) -> np.ndarray:
    return np.array(values, np.int64)


def link(
    identities: Identities,
    leaves: np.ndarray,
    targets: np.ndarray,
    *,
    at: int | np.ndarray = 0,
    kind: int = VISITOR,
    trust: int = SERVER,
) -> int:
    """Link identifiers pair by pair; return how many links say something new."""
    size = len(leaves)
    moments, kinds, trusts = (
        np.array(np.broadcast_to(each, size))
        for each in (np.asarray(at, np.int64), np.uint8(kind), np.uint8(trust))
    )
    return identities.link(Links.of(leaves, targets, moments, kinds, trusts))
