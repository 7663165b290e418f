"""Drop-offs as leaks of the map; frictions and outages as its pain points, ranked by what they cost."""

from __future__ import annotations

from collections.abc import Iterable

from parcours.charts.journey_map import Estimate, Halt, Leak, Pain, Spot
from parcours.journeys.drop_offs import DropOff, DropOffsResult
from parcours.journeys.frictions import Contrast, Friction
from parcours.journeys.outages import Outage
from parcours.journeys.outages.steps import EVENTS
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
    "field_refused": "Checkout",
    "page_error": "Site",
    "late_delivery": "Delivery",
    "goods_returned": "Returns",
    "unanswered_contact": "Service",
}


def drop_leaks(drops: Iterable[DropOff], *, priced: bool) -> list[Leak]:
    """Return the steps at which somebody was lost; in money only where orders have a price."""
    return [_drop(drop, priced=priced) for drop in drops if drop.lost]


def _drop(drop: DropOff, *, priced: bool) -> Leak:
    place = group_of(drop.step)
    return Leak(
        kind="left",
        place=place,
        stage=_STAGES[place],
        n=drop.lost,
        of=drop.reached,
        too_recent=drop.too_recent,
        at_risk=_risk(drop, priced=priced),
    )


def return_leaks(results: Iterable[DropOffsResult], *, priced: bool) -> list[Leak]:
    """Return the orders after which somebody did not come back."""
    return [
        Leak(
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


def friction_pains(frictions: Iterable[Friction]) -> list[Pain]:
    """Return the frictions that somebody met."""
    return [_friction(friction, friction.contrast) for friction in frictions if friction.profiles]


def _friction(friction: Friction, contrast: Contrast | None) -> Pain:
    place = _PLACES[friction.kind]
    return Pain(
        kind=friction.kind,
        place=place,
        stage=_STAGES[place],
        n=friction.profiles or 0,
        lost=contrast.share if contrast else None,
        lost_without=contrast.other_share if contrast else None,
        is_certain=bool(contrast and contrast.is_certain),
        excess=_excess(contrast),
        cost=friction.cost,
        days=friction.days,
        refunded=friction.refunded,
        spot=_spot(friction),
    )


def _excess(contrast: Contrast | None) -> Estimate | None:
    if contrast is None or contrast.excess is None:
        return None
    return Estimate(*(round(number) for number in contrast.excess))


def _spot(friction: Friction) -> Spot | None:
    if friction.spots:
        worst = friction.spots[0]
        return Spot(worst.place, worst.met, worst.of)
    return Spot(*friction.where[0]) if friction.where else None


def outage_pains(outages: Iterable[Outage]) -> list[Pain]:
    """Return the steps that stopped working."""
    return [_outage(outage) for outage in outages]


def _outage(outage: Outage) -> Pain:
    place = group_of(outage.event)
    days = outage.first.isoformat(), outage.last.isoformat()
    return Pain(
        kind="outage",
        place=place,
        stage=_STAGES[place],
        n=outage.contrast.journeys,
        lost=outage.contrast.share,
        lost_without=outage.contrast.other_share,
        is_certain=outage.contrast.is_certain,
        excess=_excess(outage.contrast),
        cost=outage.cost,
        halt=Halt(
            "" if outage.event in EVENTS else outage.step,
            *(outage.trait, outage.value),
            *days,
            round(outage.orders),
        ),
    )


def leaks_by_risk(leaks: Iterable[Leak]) -> tuple[Leak, ...]:
    """Return the largest revenue at risk first; where money is unknown, the largest number."""
    return tuple(sorted(leaks, key=lambda leak: (-(leak.at_risk.value if leak.at_risk else 0), -leak.n)))


def pains_by_cost(pains: Iterable[Pain]) -> tuple[Pain, ...]:
    """Return the costliest first, then those without a price, last those that may cost nothing."""
    return tuple(sorted(pains, key=_rank))


def _rank(pain: Pain) -> tuple[bool, bool, int, int]:
    measure = pain.cost or pain.excess
    value = measure.value if measure and pain.is_certain else 0
    return not pain.is_certain, pain.cost is None, -value, -pain.n
