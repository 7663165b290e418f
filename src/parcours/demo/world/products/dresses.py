"""Linen dresses."""

from __future__ import annotations

from parcours.demo.world.products.model import CLOTHES, Model
from parcours.demo.world.typography import typeset

MODELS: tuple[Model, ...] = (
    Model(
        code="lune",
        kind="dress",
        slug="linen-dress-lune",
        name=typeset("Linen dress Lune", "Robe en lin Lune", "שמלת פשתן לון"),
        description=typeset(
            "A dress without a zip, without a belt and without a bad day.",
            "Une robe sans zip, sans ceinture et sans mauvais jour.",
            "שמלה בלי רוכסן, בלי חגורה ובלי ימים רעים.",
        ),
        details=(
            typeset("100% European linen", "100 % lin européen", "100% פשתן אירופי"),
            typeset("Two deep pockets", "Deux grandes poches", "שני כיסים עמוקים"),
        ),
        price=11900,
        cost=4300,
        colours=("sage", "midnight", "terracotta", "chalk"),
        popularity=0.7,
        sizes=CLOTHES,
    ),
)
