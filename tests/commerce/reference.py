"""Orders as they stand, counted the slow and plain way."""

from __future__ import annotations

import itertools
from collections import defaultdict
from fractions import Fraction
from typing import Any

from parcours.commerce.deeds import TRUST

TELLING = ("Order Completed", "Order Updated")


def orders(touches: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Return each order that was placed, by its number."""
    told: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for place, row in enumerate(touches):
        if row["order_id"]:
            told[row["order_id"]].append({**row, "place": place})
    found = {name: _order(rows) for name, rows in told.items()}
    standing = {name: order for name, order in found.items() if order["placed_at"] is not None}
    _number(standing, list(told))
    return standing


def _rank(row: dict[str, Any]) -> tuple[int, int, int]:
    return TRUST[row["trust"]], row["timestamp"], row["place"]


def _order(rows: list[dict[str, Any]]) -> dict[str, Any]:
    telling = sorted((row for row in rows if row["event"] in TELLING), key=_rank)
    priced = [row for row in telling if row["revenue_shop"] is not None]
    money = (priced or telling or rows)[-1]
    best = (telling or sorted(rows, key=_rank))[-1]
    worth = money["revenue_shop"] if telling else None
    back, full = _refunds(rows, worth)
    lines = next((row["items"] for row in reversed(telling) if row["items"]), [])
    order = {
        "placed_at": _first(rows, "Order Completed"),
        "delivered_at": _first(rows, "Order Delivered"),
        "promised_at": min(
            (row["promised_at"] for row in rows if row["promised_at"] and row["event"] != "Delivery Delayed"),
            default=None,
        ),
        "leaf": best["profile_id"],
        "revenue_shop": worth,
        "refunded_shop": back,
        "coupon": next((row["coupon"] for row in reversed(telling) if row["coupon"]), ""),
        "channel": next((row["channel"] for row in reversed(telling) if row["channel"]), ""),
        "status": _status(rows, back, full),
        "products": sorted((line["product_id"], round(line["quantity"] * 1000)) for line in lines),
        # What was cancelled had not left; the money came back, the goods did not.
        "returned": _returned(rows, lines, full and _status(rows, back, full) == "refunded"),
    }
    counts = order["status"] not in ("cancelled", "refunded", "unpaid")
    order["earned"] = worth - back if counts and worth is not None else 0
    order["counts"] = counts
    return order


def _first(rows: list[dict[str, Any]], event: str) -> int | None:
    return min((row["timestamp"] for row in rows if row["event"] == event), default=None)


def _refunds(rows: list[dict[str, Any]], worth: int | None) -> tuple[int, bool]:
    refunds = [row for row in rows if row["event"] == "Order Refunded"]
    most = max((TRUST[row["trust"]] for row in refunds), default=0)
    counted = [row for row in refunds if TRUST[row["trust"]] == most]
    back = sum(abs(row["revenue_shop"] or 0) for row in counted)
    whole = any(row["revenue_shop"] is None for row in counted)
    return back, bool(counted) and (whole or (worth is not None and back >= worth))


def _status(rows: list[dict[str, Any]], back: int, full: bool) -> str:
    happened = {row["event"] for row in rows}

    def last(*events: str) -> tuple[int, int]:
        return max(
            ((row["timestamp"], row["place"]) for row in rows if row["event"] in events), default=(-1, -1)
        )

    choices = (
        ("cancelled", "Order Cancelled" in happened),
        ("refunded", full),
        ("unpaid", last("Payment Failed") > last("Order Completed", "Order Paid")),
        ("partly_returned", back > 0 or "Return Received" in happened),
        ("delivered", "Order Delivered" in happened),
        ("shipped", "Order Shipped" in happened),
        ("paid", "Order Paid" in happened),
    )
    return next((name for name, true in choices if true), "placed")


def _returned(rows: list[dict[str, Any]], lines: list[dict[str, Any]], full: bool) -> dict[str, int]:
    """Return how much of each product came back; orders here have a product once."""
    sold = {line["product_id"]: round(line["quantity"] * 1000) for line in lines}
    found: dict[str, int] = {}
    named = False
    for event in ("Order Refunded", "Return Received"):
        mine = [row for row in rows if row["event"] == event and row["items"]]
        named |= bool(mine)
        most = max((TRUST[row["trust"]] for row in mine), default=0)
        sums: defaultdict[str, int] = defaultdict(int)
        for row in mine:
            if TRUST[row["trust"]] == most:
                for line in row["items"]:
                    sums[line["product_id"]] += round(line["quantity"] * 1000)
        for product, count in sums.items():
            found[product] = max(found.get(product, 0), count)
    if full and not named:
        found = dict(sold)
    return {product: min(count, found.get(product, 0)) for product, count in sold.items()}


def _number(found: dict[str, dict[str, Any]], told: list[str]) -> None:
    seen: defaultdict[int, int] = defaultdict(int)
    for order in sorted(found, key=lambda name: (found[name]["placed_at"], told.index(name))):
        entry = found[order]
        seen[entry["leaf"]] += entry["counts"]
        entry["number"] = seen[entry["leaf"]] if entry["counts"] else 0


def shared(amount: int, weights: list[int]) -> list[int]:
    """Share an amount by weights, rounding what was shared so far, half to even."""
    whole, ends, running = sum(weights), [0], 0
    for weight in weights:
        running += weight
        ends.append(round(Fraction(amount * running, whole)))
    return [after - before for before, after in itertools.pairwise(ends)]
