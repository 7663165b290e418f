"""Lamps."""

from __future__ import annotations

from parcours.demo.world.products.model import Model
from parcours.demo.world.typography import typeset

MODELS: tuple[Model, ...] = (
    Model(
        code="phare",
        kind="lamp",
        slug="table-lamp-phare",
        name=typeset(
            "Table lamp Phare",
            "Lampe à poser Phare",
            "מנורת שולחן פאר",
        ),
        description=typeset(
            "A linen shade and a foot of stoneware, for the hour between work and dinner.",
            "Un abat-jour en lin, un pied en grès, pour l'heure entre le travail et le dîner.",
            "אהיל פשתן ורגל חרס, לשעה שבין העבודה לארוחת הערב.",
        ),
        details=(),
        price=9900,
        cost=4200,
        colours=("chalk", "terracotta", "ink"),
        popularity=0.5,
    ),
)
