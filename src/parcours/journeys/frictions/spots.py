"""Where something is met far more often than elsewhere: a carrier, a product."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, lgamma, log

FALSE_DISCOVERIES = 0.05
"""The share of the places named that may be so by chance."""

FAR_MORE = 1.5
"""How many times the share of the others a share must be."""


@dataclass(frozen=True)
class Met:
    """How often something was met in one place, of how often it could have been, and the money given back."""

    place: str
    met: int
    of: int
    refunded: int | None = None


@dataclass(frozen=True)
class Spot:
    """A place where it is met far more often than in the other places.

    Parameters
    ----------
    place
        A carrier, or a product.
    met, of
        How often it was met there, of how many orders.
    usual
        The share of the orders of all other places that met it.
    refunded
        Money given back there, in minor units, where known.
    """

    place: str
    met: int
    of: int
    usual: float
    refunded: int | None = None


def spots(places: Sequence[Met]) -> tuple[Spot, ...]:
    """Return the places where it is met far more often than in all others, the most frequent first.

    Each place's count is held against a binomial one with the share of all others; the places told
    are those of Benjamini and Hochberg (Journal of the Royal Statistical Society B 57, 1995).

    Examples
    --------
    >>> carriers = [Met("slow", 40, 100), Met("fast", 10, 100), Met("fair", 12, 100)]
    >>> [(spot.place, spot.usual) for spot in spots(carriers)]
    [('slow', 0.11)]
    """
    met, of = sum(place.met for place in places), sum(place.of for place in places)
    others = [(met - place.met, of - place.of) for place in places]
    # One more of each, so that a few others without any do not make chance impossible.
    expected = [(some + 1) / (all_ + 2) for some, all_ in others]
    chances = [tail(place.met, place.of, share) for place, share in zip(places, expected, strict=True)]
    limit = max((c for rank, c in enumerate(sorted(chances), 1) if c <= _limit(rank, places)), default=-1.0)
    found = [
        Spot(place.place, place.met, place.of, some / all_, place.refunded)
        for place, chance, (some, all_) in zip(places, chances, others, strict=True)
        if chance <= limit and all_ and place.met * all_ > FAR_MORE * some * place.of
    ]
    return tuple(sorted(found, key=lambda spot: -spot.met))


def _limit(rank: int, places: Sequence[Met]) -> float:
    return FALSE_DISCOVERIES * rank / len(places)


def tail(successes: int, trials: int, share: float) -> float:
    """Return the chance of at least so many successes.

    >>> round(tail(2, 3, 0.5), 3), tail(0, 3, 0.2), tail(1, 3, 0.0)
    (0.5, 1.0, 0.0)
    """
    if successes <= trials * share:
        return 1.0  # not above what is expected: the exact chance does not matter
    if share <= 0:
        return 0.0
    combinations = lgamma(trials + 1) - lgamma(successes + 1) - lgamma(trials - successes + 1)
    term = exp(combinations + successes * log(share) + (trials - successes) * log(1 - share))
    total, at = 0.0, successes
    while term > total * 1e-16 and at <= trials:
        total += term
        term *= (trials - at) / (at + 1) * share / (1 - share)
        at += 1
    return min(total, 1.0)
