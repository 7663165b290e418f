"""What people type into the shop's search, how often, and what they mean by it.

Each line is a weight, the words, and the category or the model that is meant.

Examples
--------
>>> query = queries("fr")[0]
>>> query.text, query.means, len(results(query))
('chemise lin', 'shirts', 29)
>>> [each.means for each in empty_queries("fr") if each.text == "tisane"]
['tea']
"""

from __future__ import annotations

from dataclasses import dataclass

from parcours.demo.words import LANGUAGES, Language
from parcours.demo.world.catalogue import PRODUCTS, Product


@dataclass(frozen=True)
class Query:
    """``means`` is a category or a model, empty where the shop sells no such thing; ``finds`` says whether
    the search shows it."""

    language: Language
    text: str
    weight: float
    means: str
    finds: bool


_FOUND: dict[Language, str] = {
    "en": """
34 linen shirt > shirts
12 linen shirt alba > alba
8 collarless shirt > nord
7 short-sleeved shirt > cap
6 linen top > dune
5 overshirt > atelier
26 linen dress > dresses
9 wrap dress > vera
7 shirt dress > paola
4 pinafore > nina
22 linen trousers > trousers
9 wide trousers > sable
8 linen shorts > plage
7 pyjama > dimanche
24 duvet cover > brume
16 bed linen > bed
13 pillowcases > brume_pillow
12 fitted sheet > brume_fitted
5 flat sheet > nuage
5 bedspread > flocon
6 baby > berceau
18 tablecloth > banquet
19 napkins > miette
14 tea towels > lavoir
10 apron > farine
6 table runner > sillage
15 bowl > galet
9 plates > plaine
6 serving bowl > partage
24 tea > tea
9 earl grey > earl
8 green tea > menthe
9 matcha > matcha
6 sencha > sencha
6 chai > chai
5 rooibos > rooibos
5 verbena > verveine
6 camomile > camomille
4 jasmine > jasmin
3 oolong > oolong
4 darjeeling > darjeeling
17 teapot > ombre
14 mug > matinal
10 cups > bulle
7 travel cup > detour
22 candle > candles
8 dinner candles > veillee
6 fig candle > figuier
13 table lamp > phare
8 bedside lamp > liseuse
7 pendant lamp > lanterne
12 tote > marche
6 weekend bag > escale
7 pouch > trousse
5 bread bag > miche
17 cushion > cushions
12 throw > soir
5 floor cushion > halte
18 plant pot > racine
7 hanging planter > balcon
6 herb pots > semis
20 gift box > gifts
12 gift card > carte
""",
    "fr": """
34 chemise lin > shirts
12 chemise alba > alba
7 chemise col officier > nord
8 chemisette > cap
6 top en lin > dune
5 surchemise > atelier
28 robe en lin > dresses
9 robe portefeuille > vera
7 robe chemise > paola
4 robe tablier > nina
24 pantalon lin > trousers
9 pantalon large > sable
7 short lin > plage
5 chemise de nuit > dimanche
30 housse de couette > brume
17 linge de lit > bed
13 taies > brume_pillow
14 drap housse > brume_fitted
6 drap plat > nuage
6 couvre-lit > flocon
6 bébé > berceau
22 nappe > banquet
19 serviettes en lin > miette
17 torchon > lavoir
11 tablier > farine
7 chemin de table > sillage
15 bol > galet
10 assiette > plaine
8 saladier > partage
24 thé > tea
9 earl grey > earl
9 thé vert > menthe
8 matcha > matcha
5 sencha > sencha
5 chaï > chai
7 rooibos > rooibos
9 verveine > verveine
7 tilleul > tilleul
6 camomille > camomille
4 jasmin > jasmin
3 oolong > oolong
4 darjeeling > darjeeling
18 théière > ombre
14 tasse > teapots
6 tasse de voyage > detour
22 bougie > candles
8 bougies de table > veillee
7 bougie figuier > figuier
13 lampe > lamps
8 lampe de chevet > liseuse
8 suspension > lanterne
12 cabas > marche
6 sac de week-end > escale
7 trousse > trousse
6 sac à pain > miche
18 coussin > cushions
14 plaid > soir
5 coussin de sol > halte
19 cache-pot > racine
6 suspension plante > balcon
5 pots aromates > semis
20 coffret > gifts
13 carte cadeau > carte
""",
    "he": """
34 חולצת פשתן > shirts
11 חולצת אלבה > alba
7 חולצה בלי צווארון > nord
8 חולצה קצרה > cap
7 גופיה > dune
5 ז׳קט פשתן > atelier
28 שמלת פשתן > dresses
9 שמלת מעטפת > vera
6 שמלה ללא שרוולים > capri
4 שמלת סינר > nina
24 מכנסי פשתן > trousers
9 מכנסיים רחבים > sable
8 מכנסיים קצרים > plage
8 פיג׳מה > dimanche
26 מצעים > bed
14 ציפה לשמיכה > brume
12 ציפיות > brume_pillow
15 סדין עם גומי > brume_fitted
5 סדין שטוח > nuage
7 כיסוי מיטה > flocon
7 מצעים לתינוק > berceau
22 מפת שולחן > banquet
16 מפיות > miette
15 מגבות מטבח > lavoir
11 סינר > farine
7 ראנר > sillage
14 קערה > galet
11 צלחות > plaine
8 קערת הגשה > partage
22 תה > tea
8 ארל גריי > earl
9 תה ירוק > menthe
9 מאצ׳ה > matcha
5 סנצ׳ה > sencha
6 צ׳אי > chai
6 רויבוש > rooibos
9 לואיזה > verveine
5 קמומיל > camomille
6 חליטות > tilleul
4 יסמין > jasmin
3 אולונג > oolong
16 קומקום > ombre
14 ספל > matinal
10 כוסות > bulle
7 כוס לדרך > detour
24 נרות > candles
8 נרות שולחן > veillee
6 נר תאנה > figuier
13 מנורת שולחן > phare
8 מנורת לילה > liseuse
8 מנורת תלייה > lanterne
12 תיק בד > marche
6 תיק סוף שבוע > escale
7 נרתיק > trousse
5 שק לחם > miche
18 כרית נוי > cushions
12 כיסוי ספה > soir
5 כרית רצפה > halte
19 עציץ > racine
7 עציץ תלוי > balcon
6 עציצי תבלינים > semis
20 מארז מתנה > gifts
12 כרטיס מתנה > carte
""",
}
_EMPTY: dict[Language, str] = {
    "en": """
19 pants > trousers
13 herbal tea bags > tea
9 comforter > brume
8 dishcloth > lavoir
8 flowerpot > racine
9 blouse > shirts
7 kaftan > dresses
6 thermos > detour
7 voucher > carte
6 serviettes > miette
6 chandelier > lanterne
5 nightwear > dimanche
5 shopper > marche
5 coverlet > soir
4 pjs > dimanche
4 earthenware > galet
4 hamper > gifts
3 holdall > escale
""",
    "fr": """
20 tisane > tea
16 mug > matinal
10 pyjama > dimanche
8 jeté de canapé > soir
7 jardinière > racine
8 tote bag > marche
6 débardeur > dune
6 pochette > trousse
7 thermos > detour
6 bermuda > plage
6 tunique > dresses
6 luminaire > lamps
5 bon d'achat > carte
5 lustre > lanterne
5 chiffon > lavoir
4 édredon > brume
4 poterie > galet
4 fourre-tout > marche
""",
    "he": """
16 פוך > brume
14 תה צמחים > tea
10 אדנית > racine
9 שובר מתנה > carte
7 טוניקה > dresses
7 תרמוס > detour
7 פלייד > soir
6 שרוואל > sable
8 כוס חרס > matinal
6 ברמודה > plage
7 סל קניות > marche
7 כריות דקורטיביות > cushions
6 נברשת > lanterne
6 כותונת > dimanche
6 תיון > ombre
5 אגרטל שתילה > racine
5 מטליות > lavoir
4 גיפט קארד > carte
""",
}
"""Words for things that the shop sells under another name: nothing is shown for them."""
_MISSING: dict[Language, str] = {
    "en": """
6 curtains
5 coffee beans
4 rug
3 bath towels
2 wallpaper
""",
    "fr": """
7 rideaux
5 café en grains
4 tapis
3 peignoir
2 papier peint
""",
    "he": """
6 וילונות
5 פולי קפה
4 שטיח
4 חלוק רחצה
2 טפט
""",
}
"""What the shop does not sell under any name."""


def queries(language: Language) -> tuple[Query, ...]:
    """Return all that is searched for in a language."""
    return _BY_LANGUAGE[language]


def empty_queries(language: Language) -> tuple[Query, ...]:
    """Return the searches that show nothing although the shop sells what is meant."""
    return tuple(query for query in _BY_LANGUAGE[language] if query.means and not query.finds)


def meant(query: Query) -> tuple[Product, ...]:
    """Return the products of the category or of the model that is meant."""
    return tuple(each for each in PRODUCTS if query.means in (each.category, each.model))


def results(query: Query) -> tuple[Product, ...]:
    """Return what the search shows."""
    return meant(query) if query.finds else ()


def _read(language: Language, lines: str, *, finds: bool) -> tuple[Query, ...]:
    return tuple(_query(language, line, finds=finds) for line in lines.strip().splitlines())


def _query(language: Language, line: str, *, finds: bool) -> Query:
    weight, _, rest = line.partition(" ")
    text, _, means = rest.partition(" > ")
    return Query(language, text, float(weight), means, finds)


def _all(language: Language) -> tuple[Query, ...]:
    return (
        *_read(language, _FOUND[language], finds=True),
        *_read(language, _EMPTY[language], finds=False),
        *_read(language, _MISSING[language], finds=False),
    )


_BY_LANGUAGE = {language: _all(language) for language in LANGUAGES}
QUERIES: tuple[Query, ...] = tuple(query for each in _BY_LANGUAGE.values() for query in each)
EMPTY_QUERIES: tuple[Query, ...] = tuple(query for each in LANGUAGES for query in empty_queries(each))
