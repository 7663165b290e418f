"""Bags and pouches."""

from __future__ import annotations

from parcours.demo.world.products.cloth import SEWN, SOLID, WASH
from parcours.demo.world.products.model import Model
from parcours.demo.world.typography import typeset

MODELS: tuple[Model, ...] = (
    Model(
        code="marche",
        kind="bag",
        slug="linen-tote-marche",
        name=typeset("Linen tote Marché", "Cabas en lin Marché", "תיק בד מפשתן מארשה"),
        description=typeset(
            "Holds a whole market on the way back and folds into a pocket on the way there.",
            "Au retour, il contient tout un marché ; à l'aller, il tient dans une poche.",
            "בדרך חזור נכנס בו שוק שלם, ובדרך הלוך הוא מתקפל לכיס.",
        ),
        details=(
            SOLID,
            typeset(
                "42 × 40 cm, handles for the shoulder",
                "42 × 40 cm, anses pour l'épaule",
                '42 × 40 ס"מ, ידיות לכתף',
            ),
            WASH,
        ),
        price=3400,
        cost=1150,
        colours=("flax", "midnight", "terracotta", "stripe", "linden"),
        popularity=0.52,
        gift=True,
    ),
    Model(
        code="escale",
        kind="weekend_bag",
        slug="weekend-bag-escale",
        name=typeset("Weekend bag Escale", "Sac de week-end Escale", "תיק סוף שבוע אסקל"),
        description=typeset(
            "Two nights, one book, no wheels. Lined with striped ticking that you alone will see.",
            "Deux nuits, un livre, pas de roulettes. Doublé d'une toile rayée que vous serez seuls à voir.",
            "שני לילות, ספר אחד, בלי גלגלים. עם בטנת פסים שרק אתם תראו.",
        ),
        details=(
            SOLID,
            typeset(
                "50 × 32 × 22 cm, leather handles",
                "50 × 32 × 22 cm, anses en cuir",
                '50 × 32 × 22 ס"מ, ידיות עור',
            ),
            SEWN,
        ),
        price=11900,
        cost=5000,
        colours=("olive", "ink", "flax"),
        popularity=0.10,
    ),
    Model(
        code="trousse",
        kind="pouch",
        slug="linen-pouch-trousse",
        name=typeset("Linen pouch Petite", "Trousse en lin Petite", "נרתיק פשתן פטיט"),
        description=typeset(
            "For pencils, plasters, cables: for everything that otherwise lives at the bottom of the bag.",
            "Pour les crayons, les pansements, les câbles : tout ce qui vit au fond du sac.",
            "לעפרונות, לפלסטרים, לכבלים: לכל מה שבדרך כלל גר בתחתית התיק.",
        ),
        details=(
            SOLID,
            typeset("22 × 14 cm, brass zip", "22 × 14 cm, zip en laiton", '22 × 14 ס"מ, רוכסן פליז'),
            WASH,
        ),
        price=1900,
        cost=580,
        colours=("sage", "terracotta", "stripe", "plum"),
        popularity=0.50,
        gift=True,
    ),
    Model(
        code="miche",
        kind="bread_bag",
        slug="bread-bag-miche",
        name=typeset("Bread bag Miche", "Sac à pain Miche", "שק לחם מיש"),
        description=typeset(
            "Linen lets a loaf breathe: the crust stays a crust until the day after tomorrow.",
            "Le lin laisse respirer la miche : la croûte reste croûte jusqu'à après-demain.",
            "פשתן נותן לכיכר לנשום: הקרום נשאר קרום עד מחרתיים.",
        ),
        details=(
            SOLID,
            typeset("30 × 40 cm, with a drawstring", "30 × 40 cm, à cordon", '30 × 40 ס"מ, עם שרוך'),
            WASH,
        ),
        price=1700,
        cost=520,
        colours=("flax", "gingham"),
        popularity=0.36,
        gift=True,
    ),
)
