"""Table and kitchen."""

from __future__ import annotations

from parcours.demo.world.products.model import Model
from parcours.demo.world.typography import typeset

MODELS: tuple[Model, ...] = (
    Model(
        code="galet",
        kind="bowl",
        slug="bowl-galet",
        name=typeset(
            "Stoneware bowl Galet",
            "Bol en grès Galet",
            "קערת חרס גלט",
        ),
        description=typeset(
            "Thrown a little uneven, so that no two are quite twins.",
            "Tourné un peu de travers, pour qu'aucun ne soit tout à fait le jumeau d'un autre.",
            "קערה עם עקמומיות קלה, כך שאין שתיים זהות לגמרי.",
        ),
        details=(),
        price=1900,
        cost=620,
        colours=("chalk", "sage", "ink", "terracotta"),
        popularity=0.5,
    ),
)
