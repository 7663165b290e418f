"""What the lost were worth together: two estimates and chance, in one interval."""

from __future__ import annotations

from math import exp, sqrt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parcours.charts.journey_map.model import Estimate
from parcours.journeys.frictions import Contrast
from parcours.journeys.frictions.standardised import Matched
from parcours.journeys.frictions.worth import Worth


def each_of(*worths: float, customer: list[int] | None = None) -> Worth:
    return Worth.of(np.array(worths, np.float64), np.array(customer or range(len(worths))))


def test_the_interval_of_so_many_lost_is_that_of_a_pencil() -> None:
    # 25 orders of 5,000 on average, one of which varies by 1,000; 80 to 120 were lost, about 100.
    each = each_of(5000, *[5000 + 1000, 5000 - 1000] * 12)
    assert (each.mean, each.deviation, each.independent) == (5000, pytest.approx(1000), 25)
    # Student's t of 24 is 2.064, so the mean is 5,000 / 1.086 to 5,000 x 1.086. Below, 20 fewer are
    # 100,000, the mean of 80 takes 31,696 and chance among them 18,460; above 100,000, 51,636, 22,609.
    found = each.together((100, 80, 120))
    assert found is not None
    assert found.value == 500_000
    assert found.low == pytest.approx(500_000 - 106_515, abs=20)
    assert found.high == pytest.approx(500_000 + 114_793, abs=20)


def test_where_all_are_worth_the_same_only_their_number_is_uncertain() -> None:
    assert each_of(*[700.0] * 9).together((10, 4, 15)) == Estimate(7000, 2800, 10_500)


def test_what_may_be_nothing_costs_nothing_at_least() -> None:
    found = each_of(500, 700, 900).together((10, -4, 20))
    assert found is not None
    assert (found.value, found.low) == (7000, 0)
    assert found.high > 20 * 700


@pytest.mark.parametrize(
    ("each", "lost"),
    [
        (each_of(), (10, 5, 15)),
        (each_of(4000), (10, 5, 15)),
        (each_of(100, 9000), (10, 5, 15)),
        (each_of(0, 0, 0), (10, 5, 15)),
        (each_of(4000, 5000), (0, -5, 5)),
        (each_of(4000, 5000, 9000, 9100, customer=[1, 1, 2, 2]), (-1, -5, 5)),
    ],
)
def test_nothing_is_said_where_nothing_is_lost_or_too_few_tell(
    each: Worth, lost: tuple[float, float, float]
) -> None:
    assert each.together(lost) is None


def test_orders_of_the_same_customers_tell_less() -> None:
    alike = each_of(1000, 1000, 3000, 3000, 5000, 5000, customer=[1, 1, 2, 2, 3, 3])
    apart = each_of(1000, 1000, 3000, 3000, 5000, 5000)
    assert (alike.mean, alike.n) == (apart.mean, apart.n)
    assert alike.independent == pytest.approx(0.5 * 6 * 6 / 5)
    one, other = alike.together((9, 8, 10)), apart.together((9, 8, 10))
    assert one is not None
    assert other is not None
    assert one.high - one.low > other.high - other.low


WORTHS = st.lists(st.tuples(st.integers(0, 100_000), st.integers(1, 6)), min_size=1, max_size=30)


@settings(max_examples=200)
@given(WORTHS, WORTHS, st.floats(0.1, 500), st.floats(0, 1), st.floats(1, 5))
def test_two_pieces_are_the_whole_and_its_interval_holds_that_of_the_number_alone(
    one: list[tuple[int, int]], other: list[tuple[int, int]], number: float, less: float, more: float
) -> None:
    other = [(worth, customer + 10) for worth, customer in other]
    pieces = [each_of(*[w for w, _ in some], customer=[c for _, c in some]) for some in (one, other)]
    whole = each_of(*[w for w, _ in one + other], customer=[c for _, c in one + other])
    both = pieces[0] + pieces[1]
    assert both == whole
    lost = (number, less * number, more * number)
    found = both.together(lost)
    if found is not None:
        assert 0 <= found.low <= less * number * both.mean + 1
        assert found.high >= more * number * both.mean - 1
        assert found.value == round(number * both.mean)


def coverage(journeys: int, others: int, share: float, other_share: float) -> float:
    """Return how often the interval holds what was in fact lost; one draw decides with and without."""
    held = []
    for seed in range(400):
        draw = np.random.default_rng(seed)
        chance = draw.random(journeys)
        lost, anyway = chance < share, chance < other_share
        truth = draw.gamma(1.5, 4000, journeys)[lost & ~anyway].sum()
        stayed = draw.random(others) >= other_share
        each = Worth.of(draw.gamma(1.5, 4000, int(stayed.sum())), np.arange(int(stayed.sum())))
        found = Contrast(int(lost.sum()), journeys, int(others - stayed.sum()), others).cost(each)
        held.append(found is not None and found.low <= truth <= found.high)
    return float(np.mean(held))


@pytest.mark.parametrize(
    ("journeys", "others", "share", "other_share"),
    [(50, 2500, 0.9, 0.1), (500, 5000, 0.8, 0.7), (100, 100, 0.8, 0.5)],
)
def test_the_interval_holds_what_was_lost_nineteen_times_in_twenty(
    journeys: int, others: int, share: float, other_share: float
) -> None:
    # Three binomial standard errors of 400 shops are 3.3 points.
    assert coverage(journeys, others, share, other_share) > 0.917


def test_what_is_missing_is_what_others_brought_less_what_those_with_it_brought() -> None:
    met = np.array([True, True, False, False, False, False])
    brought = np.array([0.0, 3000, 4000, 6000, 5000, 5000])
    found = Matched.of(met, np.zeros(6, np.int64), np.arange(6)).missing(brought)
    # Two x 5,000 less 3,000. Variance of one 2/3 million; of the sum of two 4/3, of two means of four 2/3.
    assert found is not None
    assert found.value == 7000
    error = 3.1786 * sqrt(2e6) / 10_000
    assert found.low == pytest.approx(10_000 * exp(-error) - 3000, abs=2)
    assert found.high == pytest.approx(10_000 * exp(error) - 3000, abs=2)


def test_nothing_is_missing_where_those_with_it_brought_more_or_one_other_tells() -> None:
    met = np.array([True, False, False])
    matched = Matched.of(met, np.zeros(3, np.int64), np.arange(3))
    assert matched.missing(np.array([900.0, 100, 300])) is None
    alone = Matched.of(met[:2], np.zeros(2, np.int64), np.arange(2))
    assert alone.missing(np.array([0.0, 100])) is None


def test_the_interval_of_what_is_missing_holds_it_where_customers_order_several_times() -> None:
    held = []
    for seed in range(400):
        draw = np.random.default_rng(seed)
        customer = np.repeat(np.arange(250), draw.integers(1, 4, 250))
        orders = len(customer)
        met = draw.random(orders) < 0.3
        back = draw.random(orders) < draw.beta(2, 3, 250)[customer]
        instead = back * draw.gamma(1.5, 4000, orders) * draw.gamma(4, 0.25, 250)[customer]
        brought = np.where(met & (draw.random(orders) < 0.6), 0.0, instead)
        found = Matched.of(met, np.zeros(orders, np.int64), customer).missing(brought)
        truth = (instead - brought)[met].sum()
        held.append(found is not None and found.low <= truth <= found.high)
    assert np.mean(held) > 0.917
