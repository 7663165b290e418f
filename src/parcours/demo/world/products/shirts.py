"""Linen shirts."""

from __future__ import annotations

from parcours.demo.world.products.cloth import BUTTONS, LIGHT, SEWN, SOLID, WASH
from parcours.demo.world.products.model import CLOTHES, Model
from parcours.demo.world.typography import typeset

MODELS: tuple[Model, ...] = (
    Model(
        code="alba",
        kind="shirt",
        slug="linen-shirt-alba",
        name=typeset("Linen shirt Alba", "Chemise en lin Alba", "חולצת פשתן אלבה"),
        description=typeset(
            "The shirt we would keep if we could keep only one. A soft collar, a straight hem, "
            "sleeves long enough to roll up twice.",
            "La chemise que nous garderions s'il n'en fallait qu'une. Col souple, ourlet droit, "
            "des manches assez longues pour être retroussées deux fois.",
            "החולצה שהיינו משאירים בארון אם היה בו מקום רק לאחת. צווארון רך, מכפלת ישרה "
            "ושרוולים ארוכים מספיק כדי לקפל פעמיים.",
        ),
        details=(
            LIGHT,
            typeset(
                "True to size, with room for a T-shirt underneath; laid flat, an M is 56 cm across",
                "Taille normalement, avec la place d'un tee-shirt dessous ; à plat, le M fait 56 cm de large",
                'המידה מדויקת, ויש מקום לטישרט מתחת; במידה M, פרושה, הרוחב 56 ס"מ',
            ),
            BUTTONS,
            WASH,
        ),
        price=7900,
        cost=2900,
        colours=("chalk", "midnight", "sage", "stripe", "flax", "terracotta"),
        popularity=0.62,
        sizes=CLOTHES,
    ),
    Model(
        code="nord",
        kind="collarless",
        slug="collarless-shirt-nord",
        name=typeset("Collarless shirt Nord", "Chemise à col officier Nord", "חולצת פשתן נורד בלי צווארון"),
        description=typeset(
            "No collar, so nothing to straighten. It came to us from the fishermen, "
            "who had better things to do.",
            "Pas de col, donc rien à remettre en place. Elle nous vient des pêcheurs, "
            "qui avaient mieux à faire.",
            "בלי צווארון, אז אין מה ליישר. היא הגיעה אלינו מהדייגים, שהיו להם דברים חשובים יותר לעשות.",
        ),
        details=(
            LIGHT,
            typeset(
                "Falls wide: between two sizes, take the smaller",
                "Coupe ample : entre deux tailles, prenez la plus petite",
                "גזרה רחבה: אם התלבטתם בין שתי מידות, קחו את הקטנה",
            ),
            SEWN,
            WASH,
        ),
        price=7500,
        cost=2700,
        colours=("flax", "ink", "sky", "olive", "chalk"),
        popularity=0.30,
        sizes=CLOTHES,
    ),
    Model(
        code="cap",
        kind="short_shirt",
        slug="short-sleeved-shirt-cap",
        name=typeset("Short-sleeved shirt Cap", "Chemisette en lin Cap", "חולצת פשתן קצרת שרוול קאפ"),
        description=typeset(
            "For the months in which a sleeve is one too many. An open collar, a breast pocket, "
            "and nothing that minds a crease.",
            "Pour les mois où une manche est une manche de trop. Col ouvert, poche poitrine, "
            "et rien qui craigne un faux pli.",
            "לחודשים שבהם שרוול הוא כבר יותר מדי. צווארון פתוח, כיס בחזה, ושום דבר שמפחד מקמט.",
        ),
        details=(
            LIGHT,
            typeset("True to size", "Taille normalement", "המידה מדויקת"),
            BUTTONS,
            WASH,
        ),
        price=6500,
        cost=2300,
        colours=("chalk", "gingham", "terracotta", "midnight", "linden"),
        popularity=0.34,
        sizes=CLOTHES,
    ),
    Model(
        code="atelier",
        kind="overshirt",
        slug="overshirt-atelier",
        name=typeset("Linen overshirt Atelier", "Surchemise en lin Atelier", "ז'קט־חולצה מפשתן אטלייה"),
        description=typeset(
            "Half shirt, half jacket, with four pockets for pencils, keys and seeds. "
            "It wears well and shows it.",
            "Mi-chemise, mi-veste, avec quatre poches pour les crayons, les clés et les graines. "
            "Elle vieillit bien, et ça se voit.",
            "חצי חולצה וחצי ז'קט, עם ארבעה כיסים לעפרונות, למפתחות ולזרעים. "
            "הוא מתבגר יפה, ורואים את זה עליו.",
        ),
        details=(
            SOLID,
            typeset(
                "Cut to be worn over something: take your usual size",
                "Coupée pour être portée par-dessus : prenez votre taille habituelle",
                "נגזר כדי ללבוש מעל משהו: קחו את המידה הרגילה שלכם",
            ),
            SEWN,
            WASH,
        ),
        price=11500,
        cost=4400,
        colours=("olive", "ink", "flax", "midnight"),
        popularity=0.12,
        sizes=CLOTHES,
        launched=400,
    ),
    Model(
        code="dune",
        kind="top",
        slug="linen-top-dune",
        name=typeset("Linen top Dune", "Top en lin Dune", "גופיית פשתן דיונה"),
        description=typeset(
            "Two panels of linen and two seams. Tucked in for the office, loose for the way home.",
            "Deux pans de lin et deux coutures. Rentré pour le bureau, flottant pour le retour.",
            "שני חלקי בד ושני תפרים. מוכנסת למכנסיים בדרך לעבודה, משוחררת בדרך הביתה.",
        ),
        details=(
            LIGHT,
            typeset(
                "A little short on purpose; true to size across the shoulders",
                "Un peu court, exprès ; taille normalement aux épaules",
                "מעט קצרה, בכוונה; מידה מדויקת בכתפיים",
            ),
            WASH,
        ),
        price=4900,
        cost=1600,
        colours=("chalk", "rose", "honey", "ink", "sage"),
        popularity=0.36,
        sizes=CLOTHES,
    ),
    Model(
        code="dimanche",
        kind="nightshirt",
        slug="pyjama-shirt-dimanche",
        name=typeset("Pyjama shirt Dimanche", "Chemise de nuit Dimanche", "חולצת פיג'מה דימאנש"),
        description=typeset(
            "For long breakfasts. Wide, piped along the edges, decent enough to answer the door in.",
            "Pour les petits déjeuners qui durent. Ample, passepoilée, et assez présentable "
            "pour ouvrir au facteur.",
            "לארוחות בוקר ארוכות. רחבה, עם פס תפור בשוליים, ומכובדת מספיק כדי לפתוח בה את הדלת.",
        ),
        details=(
            LIGHT,
            typeset(
                "Made wide: take your usual size and sleep well",
                "Coupe large : prenez votre taille habituelle et dormez bien",
                "גזרה רחבה: קחו את המידה הרגילה ותישנו טוב",
            ),
            typeset(
                "The trousers of the same name are sold apart",
                "Le pantalon du même nom est vendu à part",
                "המכנסיים התואמים נמכרים בנפרד",
            ),
            WASH,
        ),
        price=6900,
        cost=2500,
        colours=("sky", "stripe", "rose", "chalk"),
        popularity=0.15,
        sizes=CLOTHES,
        gift=True,
    ),
)
