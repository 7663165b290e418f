"""What customers wrote about a product: artificial, and always the same."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from parcours.demo.texts import example
from parcours.demo.words import LANGUAGES, Language
from parcours.demo.world.catalogue import CATEGORIES, Product

_TONES = (-2, -1, 0, 1, 2)
_STARS = (5, 5, 4, 5, 3, 5, 4, 5, 2, 4, 5, 5, 1, 5, 4)
"""How the shop's customers rate, one after the other."""
_WRITERS: tuple[tuple[Language, str], ...] = (
    ("fr", "country.fr"),
    ("he", "country.il"),
    ("en", "country.gb"),
    ("fr", "country.be"),
    ("fr", "country.ch"),
    ("en", "country.de"),
    ("he", "country.il"),
)
_MOST = 9
_UNRATED = 9
"""One product in so many has no review yet."""
_PLACES = {category.code: place for place, category in enumerate(CATEGORIES)}


@dataclass(frozen=True)
class Review:
    """A review, signed by a country."""

    stars: int
    title: str
    text: str
    language: Language
    country: str


def reviews(product: Product, language: Language) -> tuple[Review, ...]:
    """Return the reviews of a product, those in the reader's language first."""
    order = (language, *(each for each in LANGUAGES if each != language))
    return tuple(
        sorted(_reviews(product.product_id, product.category), key=lambda each: order.index(each.language))
    )


def rating(product: Product) -> tuple[float, int] | None:
    """Return the mean of the stars and how many there are; None if nobody has written yet."""
    stars = _stars(product.product_id)
    return (sum(stars) / len(stars), len(stars)) if stars else None


def _stars(product_id: str) -> tuple[int, ...]:
    number = int(product_id[-4:])
    count = 0 if number % _UNRATED == 0 else number % _MOST + 2
    return tuple(_STARS[(number * 4 + place) % len(_STARS)] for place in range(count))


@cache
def _reviews(product_id: str, category: str) -> tuple[Review, ...]:
    number = int(product_id[-4:])
    return tuple(
        _review(number * _MOST + place, stars, category) for place, stars in enumerate(_stars(product_id))
    )


def _review(number: int, stars: int, category: str) -> Review:
    language, country = _WRITERS[number % len(_WRITERS)]
    tone, place = _TONES[stars - 1], _PLACES[category]
    return Review(
        stars=stars,
        title=example(language, "review_title", tone, number, place),
        text=example(language, "review", tone, number, place),
        language=language,
        country=country,
    )
