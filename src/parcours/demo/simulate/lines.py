"""Lines of carts and orders, put together."""

from __future__ import annotations

import numpy as np

from parcours.demo.dice import Ints
from parcours.demo.simulate.state import Lines


def single(product: Ints, price: Ints) -> Lines:
    """Return one line for each element: a product that is looked at, in no size yet."""
    size = len(product)
    return Lines(np.arange(size + 1), product, np.full(size, -1), np.ones(size, np.int64), price)


def joined(parts: list[Lines]) -> Lines:
    """Return the lines of one after the other."""
    counts = np.concatenate([np.diff(each.offsets) for each in parts]) if parts else np.zeros(0, np.int64)
    columns = [
        np.concatenate([getattr(each, name) for each in parts]) if parts else np.zeros(0, np.int64)
        for name in ("product", "variant", "quantity", "price")
    ]
    return Lines(np.concatenate([[0], np.cumsum(counts)]), *columns)
