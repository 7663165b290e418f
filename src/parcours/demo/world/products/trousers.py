"""Linen trousers."""

from __future__ import annotations

from parcours.demo.world.products.model import CLOTHES, Model
from parcours.demo.world.typography import typeset

MODELS: tuple[Model, ...] = (
    Model(
        code="port",
        kind="trousers",
        slug="linen-trousers-port",
        name=typeset(
            "Linen trousers Port",
            "Pantalon en lin Port",
            "מכנסי פשתן פורט",
        ),
        description=typeset(
            "Straight, high and light: trousers for long quays and short meetings.",
            "Droit, taille haute, léger : le pantalon des longs quais et des réunions courtes.",
            "ישרים, גבוהים וקלים: מכנסיים לטיילת ארוכה ולישיבות קצרות.",
        ),
        details=(),
        price=8900,
        cost=3200,
        colours=("flax", "ink", "chalk", "sage"),
        popularity=0.5,
        sizes=CLOTHES,
    ),
)
