"""What stages, steps, touchpoints and channels are called in English, French and Hebrew.

Terms are those of the trade in each language, as its shop owners read them; a word that the trade
leaves in English stays so.
"""

from __future__ import annotations

from typing import NamedTuple


class Term(NamedTuple):
    """One thing's name in each language."""

    en: str
    fr: str
    he: str


STAGE_TERMS: dict[str, Term] = {
    # "Prise de conscience" and "sensibilisation" are translations; a brand's awareness is its notoriété.
    "awareness": Term("Awareness", "Notoriété", "מודעות"),
    "consideration": Term("Consideration", "Considération", "שיקול"),
    "conversion": Term("Conversion", "Conversion", "המרה"),
    # "Rétention" is what happens to liquids; shops speak of keeping customers faithful.
    "retention": Term("Retention", "Fidélisation", "שימור"),
    # "Plaidoyer" is for courts and causes; who recommends a shop is its ambassadeur, שגריר.
    "advocacy": Term("Advocacy", "Ambassadeurs", "שגרירים"),
}

STEP_TERMS: dict[str, Term] = {
    "first_contact": Term("First contact", "Premier contact", "מגע ראשון"),
    "browsing": Term("Browsing", "Navigation", "גלישה"),
    "obstacles": Term("Obstacles", "Obstacles", "חסמים"),
    "order": Term("Order", "Commande", "הזמנה"),
    "delivery": Term("Delivery", "Livraison", "משלוח"),
    "loyalty": Term("Loyalty", "Fidélité", "נאמנות"),
    "recommendation": Term("Recommendation", "Recommandation", "המלצה"),
}

GROUP_TERMS: dict[str, Term] = {
    "Advertising": Term("Advertising", "Publicité", "פרסום"),
    "Content": Term("Content", "Contenus", "תוכן"),
    "Site": Term("Site", "Site", "אתר"),
    "Search": Term("Search", "Recherche", "חיפוש באתר"),
    "Category page": Term("Category page", "Page catégorie", "עמוד קטגוריה"),
    "Product page": Term("Product page", "Fiche produit", "עמוד מוצר"),
    "Reviews read": Term("Reviews read", "Avis consultés", "קריאת ביקורות"),
    "Comparison": Term("Comparison", "Comparaison", "השוואה"),
    "Wish list": Term("Wish list", "Liste d’envies", "רשימת משאלות"),
    "Offers": Term("Offers", "Promotions", "מבצעים"),
    "Account": Term("Account", "Compte", "חשבון"),
    "Stock": Term("Stock", "Stock", "מלאי"),
    # עגלה and סל are both in use; the buttons of Israeli shops say "הוספה לסל".
    "Cart": Term("Cart", "Panier", "סל קניות"),
    # "Caisse" is the till of a shop in the street; "tunnel de commande" is the path, not the place.
    "Checkout": Term("Checkout", "Validation de commande", "קופה"),
    "Payment": Term("Payment", "Paiement", "תשלום"),
    "Order": Term("Order", "Commande", "הזמנה"),
    "Service": Term("Service", "Service client", "שירות לקוחות"),
    "Delivery": Term("Delivery", "Livraison", "משלוח"),
    "Returns": Term("Returns", "Retours", "החזרות"),
    "E-mail": Term("E-mail", "E-mail", "דוא״ל"),
    "SMS and push": Term("SMS and push", "SMS et push", "מסרונים והתראות"),
    "Survey": Term("Survey", "Enquête", "סקר"),
    "Loyalty programme": Term("Loyalty programme", "Programme de fidélité", "מועדון לקוחות"),
    "Review": Term("Review", "Avis", "ביקורת"),
    # "Parrainage" is what every French shop calls it; Hebrew shops say חבר מביא חבר.
    "Referral": Term("Referral", "Parrainage", "חבר מביא חבר"),
    "Community": Term("Community", "Communauté", "קהילה"),
}

CHANNEL_TERMS: dict[str, Term] = {
    # The French trade speaks of référencement: payant, naturel.
    "paid search": Term("Paid search", "Référencement payant", "חיפוש ממומן"),
    "organic search": Term("Organic search", "Référencement naturel", "חיפוש אורגני"),
    "paid social": Term("Paid social", "Publicité sur les réseaux sociaux", "רשתות חברתיות – ממומן"),
    "organic social": Term("Organic social", "Réseaux sociaux", "רשתות חברתיות"),
    "paid video": Term("Paid video", "Publicité vidéo", "פרסום בווידאו"),
    "video": Term("Video", "Vidéo", "וידאו"),
    "display": Term("Display", "Display", "באנרים"),
    "retargeting": Term("Retargeting", "Reciblage", "רימרקטינג"),
    "other ads": Term("Other ads", "Autres publicités", "פרסום אחר"),
    "influencer": Term("Influencers", "Influenceurs", "משפיענים"),
    "affiliate": Term("Affiliates", "Affiliation", "שיווק שותפים"),
    "content": Term("Blogs and podcasts", "Blogs et podcasts", "בלוגים ופודקאסטים"),
    "word of mouth": Term("Word of mouth", "Bouche-à-oreille", "מפה לאוזן"),
    "offline": Term("Offline", "Hors ligne", "אופליין"),
    "ai assistant": Term("AI assistants", "Assistants IA", "עוזרי בינה מלאכותית"),
    "comparison site": Term("Comparison sites", "Comparateurs", "אתרי השוואת מחירים"),
    "review site": Term("Review sites", "Sites d’avis", "אתרי ביקורות"),
    "forum": Term("Forums", "Forums", "פורומים"),
    "marketplace": Term("Marketplaces", "Places de marché", "זירות מסחר"),
    "email": Term("E-mail", "E-mail", "דוא״ל"),
    "sms": Term("SMS", "SMS", "מסרונים"),
    "push": Term("Push notifications", "Notifications push", "התראות פוש"),
    "referral": Term("Links on other sites", "Sites référents", "אתרים מפנים"),
    "direct": Term("Direct", "Accès direct", "כניסה ישירה"),
}

_TERMS = STAGE_TERMS | STEP_TERMS | GROUP_TERMS | CHANNEL_TERMS


def title(code: str, language: str = "en") -> str:
    """Return what a stage, step, touchpoint group or channel is called; the code itself if unknown.

    Languages other than French and Hebrew read English.

    >>> title("retention", "fr"), title("Cart", "he-IL"), title("Lamp Rubbed", "fr")
    ('Fidélisation', 'סל קניות', 'Lamp Rubbed')
    """
    term = _TERMS.get(code)
    if term is None:
        return code
    match language.casefold().partition("-")[0]:
        case "fr":
            return term.fr
        case "he" | "iw":
            return term.he
        case _:
            return term.en
