"""Who delivers, how fast, and what was promised.

Slow and late are two things: the slow carrier keeps its promise, the late one is as fast but promises more.
"""

from __future__ import annotations

from dataclasses import dataclass

from parcours.demo.words import Text
from parcours.demo.world.typography import typeset

FREE_FROM = 8000
"""The total, in cents, from which the shop pays for the delivery."""
LATE_CARRIER = "Relais Vert"
"""The carrier that delivers later than it promises."""


@dataclass(frozen=True)
class Carrier:
    """``days`` and ``promise`` are working times in days per country: what is usual, what is said.

    ``price`` is in cents, ``share`` how often people choose it where all are offered.
    """

    name: str
    label: Text
    price: int
    share: float
    days: tuple[tuple[str, float], ...]
    promise: tuple[tuple[str, int], ...]

    def usual_days(self, country: str) -> float:
        """Return how many days a parcel usually takes."""
        return dict(self.days)[country]

    def promised_days(self, country: str) -> int:
        """Return within how many days the shop says that it will arrive."""
        return dict(self.promise)[country]


CARRIERS: tuple[Carrier, ...] = (
    Carrier(
        "Colis Express",
        typeset("To your door, express", "À domicile, en express", "משלוח מהיר עד הבית"),
        price=990,
        share=0.34,
        days=(("FR", 1.4), ("BE", 1.8), ("CH", 2.3), ("DE", 2.0), ("GB", 2.7), ("IL", 3.6)),
        promise=(("FR", 2), ("BE", 3), ("CH", 4), ("DE", 3), ("GB", 4), ("IL", 5)),
    ),
    Carrier(
        LATE_CARRIER,
        typeset("To a pick-up point", "En point relais", "לנקודת איסוף"),
        price=390,
        share=0.40,
        days=(("FR", 2.4), ("BE", 2.7), ("CH", 3.3), ("DE", 3.1), ("GB", 3.6), ("IL", 5.2)),
        promise=(("FR", 3), ("BE", 4), ("CH", 5), ("DE", 4), ("GB", 5), ("IL", 7)),
    ),
    Carrier(
        "Poste lente",
        typeset("By post, without hurry", "Par la poste, sans hâte", "בדואר, בלי למהר"),
        price=490,
        share=0.26,
        days=(("FR", 3.9), ("BE", 4.6), ("CH", 5.4), ("DE", 5.1), ("GB", 6.6), ("IL", 9.5)),
        promise=(("FR", 6), ("BE", 7), ("CH", 8), ("DE", 7), ("GB", 10), ("IL", 14)),
    ),
)
"""In the order in which the checkout offers them."""


def carrier(name: str) -> Carrier:
    """Return a carrier by its name."""
    return _BY_NAME[name]


def delivery_price(carrier: Carrier, total: int) -> int:
    """Return what the delivery of an order costs its buyer, in cents.

    >>> delivery_price(CARRIERS[0], 7999), delivery_price(CARRIERS[0], 8000)
    (990, 0)
    """
    return 0 if total >= FREE_FROM else carrier.price


_BY_NAME = {each.name: each for each in CARRIERS}
