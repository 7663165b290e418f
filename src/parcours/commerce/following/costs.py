"""What products cost on a day."""

from __future__ import annotations

import numpy as np

from parcours.commerce.following.arrays import Ints, chunks
from parcours.commerce.models import Cost


def costs(products: Ints, days: Ints) -> Ints:
    """Return what one piece cost on a day, by product and day; 0 where it is not known.

    What was said first holds for the time before, too.
    """
    known = [
        row
        for chunk in chunks(np.unique(products))
        for row in Cost.objects.filter(product__in=chunk)
        .order_by("product", "since")
        .values_list("product", "since", "cost")
    ]
    if not known:
        return np.zeros(len(products), np.int64)
    owner, since, cost = (np.array(column, np.int64) for column in zip(*known, strict=True))
    by = np.lexsort((since, owner))
    owner, since, cost = owner[by], since[by], cost[by]
    first = np.minimum(np.searchsorted(owner, products), len(owner) - 1)
    place = np.maximum(_last_before(owner, since, products, days), first)
    return np.where(owner[first] == products, cost[place], 0)


def _last_before(owner: Ints, since: Ints, products: Ints, days: Ints) -> Ints:
    """Return the last entry of each product that begins on or before the day; of another if it has none."""
    lowest = min(since.min(), days.min())
    width = int(max(since.max(), days.max()) - lowest) + 1
    numbers = np.searchsorted(np.unique(owner), owner)
    wanted = np.searchsorted(np.unique(owner), products)
    keys = numbers * width + (since - lowest)
    return np.searchsorted(keys, wanted * width + (days - lowest), side="right") - 1
