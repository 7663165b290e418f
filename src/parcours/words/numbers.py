"""How readers of each language write a number."""

from __future__ import annotations

_THOUSANDS = {"en": ",", "fr": "\u202f", "he": ","}
_DECIMAL = {"en": ".", "fr": ",", "he": "."}
_PERCENT = {"en": "%", "fr": "\u202f%", "he": "%"}
# Among Hebrew letters a sign would wander to the other end of its number.
_SIGNS = {"en": "\u2212", "fr": "\u2212", "he": "\u200e\u2212"}


def written(value: float, places: int, language: str) -> str:
    """Write a number with its places after the point.

    >>> written(4.5, 1, "fr"), written(-1234567, 0, "en"), written(-0.1, 0, "en")
    ('4,5', '−1,234,567', '0')
    """
    plain = f"{value:z,.{places}f}"
    swap = {",": _THOUSANDS[language], ".": _DECIMAL[language], "-": _SIGNS[language]}
    return "".join(swap.get(letter, letter) for letter in plain)


def percent(share: float, places: int, language: str) -> str:
    """Write 0..1 as a percentage.

    >>> percent(0.45, 0, "en")
    '45%'
    """
    return written(share * 100, places, language) + _PERCENT[language]
