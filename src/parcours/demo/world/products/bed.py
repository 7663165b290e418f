"""Bed linen."""

from __future__ import annotations

from parcours.demo.world.products.model import Model, centimetres
from parcours.demo.world.typography import typeset

MODELS: tuple[Model, ...] = (
    Model(
        code="brume",
        kind="bed",
        slug="duvet-cover-brume",
        name=typeset(
            "Linen duvet cover Brume",
            "Housse de couette en lin Brume",
            "ציפת פשתן לשמיכה ברום",
        ),
        description=typeset(
            "Cool in July, warm in January, better every year.",
            "Fraîche en juillet, chaude en janvier, plus belle chaque année.",
            "קרירה ביולי, חמימה בינואר, ויפה יותר משנה לשנה.",
        ),
        details=(),
        price=14900,
        cost=6100,
        colours=("chalk", "sage", "midnight", "rose"),
        popularity=0.5,
        sizes=centimetres("140x200", "200x200", "240x220", "260x240"),
    ),
)
