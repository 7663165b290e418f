"""Gift boxes and the gift card."""

from __future__ import annotations

from parcours.demo.world.products.model import Model
from parcours.demo.world.typography import typeset

MODELS: tuple[Model, ...] = (
    Model(
        code="matin",
        kind="gift",
        slug="gift-box-matin",
        name=typeset(
            "Gift box Slow morning",
            "Coffret Matin lent",
            "מארז בוקר איטי",
        ),
        description=typeset(
            "A tea, a cup and a candle: everything but the time.",
            "Un thé, une tasse, une bougie : tout sauf le temps.",
            "תה, ספל ונר: הכול חוץ מהזמן.",
        ),
        details=(),
        price=5900,
        cost=2300,
        colours=("flax",),
        popularity=0.5,
        gift=True,
    ),
)
