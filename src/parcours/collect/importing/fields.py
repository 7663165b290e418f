"""The fields of an import: what a column of a file can mean, and what such columns are called.

`--map column=field` speaks these names; the reference page *Import formats* lists them.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import partial
from typing import Literal

Kind = Literal["text", "number", "amount", "instant", "flag", "items"]


@dataclass(frozen=True)
class Field:
    """One field: its name, kind of value, meaning, and how columns that hold it are called."""

    name: str
    kind: Kind
    meaning: str
    synonyms: tuple[str, ...] = ()


def _field(kind: Kind, name: str, meaning: str, synonyms: str = "") -> Field:
    words = (" ".join(word.split()) for word in synonyms.split(","))
    return Field(name, kind, meaning, tuple(word for word in words if word))


_text, _amount, _number, _instant, _flag = (
    partial(_field, kind) for kind in ("text", "amount", "number", "instant", "flag")
)

WHO: tuple[Field, ...] = (
    _text(
        "user_id",
        "the shop's own id of the person",
        """customer id, user, customer, customerid, client id, buyer id, member id, contact id, id client,
        client, visitorid, visitor id, id customer, household id, numéro client, code client, מזהה לקוח,
        מספר לקוח, קוד לקוח""",
    ),
    _text(
        "email",
        "the person's e-mail address",
        """e mail, mail, email address, customer email, billing email, user email, courriel, adresse e mail,
        adresse email, email client, e mail client, דואל, אימייל, מייל, כתובת מייל, דוא ל""",
    ),
    _text(
        "anonymous_id",
        "the browser that visited",
        """anonymousid, cookie id, device id, client uuid, distinct id, user pseudo id, visitor cookie,
        browser id""",
    ),
    _text("session_id", "the visit", "session, sessionid, visit id, id visit, idvisit, id session, ביקור"),
)
WHAT: tuple[Field, ...] = (
    _text(
        "event",
        "what happened",
        """event name, action, event type, activity, action type, behavior type, behaviour, événement,
        evenement, type événement, אירוע, פעולה""",
    ),
    _instant(
        "timestamp",
        "when it happened",
        """ts, time, date, datetime, date time, created at, order date, invoice date, event time, event
        timestamp, created, date created, date add, purchase date, transaction date, date commande, date de
        commande, date achat, horodatage, heure, day, jour, placed at, ordered at, occurred at, תאריך, תאריך
        הזמנה, זמן, נוצר ב""",
    ),
    _text("message_id", "the event's own id, if the file has one", "messageid, event id, event uuid"),
    _text("type", "Segment's call type: track, page, identify, screen, group or alias"),
)
ORDER: tuple[Field, ...] = (
    _text(
        "order_id",
        "the order's number",
        """order, order number, orderid, order no, invoice, invoice no, invoiceno, invoice number, transaction
        id, transactionid, order ref, order reference, purchase id, commande, numéro de commande, numéro
        commande, n commande, id commande, référence commande, num commande, facture, numéro de facture,
        מספר הזמנה, הזמנה, מספר חשבונית""",
    ),
    _text("status", "what became of the order", "order status, state, statut, état, etat, סטטוס, מצב הזמנה"),
    _text(
        "kind",
        "order, return, adjustment or test",
        "document type, order type, transaction type, type de document",
    ),
    _instant("cancelled_at", "when the order was cancelled", "canceled at, cancel date, date annulation"),
    _instant("refunded_at", "when money was given back", "refund date, date remboursement"),
    _instant(
        "shipped_at",
        "when the order left",
        "fulfilled at, shipping date, ship date, date expédition, תאריך משלוח",
    ),
    _instant(
        "delivered_at",
        "when the order arrived",
        "delivery date, date livraison, date de livraison, תאריך מסירה",
    ),
    _instant(
        "promised_at",
        "when delivery was promised",
        "promised date, estimated delivery, livraison prévue",
    ),
    _flag("test", "whether the order is a test", "test order, is test"),
    _flag("is_guest", "ordered without an account", "guest, guest checkout"),
    _text("shop_id", "which shop of several", "store id, shop, store, boutique, id shop"),
    _text(
        "payment_method",
        "how it was paid",
        "payment, payment type, paiement, mode de paiement, moyen de paiement, אמצעי תשלום",
    ),
    _text("carrier", "who delivers", "shipping company, transporteur, חברת משלוחים"),
    _text(
        "coupon",
        "coupon code",
        "coupon code, discount code, voucher, promo code, code promo, bon de réduction, קופון, קוד קופון",
    ),
    _text("checkout_id", "the checkout", "checkout, checkout token"),
    _text("cart_id", "the cart", "cart, cart token, basket id, id panier, panier, עגלה"),
    _text("checkout_step", "the step of the checkout"),
    _text("checkout_field", "the field of the checkout"),
)
MONEY: tuple[Field, ...] = (
    _amount(
        "total",
        "everything the customer pays for the order, tax and shipping included",
        """order total, grand total, total amount, amount total, total paid, total price, montant total, total
        ttc, montant ttc, total commande, סהכ, סך הכל, סכום כולל""",
    ),
    _amount(
        "revenue",
        "goods of the order after discounts, without tax and shipping",
        "subtotal, sub total, net total, sous total, total ht, montant ht, סכום ביניים",
    ),
    _amount(
        "amount",
        "the order's total; in a file of lines, what the line costs",
        "value, order value, order amount, sales, price paid, montant, spend, סכום",
    ),
    _amount("tax", "tax of the order", "taxes, vat, total tax, order tax, tva, taxe, מעמ"),
    _amount(
        "shipping",
        "shipping of the order",
        """shipping cost, shipping total, delivery fee, shipping amount, frais de port, livraison, משלוח, דמי
        משלוח""",
    ),
    _amount(
        "discount",
        "discounts of the order",
        "discount amount, total discount, discounts, remise, réduction, הנחה",
    ),
    _amount(
        "refund",
        "money of the order given back",
        """refunded amount, refund amount, amount refunded, total refunded, montant remboursé, remboursement,
        החזר""",
    ),
    _text("currency", "ISO 4217 code of the amounts", "currency code, order currency, devise, monnaie, מטבע"),
)
LINE: tuple[Field, ...] = (
    _number("line", "number of the line within the order", "line number, line no, line item id, ligne, שורה"),
    _text(
        "product_id",
        "the product",
        """product, item id, itemid, productid, item, stock code, stockcode, article, id produit,
        produit, code produit, code article, asin, מוצר, מזהה מוצר, קוד מוצר, פריט""",
    ),
    _text(
        "sku",
        "stock keeping unit",
        "item sku, lineitem sku, product sku, référence, référence produit, מקט",
    ),
    _text("variant", "the variant", "variant id, variation, déclinaison"),
    _text(
        "category",
        "category of the product",
        "product category, item category, category id, catégorie, rayon, קטגוריה",
    ),
    _number("quantity", "how many", "qty, units, quantité, qté, n units, quantity ordered, כמות"),
    _amount(
        "price",
        "price of one",
        "unit price, item price, unitprice, price per unit, prix, prix unitaire, pu, מחיר, מחיר ליחידה",
    ),
    _amount(
        "line_total",
        "what the line costs",
        "line amount, line total, item total, item cost, extended price, total ligne",
    ),
    _amount("line_discount", "discount of the line", "item discount, retail discount, remise ligne"),
    _field("items", "items", "products of the row, a list of objects"),
)
VISIT: tuple[Field, ...] = (
    _text("url", "address of the page", "page url, page, page location, uri, adresse, כתובת"),
    _text("page_path", "path of the page", "path, chemin"),
    _text("page_title", "title of the page", "title, titre, כותרת"),
    _text(
        "referrer",
        "address of the page before",
        "referer, page referrer, referring site, source url, référent",
    ),
    _text("landing", "first address of the visit", "landing page, landing site, page arrivée"),
    _text(
        "search_query",
        "what was searched for",
        "search term, search, query, keyword, recherche, מילת חיפוש",
    ),
    _number("search_results", "how many results the search showed", "results, result count, résultats"),
    _text("utm_source", "campaign source", "utmsource, traffic source, campaign source"),
    _text("utm_medium", "campaign medium", "utmmedium, campaign medium, medium"),
    _text("utm_campaign", "campaign name", "utmcampaign, campaign, campaign name, campagne, קמפיין"),
    _text("utm_term", "paid keyword", "utmterm"),
    _text("utm_content", "which of several links", "utmcontent"),
    _text("click_id", "the ad platform's click id", "gclid, fbclid, msclkid"),
    _text("device", "phone, tablet, desktop or other", "device type, device category, appareil, מכשיר"),
    _text("os", "operating system", "operating system, système"),
    _text("browser", "browser family", "browser name, navigateur, דפדפן"),
    _text(
        "country",
        "ISO 3166 two-letter code",
        "country code, billing country, shipping country, pays, מדינה, ארץ",
    ),
    _text("language", "BCP 47 tag", "locale, lang, langue, שפה"),
)
SAID: tuple[Field, ...] = (
    _number(
        "score",
        "stars of a review, answer of a survey question",
        "rating, stars, note, nps, דירוג, ציון",
    ),
    _text("text", "what was written or said", "comment, review, body, commentaire, avis, תגובה, ביקורת"),
    _text("message_ref", "the message that this answers or reports on"),
    _text("flow_id", "the flow that caused it"),
    _text("survey_id", "the survey that asked", "survey"),
    _text("experiment_id", "the experiment it belongs to"),
    _text("properties", "everything else, as a JSON object"),
)
FIELDS: tuple[Field, ...] = (*WHO, *WHAT, *ORDER, *MONEY, *LINE, *VISIT, *SAID)
BY_NAME: dict[str, Field] = {field.name: field for field in FIELDS}


def plain(name: str) -> str:
    """Return a column's name as words in lower case, without accents and marks.

    Examples
    --------
    >>> plain("Numéro_de-Commande"), plain("InvoiceNo"), plain('דוא"ל')
    ('numero de commande', 'invoice no', 'דוא ל')
    """
    split = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", name)
    letters = unicodedata.normalize("NFKD", split).casefold()
    bare = "".join(c for c in letters if not unicodedata.combining(c))
    return " ".join(re.findall(r"[^\W_]+", bare))


BY_WORDS: dict[str, Field] = {
    plain(word): field for field in reversed(FIELDS) for word in (*field.synonyms, field.name)
}
