"""Linen shirts."""

from __future__ import annotations

from parcours.demo.world.products.model import CLOTHES, Model
from parcours.demo.world.typography import typeset

_LINEN = typeset(
    "100% European linen, 170 g/m², washed once before it is cut",
    "100 % lin européen, 170 g/m², lavé une fois avant la coupe",
    '100% פשתן אירופי, 170 גרם למ"ר, עובר כביסה אחת לפני הגזירה',
)
_CARE = typeset(
    "Machine wash at 40 °C, dry on a line, iron only if you insist",
    "Lavage en machine à 40 °C, séchage sur un fil, repassage si vraiment vous y tenez",
    "כביסה במכונה ב-40 מעלות, ייבוש על חבל, גיהוץ רק אם ממש מתעקשים",
)

MODELS: tuple[Model, ...] = (
    Model(
        code="alba",
        kind="shirt",
        slug="linen-shirt-alba",
        name=typeset("Linen shirt Alba", "Chemise en lin Alba", "חולצת פשתן אלבה"),
        description=typeset(
            "The shirt we would keep if we could keep only one. A soft collar, a straight hem, "
            "sleeves long enough to roll up twice.",
            "La chemise que nous garderions s'il n'en fallait qu'une. Col souple, ourlet droit, "
            "des manches assez longues pour être retroussées deux fois.",
            "החולצה שהיינו משאירים בארון אם היה מקום רק לאחת. צווארון רך, מכפלת ישרה, "
            "ושרוולים ארוכים מספיק כדי לקפל פעמיים.",
        ),
        details=(
            _LINEN,
            typeset(
                "True to size, with room for a T-shirt underneath",
                "Taille normalement, avec la place d'un tee-shirt dessous",
                "המידה מדויקת, ויש מקום לטישרט מתחת",
            ),
            typeset(
                "Buttons of corozo nut, one spare sewn inside",
                "Boutons en corozo, un bouton de rechange cousu à l'intérieur",
                "כפתורים מאגוז קורוזו, וכפתור רזרבי תפור מבפנים",
            ),
            _CARE,
        ),
        price=7900,
        cost=2900,
        colours=("chalk", "midnight", "sage", "flax", "terracotta"),
        popularity=1.0,
        sizes=CLOTHES,
    ),
)
