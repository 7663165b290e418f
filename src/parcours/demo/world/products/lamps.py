"""Lamps with linen shades."""

from __future__ import annotations

from parcours.demo.world.products.model import Model
from parcours.demo.world.typography import typeset

_BULB = typeset(
    "E27 bulb of up to 40 W, not included",
    "Ampoule E27, 40 W au plus, non fournie",
    "נורת E27 עד 40 ואט, לא כלולה",
)

MODELS: tuple[Model, ...] = (
    Model(
        code="phare",
        kind="lamp",
        slug="table-lamp-phare",
        name=typeset("Table lamp Phare", "Lampe à poser Phare", "מנורת שולחן פאר"),
        description=typeset(
            "A linen shade on a stoneware foot, for the hour between work and dinner.",
            "Un abat-jour en lin sur un pied de grès, pour l'heure entre le travail et le dîner.",
            "אהיל פשתן על רגל קרמיקה, לשעה שבין העבודה לארוחת הערב.",
        ),
        details=(
            typeset(
                "44 cm high, shade ⌀ 30 cm",
                "Hauteur 44 cm, abat-jour ⌀ 30 cm",
                'גובה 44 ס"מ, קוטר אהיל 30 ס"מ',
            ),
            typeset(
                "Cloth cable of 1.8 m with a switch",
                "Câble textile de 1,8 m avec interrupteur",
                "כבל בד באורך 1.8 מטר עם מפסק",
            ),
            _BULB,
        ),
        price=9900,
        cost=4200,
        colours=("chalk", "terracotta", "ink"),
        popularity=0.16,
    ),
    Model(
        code="lanterne",
        kind="pendant",
        slug="pendant-lamp-lanterne",
        name=typeset("Pendant lamp Lanterne", "Suspension Lanterne", "מנורת תלייה לנטרן"),
        description=typeset(
            "Hangs low over the table and makes everybody at it look rested.",
            "Elle descend bas sur la table et donne à tout le monde l'air reposé.",
            "תלויה נמוך מעל השולחן, וכולם סביבו נראים רעננים.",
        ),
        details=(
            typeset("Shade of linen, ⌀ 45 cm", "Abat-jour en lin, ⌀ 45 cm", 'אהיל פשתן, קוטר 45 ס"מ'),
            _BULB,
        ),
        price=12900,
        cost=5600,
        colours=("flax", "chalk", "sage"),
        popularity=0.10,
    ),
    Model(
        code="liseuse",
        kind="lamp",
        slug="bedside-lamp-liseuse",
        name=typeset("Bedside lamp Liseuse", "Lampe de chevet Liseuse", "מנורת לילה ליזז"),
        description=typeset(
            "Bright enough for one more chapter, dim enough for the other side of the bed.",
            "Assez claire pour un dernier chapitre, assez douce pour l'autre côté du lit.",
            "מאירה מספיק לעוד פרק אחד, ועמומה מספיק לצד השני של המיטה.",
        ),
        details=(
            typeset(
                "29 cm high, shade ⌀ 20 cm",
                "Hauteur 29 cm, abat-jour ⌀ 20 cm",
                'גובה 29 ס"מ, קוטר אהיל 20 ס"מ',
            ),
            typeset("Dimmer on the cable", "Variateur sur le câble", "עמעם על הכבל"),
            _BULB,
        ),
        price=7900,
        cost=3300,
        colours=("rose", "sky", "honey"),
        popularity=0.16,
        launched=180,
    ),
)
