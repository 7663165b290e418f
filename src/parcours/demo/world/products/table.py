"""What the table is laid with: linen and stoneware."""

from __future__ import annotations

from parcours.demo.world.products.clay import BY_HAND, STONEWARE, WASHABLE
from parcours.demo.world.products.cloth import SOLID, WASH_HOT
from parcours.demo.world.products.model import Model, centimetres
from parcours.demo.world.typography import typeset

MODELS: tuple[Model, ...] = (
    Model(
        code="banquet",
        kind="tablecloth",
        slug="linen-tablecloth-banquet",
        name=typeset("Linen tablecloth Banquet", "Nappe en lin Banquet", "מפת שולחן מפשתן בנקט"),
        description=typeset(
            "Crumpled, it looks at home; ironed, it looks like a wedding. Wine comes out, stories stay.",
            "Froissée, elle est chez elle ; repassée, elle est de noce. Le vin s'en va, "
            "les histoires restent.",
            "מקומטת היא נראית בבית; מגוהצת היא נראית בחתונה. היין יורד בכביסה, הסיפורים נשארים.",
        ),
        details=(
            SOLID,
            typeset("Mitred corners", "Coins en onglet", "פינות תפורות באלכסון"),
            WASH_HOT,
        ),
        price=7900,
        cost=3000,
        colours=("flax", "chalk", "sage", "terracotta", "linden"),
        popularity=0.30,
        sizes=centimetres("140x140", "140x250", "170x300"),
    ),
    Model(
        code="miette",
        kind="napkins",
        slug="linen-napkins-miette",
        name=typeset(
            "Linen napkins Miette, set of four",
            "Serviettes en lin Miette, lot de quatre",
            "מפיות פשתן מיאט, סט של ארבע",
        ),
        description=typeset(
            "Large enough for a lap and good enough for every day. They spare you a forest of paper ones.",
            "Assez grandes pour les genoux, assez simples pour tous les jours. "
            "Elles vous épargnent une forêt de papier.",
            "גדולות מספיק בשביל הברכיים ופשוטות מספיק בשביל כל יום. חוסכות לכם יער שלם של נייר.",
        ),
        details=(
            SOLID,
            typeset("45 × 45 cm each", "45 × 45 cm chacune", '45 × 45 ס"מ כל אחת'),
            WASH_HOT,
        ),
        price=3600,
        cost=1200,
        colours=("flax", "sage", "terracotta", "chalk", "gingham", "plum"),
        popularity=0.62,
        gift=True,
    ),
    Model(
        code="lavoir",
        kind="folded",
        slug="tea-towels-lavoir",
        name=typeset("Pair of tea towels Lavoir", "Paire de torchons Lavoir", "זוג מגבות מטבח מפשתן לבואר"),
        description=typeset(
            "They dry a glass without leaving a hair on it, and dry themselves while you look away.",
            "Ils essuient un verre sans y laisser un fil, et sèchent dès qu'on a le dos tourné.",
            "מנגבות כוס בלי להשאיר עליה סיב, ומתייבשות בעצמן ברגע שמסתובבים.",
        ),
        details=(
            SOLID,
            typeset("50 × 70 cm, with a loop", "50 × 70 cm, avec un lien", '50 × 70 ס"מ, עם לולאה לתלייה'),
            WASH_HOT,
        ),
        price=2200,
        cost=700,
        colours=("stripe", "gingham", "flax", "olive", "linden"),
        popularity=0.78,
        gift=True,
    ),
    Model(
        code="farine",
        kind="apron",
        slug="linen-apron-farine",
        name=typeset("Linen apron Farine", "Tablier en lin Farine", "סינר פשתן פארין"),
        description=typeset(
            "One apron for everybody in the house: the straps cross, the pocket takes a whole hand.",
            "Un tablier pour toute la maison : bretelles croisées, une poche où tient toute la main.",
            "סינר אחד לכל הבית: כתפיות מצטלבות וכיס שכף יד שלמה נכנסת אליו.",
        ),
        details=(SOLID, WASH_HOT),
        price=4200,
        cost=1500,
        colours=("flax", "ink", "terracotta", "gingham"),
        popularity=0.30,
        gift=True,
    ),
    Model(
        code="sillage",
        kind="tablecloth",
        slug="table-runner-sillage",
        name=typeset("Table runner Sillage", "Chemin de table Sillage", "ראנר פשתן לשולחן סיאז'"),
        description=typeset(
            "For tables too beautiful to be covered. Frayed by hand at both ends.",
            "Pour les tables trop belles pour être couvertes. Effiloché à la main aux deux bouts.",
            "לשולחנות יפים מכדי לכסות אותם. פרום ביד בשני הקצוות.",
        ),
        details=(SOLID, typeset("45 × 220 cm", "45 × 220 cm", '45 × 220 ס"מ'), WASH_HOT),
        price=3900,
        cost=1400,
        colours=("flax", "sage", "plum"),
        popularity=0.16,
    ),
    Model(
        code="galet",
        kind="bowl",
        slug="stoneware-bowl-galet",
        name=typeset("Stoneware bowl Galet", "Bol en grès Galet", "קערת קרמיקה גאלה"),
        description=typeset(
            "For soup, for cereal, for keys. Thrown a little uneven, so that no two are quite twins.",
            "Pour la soupe, les céréales ou les clés. Tourné un peu de travers, "
            "pour qu'aucun ne soit tout à fait le jumeau d'un autre.",
            "למרק, לדגנים או למפתחות. עם עקמומיות קלה, כך שאין שתיים זהות לגמרי.",
        ),
        details=(
            STONEWARE,
            typeset("⌀ 15 cm, 0.6 l", "⌀ 15 cm, 0,6 l", 'קוטר 15 ס"מ, 0.6 ליטר'),
            WASHABLE,
            BY_HAND,
        ),
        price=1900,
        cost=620,
        colours=("chalk", "sage", "ink", "terracotta", "sky"),
        popularity=0.70,
        gift=True,
    ),
    Model(
        code="plaine",
        kind="plate",
        slug="stoneware-plate-plaine",
        name=typeset("Stoneware plate Plaine", "Assiette en grès Plaine", "צלחת קרמיקה פלן"),
        description=typeset(
            "A rim just high enough to stop the sauce, and a middle that leaves room for seconds.",
            "Un rebord juste assez haut pour arrêter la sauce, et assez de place pour se resservir.",
            "שפה גבוהה בדיוק כדי לעצור את הרוטב, ומספיק מקום למנה שנייה.",
        ),
        details=(STONEWARE, typeset("⌀ 27 cm", "⌀ 27 cm", 'קוטר 27 ס"מ'), WASHABLE, BY_HAND),
        price=2400,
        cost=820,
        colours=("chalk", "ink", "sage", "flax"),
        popularity=0.42,
    ),
    Model(
        code="partage",
        kind="bowl",
        slug="serving-bowl-partage",
        name=typeset("Serving bowl Partage", "Saladier Partage", "קערת הגשה פרטאז'"),
        description=typeset(
            "Salad for six, or for three who have been swimming.",
            "De la salade pour six, ou pour trois qui rentrent de baignade.",
            "סלט לשישה, או לשלושה שחזרו מהים.",
        ),
        details=(
            STONEWARE,
            typeset("⌀ 30 cm, 3.2 l", "⌀ 30 cm, 3,2 l", 'קוטר 30 ס"מ, 3.2 ליטר'),
            WASHABLE,
            BY_HAND,
        ),
        price=5900,
        cost=2200,
        colours=("chalk", "terracotta", "midnight"),
        popularity=0.16,
        gift=True,
    ),
)
