"""Sorting, finding and merging ids agree with Python's own sets and sorting."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from parcours.eventlog.ids import mark_found, merge_into, sort_ids
from parcours.eventlog.sieve import Sieve

# Few values in each word, at both ends and in the middle, so that words are often equal.
word = st.sampled_from([0, 1, 2**63 - 1, 2**63, 2**64 - 1]) | st.integers(0, 2**64 - 1)
ids = st.lists(st.tuples(word, word), max_size=40)


def _array(pairs):
    return np.array(pairs, dtype=np.uint64).reshape(-1, 2)


def _pairs(array):
    return [(int(high), int(low)) for high, low in array]


@given(ids)
def test_sorting_is_by_both_words_and_stable(pairs):
    in_order, order = sort_ids(_array(pairs))

    assert order.tolist() == sorted(range(len(pairs)), key=lambda row: pairs[row])
    assert _pairs(in_order) == sorted(pairs)


@given(ids, ids)
def test_finding_is_membership(held, asked):
    asked = sorted(asked)
    found = np.zeros(len(asked), dtype=np.bool_)

    mark_found(_array(sorted(set(held))), _array(asked), found)

    assert found.tolist() == [pair in held for pair in asked]


def test_finding_copes_with_many_ids_of_any_spread():
    draw = np.random.default_rng(5)
    even = draw.integers(0, 2**64, (50_000, 2), dtype=np.uint64)
    bunched = np.minimum(even, np.uint64(2**40))
    for held in (even, bunched):
        run = np.unique(held, axis=0)
        asked, _ = sort_ids(np.concatenate([run[::3], draw.integers(0, 2**64, (1_000, 2), dtype=np.uint64)]))
        found = np.zeros(len(asked), dtype=np.bool_)
        mark_found(run, asked, found)
        known = set(_pairs(run))
        assert found.tolist() == [pair in known for pair in _pairs(asked)]


@given(ids, ids, st.integers(1, 50))
def test_merging_in_pieces_gives_each_id_once_in_order(older, newer, size):
    runs = [_array(sorted(set(pairs))) for pairs in (older, newer)]
    places, out, merged = np.zeros(2, dtype=np.int64), np.empty((size, 2), dtype=np.uint64), []

    while count := merge_into(*runs, places, out):
        merged += _pairs(out[:count])

    assert merged == sorted({*older, *newer})


@given(ids, ids)
def test_the_sieve_lets_every_known_id_pass(first, second):
    sieve = Sieve([_array(first)])
    sieve.add(_array(second))

    assert sieve.passing(_array(first + second)).all()


def test_the_sieve_stops_most_new_ids_and_says_when_it_is_full():
    draw = np.random.default_rng(7)
    sieve = Sieve([draw.integers(0, 2**64, (100_000, 2), dtype=np.uint64)])

    new = sieve.passing(draw.integers(0, 2**64, (100_000, 2), dtype=np.uint64))

    assert new.mean() < 0.13
    assert sieve.has_room_for(1)
    assert not sieve.has_room_for(1_000_000)
