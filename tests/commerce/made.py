"""Touchpoints made for tests, and following them."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

import numpy as np
import pyarrow as pa

from parcours.commerce.reactions import follow
from parcours.journeys.index.roots import NO_MERGES, Roots
from parcours.shop.arrived import Arrived
from parcours.touchpoints import ITEM, SCHEMA

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
HOUR = 3_600_000_000
START = 1_767_225_600_000_000  # 2026-01-01


class Row(dict[str, Any]):
    """A touchpoint or line that shows only what it says: failing examples stay short."""

    def __repr__(self) -> str:
        return repr({name: value for name, value in self.items() if value is not None})


def item(product: str, quantity: float | None = 1.0, price: int | None = 1000, **more: Any) -> dict[str, Any]:
    """Return a line."""
    return Row(
        {**dict.fromkeys(ITEM.names), "product_id": product, "quantity": quantity, "price": price, **more}
    )


def touch(
    event: str, order: str | None = None, *, hour: float = 0, who: int = 1, **more: Any
) -> dict[str, Any]:
    """Return a touchpoint, ``hour`` hours after New Year 2026."""
    given = {name: more.pop(name) for name in list(more) if name in SCHEMA.names}
    at = START + round(hour * HOUR)
    told = {
        **dict.fromkeys(SCHEMA.names),
        "source": "test",
        "type": "track",
        "event": event,
        "origin": "customer",
        "trust": "server",
        "profile_id": who,
        "timestamp": at,
        "received_at": at,
        "order_id": order,
        "properties": json.dumps(more) if more else None,
        **given,
    }
    return Row(told)


def placed(order: str | None, *, revenue: int | None = 1000, hour: float = 0, **more: Any) -> dict[str, Any]:
    """Return an order of one product without tax or shipping."""
    lines = more.pop("items", [item("lamp", 1.0, revenue)])
    return touch(
        "Order Completed", order, hour=hour, items=lines, total=revenue, revenue=revenue,
        revenue_shop=revenue, currency="EUR", **more,
    )  # fmt: skip


def refunded(order: str | None, amount: int | None, **more: Any) -> dict[str, Any]:
    """Return money given back."""
    back = None if amount is None else -amount
    return touch("Order Refunded", order, refund=amount, revenue_shop=back, currency="EUR", **more)


def table(touches: Sequence[dict[str, Any]], first: int = 0) -> pa.Table:
    """Return touchpoints as rows of the log, with ids of their own."""
    rows = [{**row, "message_id": row["message_id"] or f"m{first + n}"} for n, row in enumerate(touches)]
    columns = {field.name: pa.array([row[field.name] for row in rows], field.type) for field in SCHEMA}
    return pa.table(columns, schema=SCHEMA)


def tell(touches: Sequence[dict[str, Any]], slices: Iterable[int] = (), roots: Roots = NO_MERGES) -> None:
    """Follow touchpoints, cut at some places."""
    rows = table(touches)
    cuts = [0, *sorted(slices), len(rows)]
    for start, stop in itertools.pairwise(cuts):
        follow(Arrived(rows.slice(start, stop - start), roots, live=False, now=NOW))


def merged(**leaves: int) -> Roots:
    """Return a map of leaves (``_5=1``: 5 belongs to 1)."""
    pairs = sorted((int(name[1:]), root) for name, root in leaves.items())
    return Roots(np.array([leaf for leaf, _ in pairs]), np.array([root for _, root in pairs]))
