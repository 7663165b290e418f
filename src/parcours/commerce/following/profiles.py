"""Orders follow their profiles when these are merged or taken apart."""

from __future__ import annotations

import numpy as np
from django.db.models import Q, QuerySet

from parcours.commerce.following.arrays import Ints, chunks
from parcours.commerce.following.exclusions import Rules
from parcours.commerce.following.settle import settle_all
from parcours.commerce.models import Grouped, Order
from parcours.journeys.index.roots import NO_MERGES, Roots

_ROW = np.dtype([("id", np.int64), ("leaf", np.int64), ("profile", np.int64)])


class _Memory:
    """The maps that were seen last, with their digests: telling what moved needs the one before."""

    def __init__(self) -> None:
        self.seen: list[tuple[Roots, str]] = [(NO_MERGES, NO_MERGES.digest)]

    def digest(self, roots: Roots) -> str:
        for known, digest in self.seen:
            if known is roots:
                return digest
        self.seen = [*self.seen[-1:], (roots, roots.digest)]
        return self.seen[-1][1]

    def roots(self, digest: str) -> Roots | None:
        return next((roots for roots, known in self.seen if known == digest), None)


def regroup(roots: Roots) -> None:
    """Give the orders whose leaf belongs to another profile now to that one."""
    digest = _memory.digest(roots)
    before = Grouped.objects.values_list("digest", flat=True).first()
    if before == digest:
        return
    known = NO_MERGES if before is None else _memory.roots(before)
    if Order.objects.exists():
        settle_all(np.union1d(_moved(roots, known), _misjudged(roots)), roots)
    Grouped.objects.update_or_create(pk=1, defaults={"digest": digest})


def _moved(roots: Roots, known: Roots | None) -> Ints:
    """Return the orders whose profile is another one now; where the map before is not known, all are read."""
    if known is None:
        return _strayed(Order.objects.all(), roots)
    profiles = np.unique(known.of(known.changed(roots)))
    found = [_strayed(Order.objects.filter(profile_id__in=chunk), roots) for chunk in chunks(profiles)]
    return np.unique(np.concatenate([np.empty(0, np.int64), *found]))


def _misjudged(roots: Roots) -> Ints:
    """Return the orders of staff that are not left out, and those left out of who is no staff."""
    staff = Rules.read(roots).staff.tolist()
    theirs = Q(profile_id__in=staff, placed_at__isnull=False)
    wrong = Order.objects.filter((theirs & Q(kind__excluded="")) | (Q(kind__excluded="staff") & ~theirs))
    return np.sort(np.fromiter(wrong.values_list("id", flat=True), np.int64))


def _strayed(orders: QuerySet[Order], roots: Roots) -> Ints:
    rows = np.fromiter(orders.values_list("id", "leaf", "profile_id").iterator(), _ROW)
    return rows["id"][roots.of(rows["leaf"]) != rows["profile"]]


_memory = _Memory()
