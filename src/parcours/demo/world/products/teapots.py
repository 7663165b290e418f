"""Teapots and cups."""

from __future__ import annotations

from parcours.demo.world.products.model import Model
from parcours.demo.world.typography import typeset

MODELS: tuple[Model, ...] = (
    Model(
        code="ombre",
        kind="teapot",
        slug="teapot-ombre",
        name=typeset(
            "Teapot Ombre, 0.9 l",
            "Théière Ombre, 0,9 l",
            "קומקום תה אומבר, 0.9 ליטר",
        ),
        description=typeset(
            "A spout that does not drip. It took us two years.",
            "Un bec verseur qui ne goutte pas. Il nous a fallu deux ans.",
            "פיה שלא מטפטפת. זה לקח לנו שנתיים.",
        ),
        details=(),
        price=5400,
        cost=2100,
        colours=("ink", "chalk", "sage"),
        popularity=0.5,
    ),
)
