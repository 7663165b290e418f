"""What Tilia publishes: its journal, its videos, its guides and the tables that compare its products."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from parcours.demo.words import Text
from parcours.demo.world.typography import typeset

Format = Literal["post", "video", "guide", "comparison"]


@dataclass(frozen=True)
class Content:
    """One piece; ``topic`` is a category, ``weight`` how often it is seen.

    ``pull`` multiplies how ready to buy it leaves people: 1 changes nothing.
    """

    slug: str
    format: Format
    topic: str
    title: Text
    weight: float
    pull: float


CONTENT: tuple[Content, ...] = (
    Content(
        "how-linen-is-made",
        "video",
        "shirts",
        typeset("From a blue flower to a shirt", "D'une fleur bleue à une chemise", "מפרח כחול לחולצה"),
        1.0,
        0.9,
    ),
    Content(
        "washing-linen",
        "guide",
        "bed",
        typeset(
            "Washing linen: less than you think",
            "Laver le lin : moins qu'on ne croit",
            "איך מכבסים פשתן: פחות ממה שחשבתם",
        ),
        0.9,
        0.8,
    ),
    Content(
        "choosing-bed-linen",
        "guide",
        "bed",
        typeset(
            "Which bed linen for which sleeper",
            "Quel linge de lit pour quel dormeur",
            "אילו מצעים לאיזה סוג של ישנים",
        ),
        0.8,
        1.5,
    ),
    Content(
        "linen-or-cotton",
        "comparison",
        "bed",
        typeset("Linen or cotton, side by side", "Lin ou coton, côte à côte", "פשתן או כותנה, זה לצד זה"),
        0.7,
        1.6,
    ),
    Content(
        "a-table-for-six",
        "post",
        "table",
        typeset("A table for six on a Tuesday", "Une table pour six, un mardi", "שולחן לשישה ביום שלישי"),
        0.7,
        1.1,
    ),
    Content(
        "folding-a-napkin",
        "video",
        "table",
        typeset("Three ways to fold a napkin", "Trois façons de plier une serviette", "שלוש דרכים לקפל מפית"),
        0.5,
        0.7,
    ),
    Content(
        "brewing-green-tea",
        "video",
        "tea",
        typeset("Green tea that is not bitter", "Un thé vert qui n'est pas amer", "תה ירוק שאינו מר"),
        0.9,
        1.1,
    ),
    Content(
        "tea-through-the-day",
        "guide",
        "tea",
        typeset("A tea for each hour", "Un thé pour chaque heure", "תה לכל שעה"),
        0.6,
        1.2,
    ),
    Content(
        "infusions-for-the-evening",
        "post",
        "tea",
        typeset(
            "What to drink when you want to sleep", "Que boire quand on veut dormir", "מה לשתות כשרוצים לישון"
        ),
        0.8,
        0.8,
    ),
    Content(
        "which-teapot",
        "comparison",
        "teapots",
        typeset("Which teapot for which tea", "Quelle théière pour quel thé", "איזה קומקום לאיזה תה"),
        0.6,
        1.7,
    ),
    Content(
        "a-cup-is-born",
        "video",
        "teapots",
        typeset(
            "Nine hours in the life of a cup", "Neuf heures dans la vie d'une tasse", "תשע שעות בחייה של כוס"
        ),
        0.7,
        0.8,
    ),
    Content(
        "burning-a-candle",
        "guide",
        "candles",
        typeset("The first hour of a candle", "La première heure d'une bougie", "השעה הראשונה של הנר"),
        0.4,
        0.9,
    ),
    Content(
        "scents-compared",
        "comparison",
        "candles",
        typeset("Our five scents, compared", "Nos cinq parfums, comparés", "חמשת הניחוחות שלנו, בהשוואה"),
        0.4,
        1.5,
    ),
    Content(
        "light-in-the-evening",
        "post",
        "lamps",
        typeset(
            "Why one lamp is never enough",
            "Pourquoi une lampe ne suffit jamais",
            "למה מנורה אחת אף פעם לא מספיקה",
        ),
        0.4,
        0.8,
    ),
    Content(
        "ten-pieces-for-summer",
        "post",
        "dresses",
        typeset(
            "Ten pieces, thirty summer days", "Dix pièces, trente jours d'été", "עשרה בגדים, שלושים ימי קיץ"
        ),
        0.8,
        1.2,
    ),
    Content(
        "finding-your-size",
        "guide",
        "dresses",
        typeset(
            "How to measure yourself alone",
            "Prendre ses mesures toute seule, tout seul",
            "איך לוקחים מידות לבד",
        ),
        0.5,
        1.4,
    ),
    Content(
        "packing-for-two-days",
        "video",
        "bags",
        typeset(
            "Packed for two days in four minutes",
            "Un sac pour deux jours en quatre minutes",
            "אורזים ליומיים בארבע דקות",
        ),
        0.4,
        0.9,
    ),
    Content(
        "bread-that-keeps",
        "post",
        "bags",
        typeset(
            "Bread that keeps until Thursday", "Le pain qui tient jusqu'à jeudi", "לחם שמחזיק עד יום חמישי"
        ),
        0.5,
        0.8,
    ),
    Content(
        "herbs-on-the-windowsill",
        "video",
        "planters",
        typeset("Herbs that survive you", "Des aromates qui vous survivent", "עשבי תיבול ששורדים אתכם"),
        0.8,
        0.9,
    ),
    Content(
        "which-pot",
        "comparison",
        "planters",
        typeset("Which pot for which plant", "Quel pot pour quelle plante", "איזה עציץ לאיזה צמח"),
        0.4,
        1.4,
    ),
    Content(
        "gifts-under-forty",
        "guide",
        "gifts",
        typeset(
            "Gifts under forty euros that do not look it",
            "Des cadeaux à moins de quarante euros, sans en avoir l'air",
            "מתנות עד ארבעים אירו שלא נראות ככה",
        ),
        0.9,
        1.6,
    ),
    Content(
        "a-sweet-new-year",
        "post",
        "gifts",
        typeset("A table for the new year", "Une table pour le nouvel an juif", "שולחן לראש השנה"),
        0.5,
        1.2,
    ),
)
