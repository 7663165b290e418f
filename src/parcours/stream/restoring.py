"""What a restored shop must forget again."""

from __future__ import annotations

import numpy as np

from parcours.shop.identities import Ints
from parcours.stream.erasing import forget
from parcours.stream.stream import Stream


def forget_again(stream: Stream, erased: Ints) -> int:
    """Erase from a restored shop who was erased after its backup; return how many profiles that are."""
    shop = stream.shop
    again = np.setdiff1d(erased, shop.log.erased)
    if not len(again):
        return 0
    with shop.lock():
        stream.drain()
        shop.log.erase(again)
        shop.identities.forget(again)
        forget(stream, again)
    return len(again)
