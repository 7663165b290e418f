"""Made-up maps: a rich one, one of orders only, an empty one."""

from __future__ import annotations

from parcours.charts.journey_map import (
    Channel,
    Estimate,
    Flag,
    Halt,
    Leak,
    Map,
    Onward,
    Pain,
    Place,
    Score,
    Spot,
    Stage,
    Step,
)
from parcours.touchpoints import GROUPS, STAGES

DAY = 86_400.0
STEPS = {
    "first_contact": "awareness",
    "browsing": "consideration",
    "obstacles": "conversion",
    "order": "conversion",
    "delivery": "conversion",
    "loyalty": "retention",
    "recommendation": "advocacy",
}
RISKS = {"Cart": (6_120_000, 5_400_000, 6_900_000), "Checkout": (3_100_000, 2_700_000, 3_500_000)}
SCORES = {
    "Delivery": (Score("Survey Answered", 4.4, 5, 911),),
    "Survey": (Score("NPS Answered", 8.1, 10, 1204),),
    "Review": (Score("Product Reviewed", 4.2, 5, 590),),
}


def _place(at: int) -> Place:
    group, profiles = GROUPS[at], 31_840 // (at + 1)
    risk = Estimate(*RISKS[group.name]) if group.name in RISKS else None
    ordered = Onward(profiles // 9, profiles, DAY * (at + 1) / 3)
    scores, lost = SCORES.get(group.name, ()), profiles // 2 if risk else None
    return Place(group.name, group.stage, group.step, profiles * 3, ordered, scores, risk, lost)


def _stage(at: int) -> Stage:
    channels = tuple(
        Channel(name, 9000 // (at + 1)) for name in ("organic search", "paid social", "direct", "email")
    )
    profiles = 36_100 // (at + 1)
    onward = Onward(profiles // 3, profiles, 1.9 * DAY)
    return Stage(STAGES[at], 18_204 // (at + 1), profiles * 3, profiles, onward, channels)


PAINS = (
    Pain(
        "late_delivery",
        *("Delivery", "conversion", 1830),
        *(0.81, 0.62, True),
        Estimate(361, 301, 420),
        Estimate(2_310_000, 1_926_000, 2_688_000),
        days=74,
        spot=Spot("Poste lente", 1420, 1890),
    ),
    Pain(
        "search_without_result",
        *("Search", "consideration", 1210),
        *(0.92, 0.71, True),
        Estimate(254, 220, 288),
        Estimate(1_350_000, 1_170_000, 1_530_000),
        spot=Spot("blue teapot", 312),
    ),
    Pain(
        "outage",
        *("Checkout", "conversion", 214),
        *(0.87, 0.18, True),
        Estimate(148, 137, 156),
        Estimate(880_000, 815_000, 930_000),
        halt=Halt("payment", "device", "phone", "2026-03-04", "2026-03-13", 131),
    ),
    Pain(
        "goods_returned",
        *("Returns", "retention", 640),
        *(0.7, 0.62, True),
        Estimate(51, 22, 80),
        Estimate(326_000, 140_000, 512_000),
        days=74,
        refunded=4_210_000,
        spot=Spot("TIL-0042", 88, 210),
    ),
    Pain("lamp_rubbed", "<b>Lamp</b>", "consideration", 1210, 0.5, 0.52, excess=Estimate(-24, -61, 13)),
)


RICH = Map(
    profiles=41_204,
    touchpoints=637_822,
    first=1_767_225_600_000_000,
    last=1_782_864_000_000_000,
    days=30,
    currency="GBP",
    zone="UTC",
    journeys=38_210,
    stages=tuple(_stage(at) for at in range(5)),
    steps=tuple(Step(name, stage, 30_000 // (at + 1)) for at, (name, stage) in enumerate(STEPS.items())),
    places=tuple(_place(at) for at in range(len(GROUPS))),
    leaks=(
        Leak("left", "Cart", "conversion", 2900, 7110, 310, Estimate(*RISKS["Cart"])),
        Leak("left", "Checkout", "conversion", 1320, 7110, 0, Estimate(*RISKS["Checkout"])),
        Leak(
            "no_return", "Order", "retention", 2010, 2890, 420, Estimate(900_000, 600_000, 1_200_000), 1, 74
        ),
    ),
    pains=PAINS,
    customers=2890,
    flags=(Flag("at_risk", 610), Flag("lost", 160), Flag("complaint_open", 0)),
)

_ORDERS = {
    "conversion": Stage("conversion", 1410, 22_061, 4338, Onward(0, 0)),
    "retention": Stage("retention", 2928, 3836, 1589, Onward(800, 1589, 31 * DAY)),
}

ORDERS = Map(
    profiles=4338,
    touchpoints=25_897,
    first=1_291_192_000_000_000,
    last=1_323_434_000_000_000,
    days=30,
    currency="GBP",
    zone="UTC",
    journeys=None,
    stages=tuple(_ORDERS.get(name, Stage(name, 0, 0, 0, Onward(0, 0))) for name in STAGES),
    steps=tuple(Step(name, stage, None) for name, stage in STEPS.items()),
    places=(Place("Order", "conversion", "order", 22_061, Onward(1697, 4338, 11 * DAY)),),
    leaks=(),
    pains=(),
    customers=4338,
    flags=(Flag("at_risk", 610), Flag("complaint_open", 0)),
)

EMPTY = Map(
    profiles=0,
    touchpoints=0,
    first=None,
    last=None,
    days=30,
    currency="EUR",
    zone="UTC",
    journeys=None,
    stages=tuple(Stage(name, None, 0, 0, Onward(0, 0)) for name in STAGES),
    steps=tuple(Step(name, stage, None) for name, stage in STEPS.items()),
    places=(),
    leaks=(),
    pains=(),
    customers=None,
    flags=(),
)
