"""The four steps of the checkout, field by field, and the ways to pay."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from parcours.demo.words import Text
from parcours.demo.world.typography import typeset

Step = Literal["address", "delivery", "payment", "review"]
STEPS: tuple[Step, ...] = ("address", "delivery", "payment", "review")


@dataclass(frozen=True)
class Field:
    """``seconds`` it usually takes, ``refused`` the chance that the first entry is not accepted, and why."""

    step: Step
    name: str
    seconds: float
    refused: float = 0.0
    reason: str = ""


@dataclass(frozen=True)
class PaymentMethod:
    """``failure`` is the chance that a payment fails; ``weights`` how often it is chosen per country."""

    code: str
    label: Text
    failure: float
    reasons: tuple[str, ...]
    weights: tuple[tuple[str, float], ...]

    def weight(self, country: str) -> float:
        """Return how often it is chosen in a country; 0 where it is not offered."""
        return dict(self.weights).get(country, 0.0)


FIELDS: tuple[Field, ...] = (
    Field("address", "email", 9, 0.02, "not an address"),
    Field("address", "name", 7),
    Field("address", "street", 14, 0.015, "no number"),
    Field("address", "postcode", 5, 0.035, "not of this country"),
    Field("address", "city", 5),
    Field("address", "phone", 8, 0.06, "too short"),
    Field("delivery", "carrier", 8),
    Field("delivery", "pickup_point", 19, 0.03, "none chosen"),
    Field("delivery", "gift_note", 12),
    Field("payment", "method", 6),
    Field("payment", "card_number", 17, 0.05, "digits do not fit"),
    Field("payment", "card_expiry", 5, 0.02, "past"),
    Field("payment", "card_code", 5, 0.015, "too short"),
    Field("review", "coupon", 13),
    Field("review", "terms", 2, 0.04, "not accepted"),
)

PAYMENT_METHODS: tuple[PaymentMethod, ...] = (
    PaymentMethod(
        "card",
        typeset("Card", "Carte bancaire", "כרטיס אשראי"),
        0.12,
        ("declined by the bank", "authentication failed", "expired card"),
        (("FR", 0.66), ("BE", 0.52), ("CH", 0.46), ("IL", 0.58), ("GB", 0.62), ("DE", 0.27)),
    ),
    PaymentMethod(
        "wallet",
        typeset("Wallet", "Portefeuille en ligne", "ארנק דיגיטלי"),
        0.045,
        ("cancelled in the wallet",),
        (("FR", 0.22), ("BE", 0.28), ("CH", 0.30), ("IL", 0.24), ("GB", 0.28), ("DE", 0.46)),
    ),
    PaymentMethod(
        "instalments",
        typeset("In three instalments", "En trois fois", "בשלושה תשלומים"),
        0.14,
        ("refused by the lender", "limit exceeded"),
        (("FR", 0.08), ("BE", 0.06), ("IL", 0.15), ("GB", 0.08), ("DE", 0.05)),
    ),
    PaymentMethod(
        "transfer",
        typeset("Bank transfer", "Virement", "העברה בנקאית"),
        0.07,
        ("not received in seven days",),
        (("FR", 0.01), ("BE", 0.11), ("CH", 0.21), ("DE", 0.20)),
    ),
    PaymentMethod(
        "gift_card",
        typeset("Gift card", "Carte cadeau", "כרטיס מתנה"),
        0.03,
        ("not enough left on it",),
        (("FR", 0.03), ("BE", 0.03), ("CH", 0.03), ("IL", 0.03), ("GB", 0.02), ("DE", 0.02)),
    ),
)


def fields_of(step: Step) -> tuple[Field, ...]:
    """Return the fields of a step, in order."""
    return tuple(field for field in FIELDS if field.step == step)
