"""What orders are worth: their revenue, or what is left of it after costs."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from parcours.journeys.orders import Orders
from parcours.journeys.sequences import Sequences

Worths = npt.NDArray[np.float64]


def worths(
    sequences: Sequences, orders: Orders, *, margin: float | None, costs: Mapping[str, int] | None
) -> Worths:
    """Return each order's worth in minor units: revenue, a share of it, or revenue less costs.

    Refunds that name no order are spread over their profile's orders, in proportion to revenue. An
    order with a product of unknown cost is worth the share that the others keep of their revenue.
    """
    revenue = orders.revenue.astype(np.float64)
    if len(orders.loose_profile):
        revenue *= _kept(orders, len(sequences))
    if costs is None:
        return revenue if margin is None else revenue * margin
    cost = _costs(sequences, orders, costs)
    known = ~np.isnan(cost)
    taken = revenue[known].sum()
    share = (taken - cost[known].sum()) / taken if taken else 1.0
    return np.where(known, revenue - np.nan_to_num(cost), revenue * share)


def _kept(orders: Orders, profiles: int) -> Worths:
    """Return the share of each order's revenue that was not given back without naming an order."""
    taken = np.bincount(orders.profile, orders.revenue, minlength=profiles)
    back = np.bincount(orders.loose_profile, orders.loose_refund, minlength=profiles)
    share = np.divide(back, taken, out=np.zeros(profiles), where=taken > 0)
    kept: Worths = np.maximum(1 - share, 0.0)[orders.profile]
    return kept


def _costs(sequences: Sequences, orders: Orders, costs: Mapping[str, int]) -> Worths:
    """Return what the goods of each order cost; NaN where that is not known of all of them."""
    items = sequences.rows(orders.position, "items")["items"].combine_chunks()
    lines = pc.list_flatten(items)
    products = pc.struct_field(lines, "product_id").to_pylist()
    quantities = pc.fill_null(pc.struct_field(lines, "quantity").cast(pa.float64()), 1.0)
    each = np.array([costs.get(product, np.nan) for product in products])
    order = pc.list_parent_indices(items).to_numpy()
    total = np.bincount(order, each * quantities.to_numpy(zero_copy_only=False), minlength=len(items))
    return np.where(np.bincount(order, minlength=len(items)) > 0, total, np.nan)
