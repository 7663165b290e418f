"""Cushions and throws."""

from __future__ import annotations

from parcours.demo.world.products.model import Model, centimetres
from parcours.demo.world.typography import typeset

MODELS: tuple[Model, ...] = (
    Model(
        code="sieste",
        kind="cushion",
        slug="cushion-sieste",
        name=typeset(
            "Linen cushion Sieste",
            "Coussin en lin Sieste",
            "כרית פשתן סייסט",
        ),
        description=typeset(
            "For the back in the evening, for the cat the rest of the day.",
            "Pour le dos le soir, pour le chat le reste du temps.",
            "לגב בערב, לחתול בשאר היום.",
        ),
        details=(),
        price=3900,
        cost=1400,
        colours=("honey", "sage", "rose", "midnight"),
        popularity=0.5,
        sizes=centimetres("45x45", "60x40"),
    ),
)
