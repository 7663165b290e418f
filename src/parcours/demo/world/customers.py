"""The kinds of customers of Tilia: how often they come, what for, and how they look at prices."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Kind:
    """A kind of customer.

    ``weight`` is its share of the people; ``keenness`` multiplies the readiness to buy, ``looks`` is how
    many products a visit looks at; ``stays`` is the chance of coming again after a visit without an order,
    ``returns`` after a good order; ``rhythm_days`` is the usual pause between two visits. ``price_sense``
    is 0 for who does not look at prices and 1 for who lives on sales; ``devices`` are the shares of phone,
    desktop and tablet; ``tastes`` weighs categories (those not named weigh ``other_tastes``).
    """

    code: str
    meaning: str
    weight: float
    keenness: float
    looks: float
    stays: float
    returns: float
    rhythm_days: float
    price_sense: float
    devices: tuple[float, float, float]
    tastes: Mapping[str, float]
    other_tastes: float = 0.3
    subscribes: float = 0.03


KINDS: tuple[Kind, ...] = (
    Kind(
        code="passer_by",
        meaning="saw a picture, looks in, has mostly forgotten the name tomorrow",
        weight=0.34,
        keenness=0.35,
        looks=1.8,
        stays=0.62,
        returns=0.55,
        rhythm_days=16,
        price_sense=0.5,
        devices=(0.86, 0.11, 0.03),
        tastes={"dresses": 2, "shirts": 2, "candles": 1.5, "cushions": 1.5},
        subscribes=0.008,
    ),
    Kind(
        code="dreamer",
        meaning="comes often, looks long, keeps wish lists, buys seldom",
        weight=0.16,
        keenness=0.4,
        looks=4.6,
        stays=0.9,
        returns=0.85,
        rhythm_days=8,
        price_sense=0.6,
        devices=(0.74, 0.16, 0.10),
        tastes={"bed": 2, "cushions": 2, "lamps": 2, "dresses": 1.5},
        subscribes=0.03,
    ),
    Kind(
        code="tea_drinker",
        meaning="small orders of tea, again and again, hardly anything else",
        weight=0.11,
        keenness=1.35,
        looks=2.6,
        stays=0.8,
        returns=0.93,
        rhythm_days=24,
        price_sense=0.35,
        devices=(0.66, 0.28, 0.06),
        tastes={"tea": 9, "teapots": 2},
        subscribes=0.05,
    ),
    Kind(
        code="home_maker",
        meaning="furnishes room by room: linen, table, lamps",
        weight=0.12,
        keenness=1.2,
        looks=4.1,
        stays=0.83,
        returns=0.86,
        rhythm_days=20,
        price_sense=0.4,
        devices=(0.56, 0.34, 0.10),
        tastes={"bed": 4, "table": 4, "lamps": 2, "cushions": 3, "planters": 2},
        subscribes=0.05,
    ),
    Kind(
        code="dresser",
        meaning="buys clothes, tries sizes, sends more back than others",
        weight=0.10,
        keenness=1.2,
        looks=4.3,
        stays=0.84,
        returns=0.86,
        rhythm_days=18,
        price_sense=0.45,
        devices=(0.80, 0.16, 0.04),
        tastes={"shirts": 5, "dresses": 5, "trousers": 4, "bags": 2},
        other_tastes=0.12,
        subscribes=0.05,
    ),
    Kind(
        code="bargain_hunter",
        meaning="comes with the sales, knows every coupon, leaves when delivery costs",
        weight=0.07,
        keenness=1.0,
        looks=3.8,
        stays=0.82,
        returns=0.8,
        rhythm_days=15,
        price_sense=1.0,
        devices=(0.78, 0.17, 0.05),
        tastes={"bed": 2, "candles": 2, "bags": 2, "table": 2},
        subscribes=0.09,
    ),
    Kind(
        code="gift_giver",
        meaning="wakes up in December and before birthdays",
        weight=0.07,
        keenness=1.6,
        looks=3.2,
        stays=0.68,
        returns=0.72,
        rhythm_days=70,
        price_sense=0.2,
        devices=(0.60, 0.33, 0.07),
        tastes={"gifts": 6, "candles": 3, "teapots": 3, "tea": 2},
        subscribes=0.02,
    ),
    Kind(
        code="decided",
        meaning="knows what is needed, searches for it, orders it, at the desk",
        weight=0.03,
        keenness=2.6,
        looks=2.0,
        stays=0.72,
        returns=0.8,
        rhythm_days=45,
        price_sense=0.1,
        devices=(0.28, 0.68, 0.04),
        tastes={"table": 2, "bed": 2, "planters": 2, "lamps": 2},
        subscribes=0.02,
    ),
)
