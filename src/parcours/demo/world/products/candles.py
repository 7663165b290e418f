"""Candles."""

from __future__ import annotations

from parcours.demo.world.products.model import Model
from parcours.demo.world.typography import typeset

MODELS: tuple[Model, ...] = (
    Model(
        code="tilleul",
        kind="candle",
        slug="candle-tilleul",
        name=typeset(
            "Candle Linden blossom",
            "Bougie Fleur de tilleul",
            "נר פריחת טיליה",
        ),
        description=typeset(
            "An avenue in June, after rain.",
            "Une allée en juin, après la pluie.",
            "שדרה ביוני, אחרי הגשם.",
        ),
        details=(),
        price=2400,
        cost=760,
        colours=("sage", "chalk"),
        popularity=0.5,
    ),
)
