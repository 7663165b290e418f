"""What the shop's letters are about."""

from __future__ import annotations

from datetime import date
from functools import cache

from parcours.demo.words import LANGUAGES, Text
from parcours.demo.world.calendar import CAMPAIGNS, COUPON, coupon_runs, next_coupon

_TUESDAY = 1
_EVERYWHERE = tuple(each for each in CAMPAIGNS if not each.countries)
WEEKLY: tuple[Text, ...] = (
    Text(
        "What linen does after ten washes",
        "Ce que devient le lin après dix lavages",
        "מה קורה לפשתן אחרי עשר כביסות",
    ),
    Text(
        "A table for six, on a weekday", "Une table pour six, un soir de semaine", "שולחן לשישה, באמצע השבוע"
    ),
    Text(
        "Tea for the hour before dinner", "Un thé pour l'heure d'avant le dîner", "תה לשעה שלפני ארוחת הערב"
    ),
    Text("Three ways to make a bed", "Trois façons de faire un lit", "שלוש דרכים להציע מיטה"),
    Text("The lamp that stays on", "La lampe qu'on laisse allumée", "המנורה שנשארת דולקת"),
    Text("Back on the shelves this week", "De retour en rayon cette semaine", "חזר למדפים השבוע"),
    Text(
        "A shirt for all the rest of the year",
        "Une chemise pour tout le reste de l'année",
        "חולצה לכל שאר השנה",
    ),
    Text("Small presents that are not boring", "De petits cadeaux pas ennuyeux", "מתנות קטנות ולא משעממות"),
    Text("How we choose a blue", "Comment on choisit un bleu", "איך בוחרים כחול"),
    Text(
        "Pots for plants that are forgotten",
        "Des pots pour les plantes qu'on oublie",
        "עציצים לצמחים ששוכחים להשקות",
    ),
)
COUPON_SUBJECT = Text(
    f"Four days, 20% off: {COUPON.code}",
    f"Quatre jours à −20 % : {COUPON.code}",
    f"ארבעה ימים, 20% הנחה: {COUPON.code}",
)
INVITATION = Text("A link for your friends", "Un lien pour vos amis", "קישור לחברים שלכם")
FLOW_SUBJECTS: tuple[Text, ...] = (
    Text(
        "Welcome to Tilia, and 10% for a start",
        "Bienvenue chez Tilia, et 10 % pour commencer",
        "ברוכים הבאים לטיליה, ו-10% להתחלה",
    ),
    Text("Where to begin", "Par où commencer", "מאיפה מתחילים"),
    Text("Your cart is still here", "Votre panier est toujours là", "הסל שלכם עדיין כאן"),
    Text("5% off what you left behind", "−5 % sur ce que vous avez laissé", "5% הנחה על מה שהשארתם"),
    Text("It has been a while", "Cela fait un moment", "עבר זמן מה"),
    Text("Thank you for your order", "Merci pour votre commande", "תודה על ההזמנה"),
)
"""Of the letters of the flows, in the order of `enrolling`."""
SUBJECTS: tuple[Text, ...] = (*WEEKLY, *(each.name for each in _EVERYWHERE), COUPON_SUBJECT)


def subject_of(day: date) -> int:
    """Return the subject of the letter that is sent on a day, -1: none is."""
    if coupon_runs(day) and next_coupon(day) == day:
        return len(SUBJECTS) - 1
    for place, campaign in enumerate(_EVERYWHERE):
        if campaign.dates(day.year)[0] == day:
            return len(WEEKLY) + place
    return day.toordinal() // 7 % len(WEEKLY) if day.weekday() == _TUESDAY else -1


@cache
def by_language(texts: tuple[Text, ...]) -> tuple[str, ...]:
    """Return each text in each language: that of text ``t`` in language ``l`` stands at ``3 t + l``."""
    return tuple(text.of(language) for text in texts for language in LANGUAGES)
