"""Where the shop delivers, and which languages people read there."""

from __future__ import annotations

from dataclasses import dataclass

from parcours.demo.words import Language


@dataclass(frozen=True)
class Country:
    """``weight`` is its share of the visitors; ``languages`` the share of each language among them."""

    code: str
    weight: float
    languages: tuple[tuple[Language, float], ...]
    zone: str


COUNTRIES: tuple[Country, ...] = (
    Country("FR", 0.50, (("fr", 0.96), ("en", 0.04)), "Europe/Paris"),
    Country("IL", 0.17, (("he", 0.82), ("en", 0.12), ("fr", 0.06)), "Asia/Jerusalem"),
    Country("BE", 0.11, (("fr", 0.68), ("en", 0.32)), "Europe/Brussels"),
    Country("GB", 0.09, (("en", 0.98), ("fr", 0.02)), "Europe/London"),
    Country("CH", 0.07, (("fr", 0.71), ("en", 0.29)), "Europe/Zurich"),
    Country("DE", 0.06, (("en", 0.91), ("fr", 0.09)), "Europe/Berlin"),
)
