"""Which orders are left out of every number: by hand, else by the shop's rules."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from parcours.commerce.deeds import Excluded
from parcours.commerce.following.arrays import Ints, chunks, ints
from parcours.commerce.models import Mark, Rule
from parcours.journeys.index.roots import Roots

_WHY: dict[str, Excluded] = {"email": "staff", "user_id": "staff", "payment_method": "test", "coupon": "test"}


@dataclass(frozen=True, eq=False)
class Rules:
    """What the rules speak of."""

    staff: Ints
    payment_methods: tuple[str, ...]
    coupons: tuple[str, ...]

    @classmethod
    def read(cls, roots: Roots) -> Rules:
        """Read them; addresses and user ids as the profiles that they belong to."""
        rows = list(Rule.objects.values_list("subject", "value", "leaf"))
        leaves = np.array([leaf for _, _, leaf in rows if leaf is not None], np.int64)
        values = {name: tuple(value for subject, value, _ in rows if subject == name) for name in _WHY}
        return cls(roots.of(leaves), values["payment_method"], values["coupon"])


def excluded(orders: pa.Table, roots: Roots) -> pa.Array:
    """Return why orders are left out, by columns of the table and their number; empty where they are not."""
    rules = Rules.read(roots)
    why: npt.NDArray[np.object_] = np.full(len(orders), "", object)
    tests = (("payment_method", rules.payment_methods), ("coupon", rules.coupons))
    for name, values in tests:
        if values:
            why[np.isin(orders[name].to_numpy(zero_copy_only=False).astype(str), values)] = "test"
    why[np.isin(ints(orders["profile_id"]), rules.staff)] = "staff"
    for place, by_hand in _marked(orders):
        why[place] = "by_hand" if by_hand else ""
    return pa.array(why, pa.string())


def _marked(orders: pa.Table) -> list[tuple[int, bool]]:
    if not Mark.objects.exists():
        return []
    names = list(zip(orders["order_id"].to_pylist(), orders["shop_id"].to_pylist(), strict=True))
    marks: dict[tuple[str, str], bool] = {}
    for chunk in chunks(np.array([name for name, _ in names], object)):
        found = Mark.objects.filter(order_id__in=chunk).values_list("order_id", "shop_id", "excluded")
        marks |= {(name, shop): by_hand for name, shop, by_hand in found}
    return [(place, marks[name]) for place, name in enumerate(names) if name in marks]
