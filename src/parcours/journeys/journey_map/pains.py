"""Drop-offs and frictions as pain points of the map, ranked by what they may cost."""

from __future__ import annotations

from collections.abc import Iterable

from parcours.charts.journey_map import Estimate, Pain
from parcours.journeys.drop_offs import DropOff, DropOffsResult
from parcours.journeys.frictions import Friction
from parcours.touchpoints import DAY, GROUPS, group_of

_STAGES = {group.name: group.stage for group in GROUPS}
# The touchpoint at which each friction is met.
_PLACES = {
    "search_without_result": "Search",
    "back_and_forth": "Product page",
    "payment_error": "Payment",
    "stock_out": "Stock",
    "coupon_refused": "Cart",
    "repeated_step": "Checkout",
    "long_silence": "Checkout",
}


def drop_pains(drops: Iterable[DropOff], *, priced: bool) -> list[Pain]:
    """Return the steps at which somebody was lost; in money only where orders have a price."""
    return [_drop(drop, priced=priced) for drop in drops if drop.lost]


def _drop(drop: DropOff, *, priced: bool) -> Pain:
    place = group_of(drop.step)
    return Pain(
        kind="left",
        place=place,
        stage=_STAGES[place],
        n=drop.lost,
        of=drop.reached,
        too_recent=drop.too_recent,
        at_risk=_risk(drop, priced=priced),
    )


def return_pains(results: Iterable[DropOffsResult], *, priced: bool) -> list[Pain]:
    """Return the orders after which somebody did not come back."""
    return [
        Pain(
            kind="no_return",
            place="Order",
            stage="retention",
            n=drop.lost,
            of=drop.reached,
            too_recent=drop.too_recent,
            at_risk=_risk(drop, priced=priced),
            order=number,
            days=result.params.window // DAY,
        )
        for number, result in enumerate(results, start=1)
        for drop in result.drops
        if drop.lost
    ]


def _risk(drop: DropOff, *, priced: bool) -> Estimate | None:
    if not priced or drop.at_risk is None or drop.low is None or drop.high is None:
        return None
    return Estimate(drop.at_risk, drop.low, drop.high)


def friction_pains(frictions: Iterable[Friction], mean_order: float | None) -> list[Pain]:
    """Return the frictions that somebody met; ``mean_order`` is the mean revenue of an order, if known."""
    return [_friction(friction, mean_order) for friction in frictions if friction.profiles]


def _friction(friction: Friction, mean_order: float | None) -> Pain:
    place = _PLACES[friction.kind]
    contrast = friction.contrast
    return Pain(
        kind=friction.kind,
        place=place,
        stage=_STAGES[place],
        n=friction.profiles or 0,
        at_risk=_estimate(friction, mean_order),
        lost=contrast.share if contrast else None,
        lost_without=contrast.other_share if contrast else None,
    )


def _estimate(friction: Friction, mean_order: float | None) -> Estimate | None:
    contrast = friction.contrast
    if contrast is None or contrast.interval is None or not contrast.difference or mean_order is None:
        return None
    if contrast.difference < 0:
        return None
    worth = contrast.journeys * mean_order
    low, high = contrast.interval
    return Estimate(round(contrast.difference * worth), round(max(low, 0.0) * worth), round(high * worth))


def ranked(pains: Iterable[Pain]) -> tuple[Pain, ...]:
    """Return the costliest first; where money is unknown, the most frequent first."""
    return tuple(sorted(pains, key=lambda pain: (-(pain.at_risk.value if pain.at_risk else 0), -pain.n)))
