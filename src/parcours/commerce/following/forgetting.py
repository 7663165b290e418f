"""Erasure: orders of a person, and what the person said of other orders."""

from __future__ import annotations

import numpy as np

from parcours.commerce.following import sums
from parcours.commerce.following.arrays import Flags, Ints, chunks, ints
from parcours.commerce.following.kinds import Kinds
from parcours.commerce.following.settle import settle
from parcours.commerce.following.tables import read_lines, read_orders
from parcours.commerce.models import Happening, Order
from parcours.journeys.index.roots import Roots


def forget(leaves: Ints, roots: Roots) -> None:
    """Delete the orders of some leaves, and their happenings of others; what remains is settled again."""
    said = [
        row
        for chunk in chunks(leaves)
        for row in Happening.objects.filter(leaf__in=chunk).values_list("id", "order_id")
    ]
    touched = np.unique(np.array([order for _, order in said if order is not None], np.int64))
    for chunk in chunks(np.array([key for key, _ in said], np.int64)):
        Happening.objects.filter(id__in=chunk).delete()
    orders = read_orders(touched)
    gone = np.isin(ints(orders["leaf"]), leaves) | ~_still_told(ints(orders["id"]))
    _delete(ints(orders["id"])[gone])
    profiles = np.unique(ints(orders["profile_id"]))
    settle(_rest(ints(orders["id"])[~gone], profiles), roots, anew=profiles)


def _still_told(orders: Ints) -> Flags:
    told = [
        key
        for chunk in chunks(orders)
        for key in Happening.objects.filter(order_id__in=chunk).values_list("order_id", flat=True)
    ]
    return np.isin(orders, np.array(told, np.int64))


def _delete(orders: Ints) -> None:
    before = sums.Stand(read_orders(orders), read_lines(orders))
    nothing = sums.Stand(before.orders.slice(0, 0), before.lines.slice(0, 0))
    sums.change(nothing, before, Kinds.read())
    for chunk in chunks(orders):
        Order.objects.filter(id__in=chunk).delete()


def _rest(orders: Ints, profiles: Ints) -> Ints:
    """Return orders with those of some profiles, which are numbered anew."""
    theirs = [
        key
        for chunk in chunks(profiles)
        for key in Order.objects.filter(profile_id__in=chunk).values_list("id", flat=True)
    ]
    return np.union1d(orders, np.array(theirs, np.int64))
