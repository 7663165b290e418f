"""Cushions and throws."""

from __future__ import annotations

from parcours.demo.world.products.cloth import SEWN, SOLID, WASH
from parcours.demo.world.products.model import Model, centimetres
from parcours.demo.world.typography import typeset

_FILLED = typeset(
    "Filling of feathers or of recycled fibre, sold with the cover",
    "Garnissage en plumes ou en fibres recyclées, vendu avec la housse",
    "מילוי נוצות או סיבים ממוחזרים, נמכר יחד עם הציפה",
)

MODELS: tuple[Model, ...] = (
    Model(
        code="sieste",
        kind="cushion",
        slug="linen-cushion-sieste",
        name=typeset("Linen cushion Sieste", "Coussin en lin Sieste", "כרית נוי מפשתן סיאסט"),
        description=typeset(
            "For the back in the evening, for the cat the rest of the day.",
            "Pour le dos le soir, pour le chat le reste du temps.",
            "לגב בערב, ולחתול בשאר היום.",
        ),
        details=(SOLID, _FILLED, WASH),
        price=3900,
        cost=1400,
        colours=("honey", "sage", "rose", "midnight", "linden", "flax"),
        popularity=0.46,
        sizes=centimetres("45x45", "60x40"),
    ),
    Model(
        code="grain",
        kind="cushion",
        slug="waffle-cushion-grain",
        name=typeset("Waffle cushion Grain", "Coussin nid d'abeille Grain", "כרית נוי באריגת וופל גרן"),
        description=typeset(
            "A honeycomb weave that one cannot help touching.",
            "Un nid d'abeille qu'on ne peut pas s'empêcher de toucher.",
            "אריגת כוורת שאי אפשר לא לגעת בה.",
        ),
        details=(SOLID, _FILLED, WASH),
        price=4500,
        cost=1700,
        colours=("chalk", "terracotta", "olive", "sky"),
        popularity=0.20,
        sizes=centimetres("45x45", "60x40"),
    ),
    Model(
        code="soir",
        kind="throw",
        slug="linen-throw-soir",
        name=typeset("Fringed throw Soir", "Plaid à franges Soir", "כיסוי ספה עם גדילים סואר"),
        description=typeset(
            "Over the knees, over the arm of the sofa, over the shoulders of whoever stays on the balcony.",
            "Sur les genoux, sur l'accoudoir, sur les épaules de qui reste au balcon.",
            "על הברכיים, על משענת הספה, על הכתפיים של מי שנשאר במרפסת.",
        ),
        details=(
            typeset("Linen and wool, 60 to 40", "Lin et laine, 60 % et 40 %", "פשתן וצמר, 60 ו־40 אחוז"),
            typeset("130 × 180 cm", "130 × 180 cm", '130 × 180 ס"מ'),
            SEWN,
        ),
        price=8900,
        cost=3700,
        colours=("flax", "sage", "plum", "ink", "honey"),
        popularity=0.26,
        gift=True,
    ),
    Model(
        code="halte",
        kind="floor_cushion",
        slug="floor-cushion-halte",
        name=typeset("Floor cushion Halte", "Coussin de sol Halte", "כרית רצפה אלט"),
        description=typeset(
            "A seat for the guest who came unannounced, and for the child who builds towers.",
            "Un siège pour l'invité qui n'a pas prévenu, et pour l'enfant qui bâtit des tours.",
            "מושב לאורח שלא הודיע מראש, ולילדה שבונה מגדלים.",
        ),
        details=(SOLID, typeset("60 × 60 × 12 cm", "60 × 60 × 12 cm", '60 × 60 × 12 ס"מ'), WASH),
        price=7900,
        cost=3300,
        colours=("terracotta", "olive", "flax"),
        popularity=0.10,
    ),
)
