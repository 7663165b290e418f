"""Intervals hold what they say: published numbers."""

from __future__ import annotations

import pytest

from parcours.journeys.confidence import NORMAL_95, student_95, wilson


@pytest.mark.parametrize(
    ("freedom", "quantile"), [(2, 4.303), (3, 3.182), (5, 2.571), (10, 2.228), (30, 2.042), (120, 1.980)]
)
def test_students_quantiles_are_those_of_the_tables(freedom: int, quantile: float) -> None:
    assert student_95(freedom) == pytest.approx(quantile, rel=0.01)


def test_of_very_many_student_is_the_normal_distribution() -> None:
    assert student_95(1e12) == pytest.approx(NORMAL_95)


def test_wilsons_bounds_are_the_published_ones() -> None:
    # Newcombe 1998 (two-sided intervals for the single proportion), table I: 81 of 263, 15 of 148.
    assert wilson(81, 263) == pytest.approx((0.2553, 0.3662), abs=5e-5)
    assert wilson(15, 148) == pytest.approx((0.0624, 0.1605), abs=5e-5)
