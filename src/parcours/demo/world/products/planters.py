"""Plant pots."""

from __future__ import annotations

from parcours.demo.world.products.clay import BY_HAND, STONEWARE
from parcours.demo.world.products.model import Model, centimetres
from parcours.demo.world.typography import typeset

MODELS: tuple[Model, ...] = (
    Model(
        code="racine",
        kind="planter",
        slug="plant-pot-racine",
        name=typeset("Plant pot Racine", "Cache-pot Racine", "עציץ קרמיקה רסין"),
        description=typeset(
            "Rough outside, glazed inside, and patient with people who forget to water.",
            "Brut dehors, émaillé dedans, et patient avec ceux qui oublient d'arroser.",
            "מחוספס מבחוץ, מזוגג מבפנים, וסבלני כלפי מי ששוכח להשקות.",
        ),
        details=(
            STONEWARE,
            typeset(
                "Sizes are the inner width",
                "Les tailles sont le diamètre intérieur",
                "המידות הן הקוטר הפנימי",
            ),
            BY_HAND,
        ),
        price=3200,
        cost=1180,
        colours=("terracotta", "chalk", "sage", "ink"),
        popularity=0.46,
        sizes=centimetres("14", "18", "24"),
    ),
    Model(
        code="balcon",
        kind="hanging_planter",
        slug="hanging-planter-balcon",
        name=typeset("Hanging planter Balcon", "Suspension pour plante Balcon", "עציץ תלוי בלקון"),
        description=typeset(
            "For what wants to trail. Hangs from three cords of flax, one of which you may tie shorter.",
            "Pour ce qui veut retomber. Trois cordons de lin, dont un que l'on peut nouer plus court.",
            "לצמחים שאוהבים להשתלשל. תלוי על שלושה חבלי פשתן, ואחד מהם אפשר לקשור קצר יותר.",
        ),
        details=(STONEWARE, typeset("⌀ 18 cm", "⌀ 18 cm", 'קוטר 18 ס"מ'), BY_HAND),
        price=3900,
        cost=1500,
        colours=("chalk", "terracotta", "sky"),
        popularity=0.20,
        launched=230,
    ),
    Model(
        code="semis",
        kind="planter",
        slug="herb-pots-semis",
        name=typeset(
            "Herb pots Semis, set of three",
            "Pots à aromates Semis, lot de trois",
            "עציצי תבלינים סמי, סט של שלושה",
        ),
        description=typeset(
            "Basil, mint and the third one that you never finish. On one tray, for one windowsill.",
            "Le basilic, la menthe, et le troisième qu'on ne finit jamais. "
            "Sur un plateau, pour un rebord de fenêtre.",
            "בזיליקום, נענע, והשלישי שאף פעם לא גומרים. על מגש אחד, לאדן חלון אחד.",
        ),
        details=(
            STONEWARE,
            typeset(
                "⌀ 9 cm each, tray of 32 cm",
                "⌀ 9 cm chacun, plateau de 32 cm",
                'קוטר 9 ס"מ כל אחד, מגש של 32 ס"מ',
            ),
            BY_HAND,
        ),
        price=3600,
        cost=1350,
        colours=("sage", "chalk", "honey"),
        popularity=0.30,
        gift=True,
    ),
)
