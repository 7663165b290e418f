from __future__ import annotations

from zlib import crc32

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parcours.demo.dice import Dice

_MASK = 2**64 - 1
_PERSON, _TURN, _N = 0x9E3779B97F4A7C15, 0xD1B54A32D192ED03, 0x8CB92BA72F3D8DD7
PEOPLE = np.arange(20_000)
integers = st.integers(-1, 2**40)


def splitmix64(bits):
    """The finalizer as Steele, Lea and Flood (OOPSLA 2014) print it, in Python's own integers."""
    bits = ((bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
    bits = ((bits ^ (bits >> 27)) * 0x94D049BB133111EB) & _MASK
    return bits ^ (bits >> 31)


def slowly(seed, purpose, person, turn, n):
    start = splitmix64((crc32(purpose.encode()) * _PERSON + seed * _TURN) & _MASK)
    key = (person * _PERSON + turn * _TURN + n * _N + start) & _MASK
    return (splitmix64(splitmix64(key)) >> 11) / 2**53


@settings(deadline=None)  # the first call compiles
@given(st.integers(0, 2**31), st.text(max_size=9), integers, integers, integers)
def test_a_number_is_the_hash_of_its_key(seed, purpose, person, turn, n):
    drawn = Dice(seed).uniform(purpose, np.array([person, 5]), turn, np.array([n, n]))
    assert drawn.tolist() == [slowly(seed, purpose, person, turn, n), slowly(seed, purpose, 5, turn, n)]


def test_a_person_draws_the_same_alone_and_among_others():
    dice = Dice(3)
    together = dice.uniform("look", PEOPLE, 2)
    assert dice.uniform("look", PEOPLE[777:778], 2)[0] == together[777]
    assert (dice.uniform("look", PEOPLE, np.full(len(PEOPLE), 2), 0) == together).all()
    assert not len(dice.uniform("look", PEOPLE[:0], 2))


def test_seeds_purposes_turns_and_repeats_draw_apart():
    drawn = [
        Dice(1).uniform("a", PEOPLE),
        Dice(2).uniform("a", PEOPLE),
        Dice(1).uniform("b", PEOPLE),
        Dice(1).uniform("a", PEOPLE, 1),
        Dice(1).uniform("a", PEOPLE, 0, 1),
    ]
    # Of 20,000 independent pairs, correlations beyond 0.03 come once in some ten thousand times.
    assert np.abs(np.corrcoef(drawn) - np.eye(5)).max() < 0.03


def test_numbers_are_spread_evenly():
    counts = np.histogram(Dice(5).uniform("spread", PEOPLE), bins=20, range=(0, 1))[0]
    assert ((counts - 1000) ** 2 / 1000).sum() < 43.8  # chi square, 19 degrees of freedom, p = 0.001


def test_who_is_lost_at_a_small_chance_is_lost_at_a_larger_one():
    few, many = (Dice(1).happens("lost", chance, PEOPLE) for chance in (0.05, 0.3))
    assert few.mean() == pytest.approx(0.05, abs=0.006)
    assert many[few].all()


def test_options_are_picked_by_weight_and_waits_have_their_mean():
    picked = Dice(1).pick("option", [1, 0, 3], PEOPLE)
    assert np.bincount(picked) / len(PEOPLE) == pytest.approx([0.25, 0, 0.75], abs=0.01)
    assert Dice(1).wait("wait", 30.0, PEOPLE).mean() == pytest.approx(30, rel=0.03)
