"""The dyes and glazes of the shop: a name that can follow a comma, and what the pictures draw with."""

from __future__ import annotations

from dataclasses import dataclass

from parcours.demo.words import Text
from parcours.demo.world.typography import typeset


@dataclass(frozen=True)
class Colour:
    """``accent`` is the second colour of a print; a plain colour has none. ``note`` closes a description."""

    code: str
    name: Text
    hex: str
    note: Text
    print: str = ""
    accent: str = ""


COLOURS: tuple[Colour, ...] = (
    Colour(
        "chalk",
        typeset("chalk", "craie", "לבן גיר"),
        "#f1ece2",
        typeset(
            "Chalk is a white that has seen a little sun.",
            "La craie : un blanc qui a pris un peu de soleil.",
            "לבן גיר הוא לבן שכבר ראה קצת שמש.",
        ),
    ),
    Colour(
        "flax",
        typeset("flax", "lin naturel", "פשתן טבעי"),
        "#cbb896",
        typeset(
            "Flax is the colour of the plant itself, left undyed.",
            "Le lin naturel, c'est la couleur de la plante, sans teinture.",
            "פשתן טבעי הוא הגוון של הצמח עצמו, בלי צביעה.",
        ),
    ),
    Colour(
        "midnight",
        typeset("midnight", "bleu nuit", "כחול לילה"),
        "#2b3a55",
        typeset(
            "Midnight is blue by day and nearly black by candlelight.",
            "Bleu nuit : bleu le jour, presque noir à la bougie.",
            "כחול לילה: כחול ביום, כמעט שחור לאור נר.",
        ),
    ),
    Colour(
        "sage",
        typeset("sage", "sauge", "ירוק מרווה"),
        "#9aa88b",
        typeset(
            "Sage is a green that keeps its voice down.",
            "La sauge : un vert qui ne hausse pas le ton.",
            "ירוק מרווה הוא ירוק שלא מרים את הקול.",
        ),
    ),
    Colour(
        "terracotta",
        typeset("terracotta", "terre cuite", "טרקוטה"),
        "#bd6f4f",
        typeset(
            "Terracotta warms whatever stands next to it.",
            "La terre cuite réchauffe tout ce qu'on pose à côté.",
            "טרקוטה מחממת את כל מה שמונח לידה.",
        ),
    ),
    Colour(
        "honey",
        typeset("honey", "miel", "דבש"),
        "#d6a54b",
        typeset(
            "Honey is late light in September.",
            "Miel : la lumière d'une fin d'après-midi de septembre.",
            "דבש הוא האור של סוף אחר צהריים בספטמבר.",
        ),
    ),
    Colour(
        "rose",
        typeset("old rose", "vieux rose", "ורוד עתיק"),
        "#cf9d96",
        typeset(
            "Old rose is pink without the sugar.",
            "Le vieux rose : du rose, le sucre en moins.",
            "ורוד עתיק הוא ורוד בלי הסוכר.",
        ),
    ),
    Colour(
        "ink",
        typeset("ink", "encre", "שחור דיו"),
        "#33343a",
        typeset(
            "Ink is a black that softens with every wash of light.",
            "Encre : un noir qui s'adoucit avec la lumière.",
            "שחור דיו הוא שחור שמתרכך עם האור.",
        ),
    ),
    Colour(
        "sky",
        typeset("pale sky", "bleu pâle", "תכלת"),
        "#b4c7d3",
        typeset(
            "Pale sky is the blue that comes after rain.",
            "Bleu pâle : celui d'après la pluie.",
            "תכלת היא הכחול שבא אחרי הגשם.",
        ),
    ),
    Colour(
        "olive",
        typeset("olive", "olive", "ירוק זית"),
        "#6f7350",
        typeset(
            "Olive goes with wood, bread and everything else on the table.",
            "L'olive va avec le bois, avec le pain, avec tout le reste.",
            "ירוק זית מסתדר עם עץ, עם לחם ועם כל השאר.",
        ),
    ),
    Colour(
        "plum",
        typeset("plum", "prune", "שזיף"),
        "#6d4653",
        typeset(
            "Plum is for evenings, and for those who find black too easy.",
            "La prune est pour le soir, et pour qui trouve le noir trop facile.",
            "שזיף מתאים לערב, ולמי ששחור קל לו מדי.",
        ),
    ),
    Colour(
        "stripe",
        typeset("blue stripes", "rayures bleues", "פסים כחולים"),
        "#f1ece2",
        typeset(
            "The stripes are woven, not printed: they are the same on both sides.",
            "Les rayures sont tissées, pas imprimées : l'envers vaut l'endroit.",
            "הפסים ארוגים ולא מודפסים, ולכן שני הצדדים זהים.",
        ),
        print="stripe",
        accent="#5d7591",
    ),
    Colour(
        "gingham",
        typeset("sage gingham", "vichy sauge", "משבצות מרווה"),
        "#f1ece2",
        typeset(
            "A small gingham, the kind that picnics are made of.",
            "Un petit vichy, de ceux dont on fait les pique-niques.",
            "משבצות קטנות, מהסוג שפיקניקים עשויים ממנו.",
        ),
        print="check",
        accent="#9aa88b",
    ),
    Colour(
        "linden",
        typeset("linden print", "imprimé tilleul", "הדפס עלי טיליה"),
        "#efe7d6",
        typeset(
            "The leaves were drawn in our yard, under the tree that gave the shop its name.",
            "Les feuilles ont été dessinées dans notre cour, sous l'arbre qui a donné son nom à la maison.",
            "העלים צוירו בחצר שלנו, מתחת לעץ שנתן לחנות את שמה.",
        ),
        print="leaf",
        accent="#8a9a6b",
    ),
)
"""In the order in which a shop would show them."""


def colour(code: str) -> Colour:
    """Return a colour by its code."""
    return _BY_CODE[code]


_BY_CODE = {each.code: each for each in COLOURS}
