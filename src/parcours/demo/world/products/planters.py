"""Plant pots."""

from __future__ import annotations

from parcours.demo.world.products.model import Model, centimetres
from parcours.demo.world.typography import typeset

MODELS: tuple[Model, ...] = (
    Model(
        code="racine",
        kind="planter",
        slug="plant-pot-racine",
        name=typeset(
            "Plant pot Racine",
            "Cache-pot Racine",
            "עציץ רסין",
        ),
        description=typeset(
            "Rough outside, glazed inside, and patient with people who forget to water.",
            "Brut dehors, émaillé dedans, et patient avec ceux qui oublient d'arroser.",
            "מחוספס מבחוץ, מזוגג מבפנים, וסבלני כלפי מי ששוכח להשקות.",
        ),
        details=(),
        price=3200,
        cost=1180,
        colours=("terracotta", "chalk", "sage"),
        popularity=0.5,
        sizes=centimetres("14", "18", "24"),
    ),
)
