"""The addresses of the shop's pages by number: those of one language stand together."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from parcours.demo.dice import Ints
from parcours.demo.simulate.vocabulary import Coded
from parcours.demo.words import LANGUAGES, Language
from parcours.demo.world import pages
from parcours.demo.world.catalogue import CATEGORIES, PRODUCTS
from parcours.demo.world.checkout import STEPS
from parcours.demo.world.content import CONTENT

_SINGLE: tuple[Callable[[Language], str], ...] = (
    *(pages.home, pages.search, pages.comparison, pages.cart, pages.account),
)
_SECTIONS: tuple[tuple[str, Sequence[object], Callable[..., str]], ...] = (
    *((page.__name__, (None,), lambda language, _, page=page: page(language)) for page in _SINGLE),
    ("category", CATEGORIES, pages.category),
    ("product", PRODUCTS, pages.product),
    ("checkout", STEPS, pages.checkout),
    ("post", CONTENT, lambda language, piece: pages.post(language, piece.slug)),
)
_STARTS = dict(
    zip(
        (name for name, _, _ in _SECTIONS),
        np.cumsum([0, *(len(places) for _, places, _ in _SECTIONS)]).tolist(),
        strict=False,
    )
)
PATHS: tuple[str, ...] = tuple(
    write(language, place) for language in LANGUAGES for _, places, write in _SECTIONS for place in places
)
_EACH = len(PATHS) // len(LANGUAGES)


def path(section: str, language: Ints, place: Ints | int = 0) -> Ints:
    """Return the number of a page: which product, category, step or post of a section it is."""
    return language * _EACH + _STARTS[section] + place


def on(section: str, language: Ints, place: Ints | int = 0) -> Coded:
    """Return the path of a page, for the log."""
    return Coded(path(section, language, place), PATHS)
