"""Writing what belongs to an order."""

from __future__ import annotations

from parcours.demo.dice import Ints
from parcours.demo.simulate.log import Log, Value
from parcours.demo.simulate.state import Orders


def tell(log: Log, event: str, orders: Orders, which: Ints, moments: Ints, **columns: Value) -> None:
    """Write one touchpoint for each of some orders."""
    log.add(
        event,
        orders.person[which],
        moments,
        device=None,
        account=orders.account[which],
        order_id=orders.key[which],
        **columns,
    )
