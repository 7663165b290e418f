"""Linen trousers and shorts."""

from __future__ import annotations

from parcours.demo.world.products.cloth import LIGHT, SEWN, SOLID, WASH
from parcours.demo.world.products.model import CLOTHES, Model
from parcours.demo.world.typography import typeset

_DRAWSTRING = typeset(
    "Elastic waist with a drawstring, two pockets at the side and one behind",
    "Taille élastiquée à cordon, deux poches sur les côtés, une derrière",
    "גומי ושרוך במותן, שני כיסים בצדדים ואחד מאחור",
)

MODELS: tuple[Model, ...] = (
    Model(
        code="port",
        kind="trousers",
        slug="linen-trousers-port",
        name=typeset("Linen trousers Port", "Pantalon en lin Port", "מכנסי פשתן פורט"),
        description=typeset(
            "Straight, high and light: trousers for long quays and short meetings.",
            "Droit, taille haute, léger : le pantalon des longs quais et des réunions courtes.",
            "ישרים, גבוהים וקלים: מכנסיים לטיילת ארוכה ולישיבות קצרות.",
        ),
        details=(
            SOLID,
            typeset(
                "True to size; inside leg 74 cm",
                "Taille normalement ; entrejambe 74 cm",
                'המידה מדויקת; אורך רגל פנימי 74 ס"מ',
            ),
            SEWN,
            WASH,
        ),
        price=8900,
        cost=3300,
        colours=("flax", "ink", "chalk", "olive"),
        popularity=0.30,
        sizes=CLOTHES,
    ),
    Model(
        code="sable",
        kind="wide_trousers",
        slug="wide-trousers-sable",
        name=typeset("Wide trousers Sable", "Pantalon large Sable", "מכנסיים רחבים סאבל"),
        description=typeset(
            "Nearly a skirt, with the freedom of trousers. Walks well, sits better.",
            "Presque une jupe, avec la liberté d'un pantalon. Agréable à marcher, meilleur encore assis.",
            "כמעט חצאית, עם החופש של מכנסיים. נוחים בהליכה, ונוחים עוד יותר בישיבה.",
        ),
        details=(LIGHT, _DRAWSTRING, WASH),
        price=8500,
        cost=3100,
        colours=("chalk", "terracotta", "midnight", "sage"),
        popularity=0.20,
        sizes=CLOTHES,
    ),
    Model(
        code="vela",
        kind="trousers",
        slug="tapered-trousers-vela",
        name=typeset("Tapered trousers Vela", "Pantalon fuselé Vela", "מכנסיים צרים בקרסול ולה"),
        description=typeset(
            "Roomy above, narrow at the ankle: made for bicycles and stairs.",
            "Ample en haut, étroit à la cheville : fait pour le vélo et les escaliers.",
            "מרווחים למעלה וצרים בקרסול: נולדו לאופניים ולמדרגות.",
        ),
        details=(SOLID, _DRAWSTRING, SEWN, WASH),
        price=8500,
        cost=3100,
        colours=("ink", "flax", "sky", "plum"),
        popularity=0.14,
        sizes=CLOTHES,
        launched=260,
    ),
    Model(
        code="plage",
        kind="shorts",
        slug="linen-shorts-plage",
        name=typeset("Linen shorts Plage", "Short en lin Plage", "מכנסי פשתן קצרים פלאז'"),
        description=typeset(
            "To the knee, or nearly. Dry in an hour on the back of a chair.",
            "Au genou, ou presque. Sec en une heure sur un dossier de chaise.",
            "עד הברך, או כמעט. מתייבשים בתוך שעה על משענת של כיסא.",
        ),
        details=(LIGHT, _DRAWSTRING, WASH),
        price=5500,
        cost=1900,
        colours=("chalk", "olive", "stripe", "rose"),
        popularity=0.20,
        sizes=CLOTHES,
    ),
    Model(
        code="dimanche_trousers",
        kind="wide_trousers",
        slug="pyjama-trousers-dimanche",
        name=typeset("Pyjama trousers Dimanche", "Pantalon de nuit Dimanche", "מכנסי פיג'מה דימאנש"),
        description=typeset(
            "The lower half of a lazy day.",
            "La moitié basse d'une journée paresseuse.",
            "החצי התחתון של יום עצלני.",
        ),
        details=(LIGHT, _DRAWSTRING, WASH),
        price=6500,
        cost=2300,
        colours=("sky", "stripe", "rose"),
        popularity=0.10,
        sizes=CLOTHES,
        gift=True,
    ),
)
