"""Teapots and cups."""

from __future__ import annotations

from parcours.demo.world.products.clay import BY_HAND, STONEWARE, WASHABLE
from parcours.demo.world.products.model import Model
from parcours.demo.world.typography import typeset

_STRAINER = typeset(
    "Steel strainer inside, wide enough for whole leaves",
    "Filtre en acier, assez large pour des feuilles entières",
    "מסננת פלדה פנימית, רחבה מספיק לעלים שלמים",
)

MODELS: tuple[Model, ...] = (
    Model(
        code="ombre",
        kind="teapot",
        slug="teapot-ombre",
        name=typeset("Stoneware teapot Ombre", "Théière en grès Ombre", "קומקום תה מקרמיקה אומבר"),
        description=typeset(
            "A spout that does not drip. It took us two years, and we are still a little proud.",
            "Un bec verseur qui ne goutte pas. Il nous a fallu deux ans, "
            "et nous en sommes encore un peu fiers.",
            "פיה שלא מטפטפת. זה לקח לנו שנתיים, ואנחנו עדיין קצת גאים בזה.",
        ),
        details=(
            typeset("0.9 l, four cups", "0,9 l, quatre tasses", "0.9 ליטר, ארבע כוסות"),
            _STRAINER,
            STONEWARE,
            BY_HAND,
        ),
        price=5400,
        cost=2100,
        colours=("ink", "chalk", "sage", "terracotta"),
        popularity=0.40,
        gift=True,
    ),
    Model(
        code="kyo",
        kind="kyusu",
        slug="side-handle-teapot-kyo",
        name=typeset("Side-handle teapot Kyo", "Théière à manche Kyo", "קומקום קיו עם ידית צד"),
        description=typeset(
            "Small, for green teas and for one thing at a time. "
            "The handle stays cool, the wrist stays straight.",
            "Petite, pour les thés verts et pour une chose à la fois. "
            "Le manche reste froid, le poignet droit.",
            "קטן, לתה ירוק ולדבר אחד בכל פעם. הידית נשארת קרירה והיד נשארת ישרה.",
        ),
        details=(
            typeset("0.35 l, two small cups", "0,35 l, deux petites tasses", "0.35 ליטר, שתי כוסות קטנות"),
            STONEWARE,
            BY_HAND,
        ),
        price=4800,
        cost=1950,
        colours=("terracotta", "ink", "sky"),
        popularity=0.14,
    ),
    Model(
        code="bulle",
        kind="cup",
        slug="cup-bulle",
        name=typeset("Cup without handle Bulle", "Tasse sans anse Bulle", "כוס בלי ידית בול"),
        description=typeset(
            "Too hot to hold means too hot to drink. After that it warms both hands.",
            "Trop chaude pour la main, donc pour la bouche. Ensuite, elle réchauffe les deux paumes.",
            "אם חם מדי להחזיק, חם מדי לשתות. אחר כך היא מחממת את שתי הידיים.",
        ),
        details=(
            STONEWARE,
            typeset("18 cl", "18 cl", '180 מ"ל'),
            WASHABLE,
            BY_HAND,
        ),
        price=1600,
        cost=520,
        colours=("chalk", "sage", "ink", "rose", "sky"),
        popularity=0.78,
        gift=True,
    ),
    Model(
        code="matinal",
        kind="mug",
        slug="mug-matinal",
        name=typeset("Large mug Matinal", "Grande tasse Matinal", "ספל גדול מטינל"),
        description=typeset(
            "As much tea as a morning needs, with a handle for three fingers.",
            "Autant de thé qu'il en faut à un matin, et une anse pour trois doigts.",
            "כמה תה שבוקר אחד צריך, עם ידית לשלוש אצבעות.",
        ),
        details=(
            STONEWARE,
            typeset("40 cl", "40 cl", '400 מ"ל'),
            WASHABLE,
            BY_HAND,
        ),
        price=2100,
        cost=700,
        colours=("chalk", "flax", "midnight", "terracotta", "sage", "honey"),
        popularity=0.95,
        gift=True,
    ),
    Model(
        code="detour",
        kind="flask",
        slug="travel-cup-detour",
        name=typeset("Travel cup Détour", "Tasse de voyage Détour", "כוס לדרך דטור"),
        description=typeset(
            "Keeps its heat for six hours, its lid shut and its opinions to itself.",
            "Elle garde la chaleur six heures, le couvercle fermé et ses opinions pour elle.",
            "שומרת על החום שש שעות, על המכסה סגור, ועל הדעות שלה לעצמה.",
        ),
        details=(
            typeset("Steel, two walls, 0.4 l", "Acier, double paroi, 0,4 l", "פלדה, דופן כפולה, 0.4 ליטר"),
            typeset("Strainer in the lid", "Filtre dans le couvercle", "מסננת במכסה"),
        ),
        price=2900,
        cost=1150,
        colours=("sage", "ink", "chalk"),
        popularity=0.34,
        launched=610,
        gift=True,
    ),
)
