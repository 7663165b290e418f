"""Gift boxes and the gift card."""

from __future__ import annotations

from parcours.demo.words import Text
from parcours.demo.world.products.model import Model
from parcours.demo.world.typography import typeset


def _amount(euros: int) -> Text:
    return typeset(f"€{euros}", f"{euros} €", f"{euros} €")


_WRAPPED = typeset(
    "Wrapped in a linen cloth, with a card in your words",
    "Noué dans un carré de lin, avec une carte à vos mots",
    "עטוף במטפחת פשתן, עם ברכה במילים שלכם",
)

MODELS: tuple[Model, ...] = (
    Model(
        code="matin_lent",
        kind="gift",
        slug="gift-box-slow-morning",
        name=typeset("Gift box Slow morning", "Coffret Matin lent", "מארז בוקר איטי"),
        description=typeset(
            "A breakfast tea, a mug and a candle: everything but the time.",
            "Un thé du matin, une grande tasse, une bougie : tout, sauf le temps.",
            "תה של בוקר, ספל ונר: הכול, חוץ מהזמן.",
        ),
        details=(
            typeset(
                "Inside: Breakfast tea, mug Matinal, candle Linden avenue",
                "Dedans : Thé du matin, tasse Matinal, bougie Allée de tilleuls",
                "בפנים: תה של בוקר, ספל מטינל, נר שדרת טיליה",
            ),
            _WRAPPED,
        ),
        price=5900,
        cost=2250,
        colours=("flax",),
        popularity=0.34,
        gift=True,
    ),
    Model(
        code="longue_table",
        kind="gift",
        slug="gift-box-long-table",
        name=typeset("Gift box Long table", "Coffret Longue table", "מארז שולחן ארוך"),
        description=typeset(
            "Napkins, dinner candles and a serving bowl, for hosts who say to bring nothing.",
            "Des serviettes, des bougies, un saladier : pour les hôtes qui disent de ne rien apporter.",
            "מפיות, נרות וקערת הגשה, למארחים שאומרים לא להביא כלום.",
        ),
        details=(
            typeset(
                "Inside: napkins Miette, candles Veillée, bowl Partage",
                "Dedans : serviettes Miette, bougies Veillée, saladier Partage",
                "בפנים: מפיות מיאט, נרות ויאה, קערת פרטאז'",
            ),
            _WRAPPED,
        ),
        price=10500,
        cost=4200,
        colours=("terracotta",),
        popularity=0.16,
        gift=True,
    ),
    Model(
        code="annee_douce",
        kind="gift",
        slug="gift-box-sweet-year",
        name=typeset("Gift box A sweet year", "Coffret Une année douce", "מארז שנה מתוקה"),
        description=typeset(
            "Two cups, winter tea and a jar of wildflower honey, for a year that begins well.",
            "Deux tasses, un thé d'hiver et un pot de miel de fleurs, pour une année qui commence bien.",
            "שתי כוסות, תה של חורף וצנצנת דבש פרחי בר, לשנה שמתחילה טוב.",
        ),
        details=(
            typeset(
                "Inside: two cups Bulle, Winter tea, 250 g of honey",
                "Dedans : deux tasses Bulle, Thé d'hiver, 250 g de miel",
                "בפנים: שתי כוסות בול, תה של חורף, 250 גרם דבש",
            ),
            _WRAPPED,
        ),
        price=5400,
        cost=2050,
        colours=("honey",),
        popularity=0.26,
        gift=True,
    ),
    Model(
        code="cinq_thes",
        kind="gift",
        slug="gift-box-five-teas",
        name=typeset("Gift box Five teas", "Coffret Cinq thés", "מארז חמישה סוגי תה"),
        description=typeset(
            "Five small tins, from the first cup of the day to the last.",
            "Cinq petites boîtes, de la première tasse du jour à la dernière.",
            "חמש קופסאות קטנות, מהכוס הראשונה של היום ועד האחרונה.",
        ),
        details=(
            typeset("Five tins of 30 g", "Cinq boîtes de 30 g", "חמש קופסאות של 30 גרם"),
            _WRAPPED,
        ),
        price=3900,
        cost=1350,
        colours=("sage",),
        popularity=0.52,
        gift=True,
    ),
    Model(
        code="premier_toit",
        kind="gift",
        slug="gift-box-new-home",
        name=typeset("Gift box New home", "Coffret Premier toit", "מארז בית חדש"),
        description=typeset(
            "Tea towels, a bread bag and a plant pot: what one always notices on the second evening.",
            "Des torchons, un sac à pain, un cache-pot : ce qui manque toujours le deuxième soir.",
            "מגבות מטבח, שק לחם ועציץ: מה שתמיד מגלים שחסר בערב השני.",
        ),
        details=(
            typeset(
                "Inside: tea towels Lavoir, bread bag Miche, plant pot Racine",
                "Dedans : torchons Lavoir, sac à pain Miche, cache-pot Racine",
                "בפנים: מגבות לבואר, שק לחם מיש, עציץ רסין",
            ),
            _WRAPPED,
        ),
        price=6900,
        cost=2650,
        colours=("olive",),
        popularity=0.20,
        launched=350,
        gift=True,
    ),
    Model(
        code="carte",
        kind="gift_card",
        slug="gift-card",
        name=typeset("Gift card", "Carte cadeau", "כרטיס מתנה"),
        description=typeset(
            "For those who know best themselves. Sent by e-mail or on paper made of flax.",
            "Pour ceux qui savent mieux que nous. Par e-mail, ou sur un papier de lin.",
            "למי שיודעים הכי טוב בעצמם. נשלח במייל, או על נייר פשתן.",
        ),
        details=(
            typeset(
                "Valid for three years, on everything",
                "Valable trois ans, sur tout",
                "בתוקף לשלוש שנים, על הכול",
            ),
        ),
        price=5000,
        cost=4000,
        colours=("linden",),
        popularity=0.30,
        sizes=(("50", _amount(50)),),
        gift=True,
    ),
)
