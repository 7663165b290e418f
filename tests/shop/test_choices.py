"""What people decide of identities stands over what touchpoints tell, and can be taken back."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.shop.linking import ints, link

from parcours.journeys.index.roots import NO_MERGES
from parcours.shop.choices import Choices, What
from parcours.shop.identities import Identities

KEY = bytes(range(16))


@pytest.fixture
def identities(tmp_path):
    return Identities(tmp_path / "identities", KEY)


def reopened(identities):
    return Identities(identities.path.parent, KEY)


def pairs(roots):
    return dict(zip(roots.leaves.tolist(), roots.roots.tolist(), strict=True))


def test_profiles_joined_by_hand_take_all_their_leaves_along(identities):
    link(identities, ints(1, 2), ints(10, 20))
    identities.join(20, 10)
    assert pairs(identities.roots()) == {1: 10, 2: 10, 20: 10}
    assert pairs(reopened(identities).roots()) == {1: 10, 2: 10, 20: 10}
    assert identities.person(ints(2)).tolist() == [1, 2, 10, 20]


def test_parting_gives_back_exactly_what_was(identities):
    link(identities, ints(1, 2), ints(10, 20))
    before = pairs(identities.roots())
    identities.join(20, 10)
    identities.part(20, 10)
    assert pairs(identities.roots()) == before == pairs(reopened(identities).roots())


def test_joins_follow_each_other_and_go_nowhere_in_circles(identities):
    for loser, winner in ((30, 20), (20, 10), (10, 30)):
        identities.join(loser, winner)
    assert pairs(identities.roots()) == {20: 10, 30: 10}


def test_what_is_joined_later_by_touchpoints_follows_the_hand(identities):
    identities.join(20, 10)
    link(identities, ints(20), ints(40))  # the loser turns out to be known by a stronger name
    assert identities.roots().of(ints(10, 20, 40)).tolist() == [10, 10, 10]


def test_two_identifiers_that_are_not_one_person_stay_apart_until_that_is_taken_back(identities):
    link(identities, ints(1, 2), ints(10, 10))
    identities.deny(1, 10)
    assert pairs(identities.roots()) == {2: 10}
    identities.allow(1, 10)
    assert pairs(identities.roots()) == {1: 10, 2: 10}


def test_another_process_sees_a_decision_when_it_looks_again(identities):
    other = reopened(identities)
    assert other.roots() == NO_MERGES
    identities.join(20, 10)
    other.refresh()
    assert pairs(other.roots()) == {20: 10}


def test_a_torn_last_record_is_cut_off(identities):
    identities.join(20, 10)
    choices = identities.path.with_name("choices")
    choices.write_bytes(choices.read_bytes() + b"torn")
    again = reopened(identities)
    assert pairs(again.roots()) == {20: 10}
    again.join(30, 10)
    assert pairs(reopened(identities).roots()) == {20: 10, 30: 10}


def test_erased_leaves_are_in_no_decision(identities):
    identities.join(20, 10)
    identities.join(40, 30)
    identities.forget(ints(10, 20))
    assert pairs(reopened(identities).roots()) == {40: 30}


edges = st.tuples(st.integers(1, 6), st.integers(1, 6))


@settings(deadline=None)
@given(st.lists(edges, max_size=8), st.lists(edges, max_size=8))
def test_no_root_is_a_leaf_whatever_was_joined(tmp_path_factory, links, joins):
    identities = Identities(tmp_path_factory.mktemp("identities") / "i", KEY)
    weak, strong = np.array(links, np.int64).reshape(-1, 2).T
    link(identities, weak, strong + 100)
    for loser, winner in joins:
        identities.join(loser, winner)
    roots = identities.roots()
    assert not set(roots.roots.tolist()) & set(roots.leaves.tolist())
    assert roots.leaves.tolist() == sorted(set(roots.leaves.tolist()))
    joined = roots.of(np.array(joins, np.int64).reshape(-1, 2))
    assert (joined[:, 0] == joined[:, 1]).all()


def test_a_choice_taken_back_and_made_again_holds(tmp_path):
    choices = Choices(tmp_path / "choices")
    for what in (What.JOINED, What.PARTED, What.JOINED):
        choices = choices.made(what, 2, 1)
    assert choices.held == ((What.JOINED, 2, 1),)
