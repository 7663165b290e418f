"""Linen dresses."""

from __future__ import annotations

from parcours.demo.world.products.cloth import BUTTONS, LIGHT, SEWN, SOLID, WASH
from parcours.demo.world.products.model import CLOTHES, Model
from parcours.demo.world.typography import typeset

MODELS: tuple[Model, ...] = (
    Model(
        code="lune",
        kind="dress",
        slug="linen-dress-lune",
        name=typeset("Linen dress Lune", "Robe en lin Lune", "שמלת פשתן לון"),
        description=typeset(
            "Slips over the head and is done: no zip, no belt, no bad days. "
            "Two deep pockets, a hem that moves.",
            "Elle s'enfile par la tête et c'est fini : ni zip, ni ceinture, ni mauvais jours. "
            "Deux poches profondes, un ourlet qui bouge.",
            "מכניסים את הראש וזהו: בלי רוכסן, בלי חגורה ובלי ימים רעים. "
            "שני כיסים עמוקים ומכפלת שזזה עם ההליכה.",
        ),
        details=(
            LIGHT,
            typeset(
                "True to size; laid flat, an M is 43 cm across the bust",
                "Taille normalement ; à plat, le M fait 43 cm à la poitrine",
                'המידה מדויקת; במידה M, פרושה, רוחב החזה 43 ס"מ',
            ),
            SEWN,
            WASH,
        ),
        price=9900,
        cost=3600,
        colours=("sage", "midnight", "terracotta", "chalk", "linden"),
        popularity=0.52,
        sizes=CLOTHES,
    ),
    Model(
        code="vera",
        kind="wrap_dress",
        slug="wrap-dress-vera",
        name=typeset("Wrap dress Vera", "Robe portefeuille Vera", "שמלת מעטפת ורה"),
        description=typeset(
            "Ties at the side, and fits today as it will fit next year.",
            "Elle se noue sur le côté, et vous ira l'an prochain comme aujourd'hui.",
            "נקשרת בצד, ותתאים בשנה הבאה בדיוק כמו היום.",
        ),
        details=(
            LIGHT,
            typeset(
                "True to size; laid flat, an M is 51 cm across the bust",
                "Taille normalement ; à plat, le M fait 51 cm à la poitrine",
                'המידה מדויקת; במידה M, פרושה, רוחב החזה 51 ס"מ',
            ),
            SEWN,
            WASH,
        ),
        price=12500,
        cost=4700,
        colours=("ink", "rose", "olive", "linden"),
        popularity=0.15,
        sizes=CLOTHES,
    ),
    Model(
        code="paola",
        kind="shirt_dress",
        slug="shirt-dress-paola",
        name=typeset("Shirt dress Paola", "Robe chemise Paola", "שמלת חולצה פאולה"),
        description=typeset(
            "The shirt Alba, grown up. Buttoned from top to bottom, or left open over trousers.",
            "La chemise Alba, en plus grande. Boutonnée de haut en bas, ou ouverte sur un pantalon.",
            "חולצת אלבה, רק בוגרת יותר. סגורה מלמעלה עד למטה, או פתוחה מעל מכנסיים.",
        ),
        details=(
            LIGHT,
            typeset(
                "True to size; laid flat, an M is 54 cm across the bust",
                "Taille normalement ; à plat, le M fait 54 cm à la poitrine",
                'המידה מדויקת; במידה M, פרושה, רוחב החזה 54 ס"מ',
            ),
            BUTTONS,
            WASH,
        ),
        price=12900,
        cost=4900,
        colours=("stripe", "chalk", "midnight", "flax"),
        popularity=0.17,
        sizes=CLOTHES,
    ),
    Model(
        code="capri",
        kind="sleeveless_dress",
        slug="sleeveless-dress-capri",
        name=typeset("Sleeveless dress Capri", "Robe sans manches Capri", "שמלת קפרי ללא שרוולים"),
        description=typeset(
            "To be worn over a swimsuit at noon and with earrings at nine.",
            "À midi sur un maillot, le soir avec des boucles d'oreilles.",
            "בצהריים מעל בגד ים, בתשע בערב עם עגילים.",
        ),
        details=(
            LIGHT,
            typeset(
                "Wide under the arms; laid flat, an M is 53 cm across the bust",
                "Ample sous les bras ; à plat, le M fait 53 cm à la poitrine",
                'רחבה מתחת לזרועות; במידה M, פרושה, רוחב החזה 53 ס"מ',
            ),
            WASH,
        ),
        price=8900,
        cost=3200,
        colours=("terracotta", "honey", "chalk", "gingham", "plum"),
        popularity=0.20,
        sizes=CLOTHES,
        launched=520,
    ),
    Model(
        code="nina",
        kind="pinafore",
        slug="pinafore-dress-nina",
        name=typeset("Pinafore dress Nina", "Robe tablier Nina", "שמלת סינר נינה"),
        description=typeset(
            "Begun as an apron in our own kitchen, finished as a dress. The straps cross at the back.",
            "Née tablier dans notre propre cuisine, devenue robe. Les bretelles se croisent dans le dos.",
            "התחילה כסינר במטבח שלנו וגדלה להיות שמלה. הכתפיות מצטלבות בגב.",
        ),
        details=(
            SOLID,
            typeset(
                "Worn over a shirt: take your usual size",
                "Se porte sur une chemise : prenez votre taille habituelle",
                "לובשים אותה מעל חולצה: קחו את המידה הרגילה",
            ),
            SEWN,
            WASH,
        ),
        price=10900,
        cost=4100,
        colours=("ink", "flax", "olive"),
        popularity=0.09,
        sizes=CLOTHES,
    ),
)
