"""Intervals of 95 %: how far chance alone can put an estimate from the truth."""

from __future__ import annotations

from math import sqrt

NORMAL_95 = 1.959963984540054
"""The 97.5 % quantile of the normal distribution: so many standard errors lie on either side."""

VAGUE = 10
"""What may be so many times as large is not told as a number."""


def student_95(freedom: float) -> float:
    """Return the same of Student's t, whose spread is itself estimated from few.

    By its expansion around the normal quantile (Abramowitz and Stegun, 26.7.5): too small by a tenth of
    a percent with three degrees of freedom, by a tenth of the whole with one.

    >>> [round(student_95(freedom), 3) for freedom in (3, 10, 1e9)]
    [3.179, 2.228, 1.96]
    """
    z = NORMAL_95
    terms = (
        z,
        (z**3 + z) / 4,
        (5 * z**5 + 16 * z**3 + 3 * z) / 96,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384,
        (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / 92_160,
    )
    return sum(term / freedom**power for power, term in enumerate(terms))


def wilson(successes: float, trials: float) -> tuple[float, float]:
    """Return Wilson's score interval of a share.

    >>> [round(bound, 4) for bound in wilson(56, 70)]
    [0.6918, 0.877]
    """
    share = successes / trials
    middle = share + NORMAL_95**2 / (2 * trials)
    half = NORMAL_95 * sqrt(share * (1 - share) / trials + NORMAL_95**2 / (4 * trials**2))
    scale = 1 + NORMAL_95**2 / trials
    return (middle - half) / scale, (middle + half) / scale
