"""Teas and infusions."""

from __future__ import annotations

from parcours.demo.world.products.model import Model
from parcours.demo.world.typography import typeset

MODELS: tuple[Model, ...] = (
    Model(
        code="earl",
        kind="tin",
        slug="earl-grey-tea",
        name=typeset("Earl Grey, tin of 100 g", "Earl Grey, boîte de 100 g", "ארל גריי, קופסה של 100 גרם"),
        description=typeset(
            "Ceylon leaves and the zest of Calabrian bergamot, and not a drop too much.",
            "Des feuilles de Ceylan et le zeste de bergamote de Calabre, sans une goutte de trop.",
            "עלי ציילון וקליפת ברגמוט מקלבריה, בלי טיפה אחת מיותרת.",
        ),
        details=(
            typeset("95 °C, 3 min", "95 °C, 3 min", "95 מעלות, 3 דקות"),
            typeset("Makes about 40 cups", "Pour une quarantaine de tasses", "כ-40 כוסות"),
        ),
        price=1290,
        cost=390,
        colours=("midnight",),
        popularity=1.0,
        gift=True,
    ),
)
