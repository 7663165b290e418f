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
from parcours.journeys.frictions.kernel import order_again
from parcours.journeys.frictions.result import EXAMPLES, NO_OTHER_ORDER, Example, Friction
from parcours.journeys.frictions.spots import Met, spots
from parcours.journeys.frictions.standardised import Matched, strata
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
    """The orders that came as far, and of those old enough whether and what their customers ordered again.

    ``brought`` is, of those who did not meet it, what they would have brought had they never met it.
    """

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
        met = told[orders] - came[orders] <= window
        again, brought = np.zeros(len(orders), np.bool_), np.zeros(len(orders))
        rows = (after.owner, after.time, after.counts, after.worth)
        spared = _spared(after, kind, as_of)
        order_again(*rows, spared, orders, came[orders], ~met, window, again, brought)
        all_met = np.flatnonzero((came <= as_of) & (told <= as_of))
        return cls(kind, orders, met, again, brought, all_met)

    def matched(self, after: After) -> Matched:
        """Weigh orders that did not meet it, to be compared with those that did."""
        stratum = strata(after.number[self.orders], after.country[self.orders], self.met)
        return Matched.of(self.met, stratum, after.owner[self.orders])


def _spared(after: After, kind: int, as_of: int) -> Worths:
    """Return by order for how many each that follows it speaks, where none before it is to have met it.

    Whoever did not meet it at first may meet it later, and then orders less for it. What follows that
    is left out, and what follows an order that was spared stands for it too (weights of the inverse
    probability of censoring: Robins and Finkelstein, Biometrics 56, 2000).
    """
    came = after.came[kind] <= as_of
    met = after.told[kind] <= as_of
    stratum = strata(after.number[came], after.country[came], met[came])
    share = np.bincount(stratum, ~met[came]) / np.maximum(np.bincount(stratum), 1)
    spared = np.ones(len(met))
    spared[came] = np.where(met[came], 0.0, 1 / np.where(share > 0, share, 1.0)[stratum])
    return spared


def _friction(after: After, judged: _Judged, window: int) -> Friction:
    kind = AFTER_KINDS[judged.kind]
    matched = judged.matched(after)
    contrast = matched.contrast(~judged.again)
    is_lost = after.priced and contrast.excess is not None and contrast.excess[0] > 0
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
        cost=matched.missing(judged.brought) if is_lost else None,
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
