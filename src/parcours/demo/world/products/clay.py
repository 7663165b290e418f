"""What all that is made of stoneware has in common."""

from __future__ import annotations

from parcours.demo.world.typography import typeset

STONEWARE = typeset(
    "Stoneware, fired at 1,250 °C, glaze without lead",
    "Grès cuit à 1 250 °C, émail sans plomb",
    "קרמיקת סטונוור, שריפה ב־1,250 מעלות, זיגוג ללא עופרת",
)
WASHABLE = typeset(
    "Goes into the dishwasher, the microwave and the oven",
    "Passe au lave-vaisselle, au micro-ondes et au four",
    "מתאים למדיח, למיקרוגל ולתנור",
)
BY_HAND = typeset(
    "Made by hand: small differences in shape and shade are meant to be there",
    "Fait à la main : de petites différences de forme et de teinte en font partie",
    "עבודת יד: הבדלים קטנים בצורה ובגוון הם חלק מהעניין",
)
