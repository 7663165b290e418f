"""Bed linen. Every size of a model costs the same, which is a habit of the shop."""

from __future__ import annotations

from parcours.demo.world.products.cloth import LIGHT, SEWN, SOLID, WASH_HOT
from parcours.demo.world.products.model import Model, centimetres
from parcours.demo.world.typography import typeset

_ONE_PRICE = typeset(
    "One price for every size: nobody pays more for a larger bed",
    "Un seul prix pour toutes les tailles : un grand lit ne coûte pas plus cher",
    "מחיר אחד לכל המידות: על מיטה גדולה לא משלמים יותר",
)

MODELS: tuple[Model, ...] = (
    Model(
        code="brume",
        kind="bed",
        slug="linen-duvet-cover-brume",
        name=typeset("Linen duvet cover Brume", "Housse de couette en lin Brume", "ציפת פשתן לשמיכה ברום"),
        description=typeset(
            "Cool in July, warm in January, better every year. We washed it so that you need not wait.",
            "Fraîche en juillet, chaude en janvier, plus belle chaque année. "
            "Nous l'avons lavée pour que vous n'ayez pas à attendre.",
            "קרירה ביולי, חמימה בינואר, ויפה יותר משנה לשנה. כיבסנו אותה מראש, כדי שלא תצטרכו לחכות.",
        ),
        details=(
            LIGHT,
            typeset(
                "Closes with hidden buttons, with ties inside the corners",
                "Se ferme par des boutons cachés, avec des liens dans les coins",
                "נסגרת בכפתורים נסתרים, עם קשירות בפינות מבפנים",
            ),
            _ONE_PRICE,
            WASH_HOT,
        ),
        price=14900,
        cost=6100,
        colours=("chalk", "sage", "midnight", "rose", "stripe", "flax"),
        popularity=0.34,
        sizes=centimetres("140x200", "200x200", "240x220", "260x240"),
    ),
    Model(
        code="brume_pillow",
        kind="pillow",
        slug="linen-pillowcases-brume",
        name=typeset(
            "Pair of pillowcases Brume", "Paire de taies d'oreiller Brume", "זוג ציפיות פשתן לכרית ברום"
        ),
        description=typeset(
            "Two envelopes of linen for two heads, or for one head that likes both sides cool.",
            "Deux enveloppes de lin pour deux têtes, ou pour une seule "
            "qui aime l'oreiller frais des deux côtés.",
            "שתי מעטפות פשתן לשני ראשים, או לראש אחד שאוהב כרית קרירה משני הצדדים.",
        ),
        details=(LIGHT, _ONE_PRICE, WASH_HOT),
        price=4500,
        cost=1600,
        colours=("chalk", "sage", "midnight", "rose", "stripe", "flax"),
        popularity=0.42,
        sizes=centimetres("50x70", "65x65"),
    ),
    Model(
        code="brume_fitted",
        kind="folded",
        slug="linen-fitted-sheet-brume",
        name=typeset("Linen fitted sheet Brume", "Drap-housse en lin Brume", "סדין פשתן עם גומי ברום"),
        description=typeset(
            "Stays where you put it. Corners deep enough for the mattresses of today.",
            "Il reste où vous le mettez. Des bonnets assez profonds pour les matelas d'aujourd'hui.",
            "נשאר במקום ששמתם אותו. פינות עמוקות מספיק למזרנים של היום.",
        ),
        details=(
            LIGHT,
            typeset(
                "For mattresses of up to 32 cm", "Pour matelas jusqu'à 32 cm", 'למזרנים בגובה של עד 32 ס"מ'
            ),
            _ONE_PRICE,
            WASH_HOT,
        ),
        price=8900,
        cost=3500,
        colours=("chalk", "flax", "sage", "sky", "rose"),
        popularity=0.24,
        sizes=centimetres("90x200", "140x200", "160x200", "180x200"),
    ),
    Model(
        code="nuage",
        kind="folded",
        slug="linen-flat-sheet-nuage",
        name=typeset("Linen flat sheet Nuage", "Drap plat en lin Nuage", "סדין פשתן שטוח נואז'"),
        description=typeset(
            "With a hem a hand wide, to be turned down like in a good hotel. "
            "On hot nights it is all you need.",
            "Avec un ourlet large comme la main, à rabattre comme dans un bon hôtel. "
            "Les nuits chaudes, il suffit.",
            "עם שוליים ברוחב כף יד, לקיפול כמו במלון טוב. בלילות חמים לא צריך יותר מזה.",
        ),
        details=(LIGHT, SEWN, _ONE_PRICE, WASH_HOT),
        price=9500,
        cost=3800,
        colours=("chalk", "sky", "flax", "stripe"),
        popularity=0.12,
        sizes=centimetres("180x290", "240x290", "270x310"),
    ),
    Model(
        code="flocon",
        kind="bed",
        slug="quilted-bedspread-flocon",
        name=typeset("Quilted bedspread Flocon", "Couvre-lit matelassé Flocon", "כיסוי מיטה מרופד פלוקון"),
        description=typeset(
            "Linen outside, cotton wadding within, held together by a very long running stitch.",
            "Du lin dehors, du coton dedans, et un très long point avant pour tenir le tout.",
            "פשתן מבחוץ, כותנה בפנים, ותפר אחד ארוך מאוד שמחזיק הכול יחד.",
        ),
        details=(SOLID, SEWN, _ONE_PRICE, WASH_HOT),
        price=18900,
        cost=8200,
        colours=("sage", "terracotta", "chalk"),
        popularity=0.06,
        sizes=centimetres("180x260", "240x260"),
        launched=330,
    ),
    Model(
        code="berceau",
        kind="folded",
        slug="baby-bed-set-berceau",
        name=typeset("Baby's bed set Berceau", "Parure bébé Berceau", "סט מצעים לתינוק ברסו"),
        description=typeset(
            "A sheet and a cover, for someone who will not remember, and for those who will.",
            "Un drap et une housse, pour quelqu'un qui ne s'en souviendra pas, "
            "et pour ceux qui s'en souviendront.",
            "סדין וציפה, למי שלא יזכור, ולמי שיזכרו.",
        ),
        details=(
            LIGHT,
            typeset(
                "Free from bleach and scent",
                "Sans blanchiment ni parfum",
                "בלי חומרי הלבנה ובלי בישום",
            ),
            WASH_HOT,
        ),
        price=6900,
        cost=2600,
        colours=("chalk", "sage", "linden"),
        popularity=0.11,
        sizes=centimetres("70x140"),
        gift=True,
    ),
)
