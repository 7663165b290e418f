"""What sold goods cost, counted again when somebody says another cost."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa

from parcours.commerce.following import tallies
from parcours.commerce.following.arrays import ints, rows_of
from parcours.commerce.following.costs import costs
from parcours.commerce.models import ProductTally
from parcours.commerce.models.products import DAY

_ROW = pa.schema([(name, pa.int64()) for name in ("start", "product_id", "quantity", "returned", "cost")])


def cost_again(products: Sequence[int]) -> None:
    """Count the costs of some products again, all days."""
    rows = rows_of(ProductTally.objects.filter(grain=DAY), _ROW, "product_id", np.array(products, np.int64))
    kept = ints(rows["quantity"]) - ints(rows["returned"])
    now = kept * costs(ints(rows["product_id"]), ints(rows["start"]))
    change = now - ints(rows["cost"])
    tallies.PRODUCTS.change(
        pa.table({"day": rows["start"], "product_id": rows["product_id"], "cost": pa.array(change)})
    )
