"""What all that is made of linen has in common."""

from __future__ import annotations

from parcours.demo.world.typography import typeset

LIGHT = typeset(
    "100% European linen, 170 g/m², washed before it is cut",
    "100 % lin européen, 170 g/m², lavé avant la coupe",
    '100% פשתן אירופי, 170 גרם למ"ר, עובר כביסה לפני הגזירה',
)
SOLID = typeset(
    "100% European linen, 230 g/m², washed before it is cut",
    "100 % lin européen, 230 g/m², lavé avant la coupe",
    '100% פשתן אירופי, 230 גרם למ"ר, עובר כביסה לפני הגזירה',
)
WASH = typeset(
    "Machine wash at 40 °C, dry on a line, iron only if you insist",
    "Lavage en machine à 40 °C, séchage sur un fil, repassage seulement si vous y tenez",
    "כביסה במכונה ב־40 מעלות, ייבוש על חבל, גיהוץ רק אם ממש מתעקשים",
)
WASH_HOT = typeset(
    "Machine wash at 60 °C; the cloth grows softer every time",
    "Lavage en machine à 60 °C ; la toile s'adoucit à chaque fois",
    "כביסה במכונה ב־60 מעלות; הבד מתרכך מכביסה לכביסה",
)
BUTTONS = typeset(
    "Buttons of corozo nut, one spare sewn inside",
    "Boutons en corozo, un de rechange cousu à l'intérieur",
    "כפתורים מאגוז קורוזו, וכפתור רזרבי תפור מבפנים",
)
SEWN = typeset("Sewn in Portugal", "Cousu au Portugal", "נתפר בפורטוגל")
