"""Scented candles, poured into cups that stay, and candles for the table."""

from __future__ import annotations

from parcours.demo.world.products.model import Model
from parcours.demo.world.typography import typeset

_WAX = typeset(
    "Rapeseed wax and cotton wick, 180 g, burns for 45 h",
    "Cire de colza, mèche de coton, 180 g, brûle 45 h",
    "שעוות קנולה ופתיל כותנה, 180 גרם, כ־45 שעות של אור",
)
_CUP = typeset(
    "The stoneware cup stays with you when the candle is gone",
    "Le gobelet en grès vous reste quand la bougie s'en va",
    "כוס הקרמיקה נשארת איתכם גם אחרי שהנר נגמר",
)

MODELS: tuple[Model, ...] = (
    Model(
        code="allee",
        kind="candle",
        slug="candle-linden-avenue",
        name=typeset("Candle Linden avenue", "Bougie Allée de tilleuls", "נר שדרת טיליה"),
        description=typeset(
            "An avenue in June, in the evening, after rain.",
            "Une allée en juin, le soir, après la pluie.",
            "שדרה ביוני, לפנות ערב, אחרי הגשם.",
        ),
        details=(_WAX, _CUP),
        price=2600,
        cost=860,
        colours=("sage",),
        popularity=0.66,
        gift=True,
    ),
    Model(
        code="figuier",
        kind="candle",
        slug="candle-fig-tree",
        name=typeset("Candle Fig tree", "Bougie Figuier", "נר עץ תאנה"),
        description=typeset(
            "Leaf and milk of the fig, and the warm wall behind it.",
            "La feuille et le lait du figuier, et le mur chaud derrière.",
            "עלה התאנה והחלב שלה, והקיר החם שמאחוריה.",
        ),
        details=(_WAX, _CUP),
        price=2600,
        cost=860,
        colours=("plum",),
        popularity=0.48,
        gift=True,
    ),
    Model(
        code="linge",
        kind="candle",
        slug="candle-clean-linen",
        name=typeset("Candle Linen on the line", "Bougie Linge au vent", "נר כביסה ברוח"),
        description=typeset(
            "Soap, sun and a little wind. No ironing.",
            "Du savon, du soleil, un peu de vent. Sans repassage.",
            "סבון, שמש וקצת רוח. בלי גיהוץ.",
        ),
        details=(_WAX, _CUP),
        price=2600,
        cost=860,
        colours=("sky",),
        popularity=0.54,
        gift=True,
    ),
    Model(
        code="orangerie",
        kind="candle",
        slug="candle-orangery",
        name=typeset("Candle Orangery", "Bougie Orangerie", "נר פרדס"),
        description=typeset(
            "Orange blossom first, the bitter peel later.",
            "La fleur d'oranger d'abord, l'écorce amère ensuite.",
            "קודם פריחת התפוז, אחר כך המרירות של הקליפה.",
        ),
        details=(_WAX, _CUP),
        price=2600,
        cost=860,
        colours=("honey",),
        popularity=0.40,
        gift=True,
    ),
    Model(
        code="cabane",
        kind="candle",
        slug="candle-cabin",
        name=typeset("Candle Cabin", "Bougie Cabane", "נר בקתה"),
        description=typeset(
            "Cedar, smoked tea and a wool blanket: for the dark half of the year.",
            "Cèdre, thé fumé, couverture de laine : pour la moitié sombre de l'année.",
            "ארז, תה מעושן ושמיכת צמר: לחצי החשוך של השנה.",
        ),
        details=(_WAX, _CUP),
        price=2600,
        cost=860,
        colours=("ink",),
        popularity=0.34,
        launched=410,
        gift=True,
    ),
    Model(
        code="veillee",
        kind="tapers",
        slug="dinner-candles-veillee",
        name=typeset(
            "Dinner candles Veillée, set of six",
            "Bougies de table Veillée, lot de six",
            "נרות שולחן ויאה, סט של שישה",
        ),
        description=typeset(
            "Dipped, not poured, so they burn straight and talk late.",
            "Trempées, pas moulées : elles brûlent droit et veillent tard.",
            "נרות טבולים ולא יצוקים, ולכן הם בוערים ישר ונשארים ערים עד מאוחר.",
        ),
        details=(
            typeset("25 cm, 8 h each", "25 cm, 8 h chacune", '25 ס"מ, 8 שעות כל נר'),
            typeset(
                "Free from scent, for the table's sake",
                "Sans parfum, par égard pour les plats",
                "ללא ריח, מתוך כבוד לאוכל",
            ),
        ),
        price=1800,
        cost=560,
        colours=("chalk", "honey", "terracotta", "midnight"),
        popularity=0.50,
    ),
)
