"""What frictions after an order cost: customers who do not order again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from parcours.journeys.drop_offs import Returns
from parcours.journeys.drop_offs.returns import waits
from parcours.journeys.drop_offs.worth import Worths
from parcours.journeys.frictions.after import AFTER_KINDS, BACK, LATE, After
from parcours.journeys.frictions.contrast import Contrast
from parcours.journeys.frictions.kernel import order_again
from parcours.journeys.frictions.result import EXAMPLES, NO_OTHER_ORDER, Example, Friction
from parcours.journeys.frictions.spots import Met, spots
from parcours.journeys.frictions.standardised import standardised, strata
from parcours.journeys.orders.settle import NEVER
from parcours.journeys.sequences import Flags, Ints
from parcours.touchpoints import DAY


def aftermath(after: After, returns: Returns) -> Iterator[Friction]:
    """Yield one entry a kind of friction after the order."""
    window = _window(after, returns)
    for number, kind in enumerate(AFTER_KINDS):
        if after.recorded[number]:
            yield _friction(after, _Judged.of(after, number, window, returns.as_of), window)
        else:
            yield Friction(kind.name, kind.meaning, outcome=NO_OTHER_ORDER)


def _window(after: After, returns: Returns) -> int:
    """Return how long the order after the first is awaited, as its drop-off says."""
    counts = after.counts
    waited, happened = waits(after.owner[counts], after.time[counts], returns.as_of)
    first = after.number[counts] == 1
    return returns.window(waited[first], happened[first])


@dataclass(frozen=True, eq=False)
class _Judged:
    """The orders that came as far, and of those old enough whether and what their customers ordered again."""

    kind: int
    orders: Ints
    met: Flags
    again: Flags
    brought: Worths
    all_met: Ints

    @classmethod
    def of(cls, after: After, kind: int, window: int, as_of: int) -> _Judged:
        came, told = after.came[kind], after.told[kind]
        orders = np.flatnonzero((came < NEVER) & (came <= as_of - window))
        again, brought = np.zeros(len(orders), np.bool_), np.zeros(len(orders))
        rows = (after.owner, after.time, after.counts, after.worth)
        order_again(*rows, orders, came[orders], window, again, brought)
        met = told[orders] - came[orders] <= window
        all_met = np.flatnonzero((came <= as_of) & (told <= as_of))
        return cls(kind, orders, met, again, brought, all_met)

    def contrast(self, after: After) -> Contrast:
        """Compare orders that met it with those that did not."""
        stratum = strata(after.number[self.orders], after.country[self.orders], self.met)
        return standardised(~self.again, self.met, stratum, after.owner[self.orders])

    def worth(self) -> float | None:
        """Return what those who ordered again without having met it brought, a customer."""
        came_back = self.again & ~self.met
        return float(self.brought[came_back].mean()) if came_back.any() else None


def _friction(after: After, judged: _Judged, window: int) -> Friction:
    kind = AFTER_KINDS[judged.kind]
    contrast = judged.contrast(after)
    met = judged.all_met
    places = _places(after, judged)
    refunded = round(sum(sold.refunded for sold in after.goods.values()))
    return Friction(
        kind.name,
        kind.meaning,
        occurrences=len(met),
        profiles=len(np.unique(after.owner[met])),
        contrast=contrast,
        outcome=NO_OTHER_ORDER,
        days=window // DAY,
        cost=contrast.cost(judged.worth()) if after.priced else None,
        refunded=refunded if judged.kind == BACK and refunded else None,
        where=tuple(Counter({place.place: place.met for place in places if place.met}).most_common(5)),
        spots=spots(places),
        examples=tuple(
            Example(int(after.profiles[after.owner[at]]), int(after.told[judged.kind, at]))
            for at in met[:EXAMPLES]
        ),
    )


def _places(after: After, judged: _Judged) -> list[Met]:
    """Return the carriers of late orders, and the products that came back."""
    if judged.kind == BACK:
        sold = after.goods.items()
        return [Met(name, goods.returned, goods.orders, round(goods.refunded)) for name, goods in sold]
    if judged.kind != LATE:
        return []
    size = len(after.carriers)
    came = np.bincount(after.carrier[judged.orders], minlength=size)
    late = np.bincount(after.carrier[judged.orders[judged.met]], minlength=size)
    rows = zip(after.carriers.tolist(), late.tolist(), came.tolist(), strict=True)
    return [Met(str(name), met, of) for name, met, of in list(rows)[1:] if of]
