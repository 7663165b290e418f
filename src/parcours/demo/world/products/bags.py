"""Bags."""

from __future__ import annotations

from parcours.demo.world.products.model import Model
from parcours.demo.world.typography import typeset

MODELS: tuple[Model, ...] = (
    Model(
        code="marche",
        kind="bag",
        slug="tote-marche",
        name=typeset(
            "Linen tote Marché",
            "Cabas en lin Marché",
            "תיק צד מפשתן מרשה",
        ),
        description=typeset(
            "Holds a market, and folds into a pocket.",
            "Il contient un marché et se plie dans une poche.",
            "מכיל שוק שלם ומתקפל לכיס.",
        ),
        details=(),
        price=3400,
        cost=1150,
        colours=("flax", "midnight", "terracotta"),
        popularity=0.5,
    ),
)
