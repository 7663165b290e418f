from __future__ import annotations

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.shop.linking import ints, link

from parcours.shop import identities as module
from parcours.shop.identities import Identities

KEY = bytes(range(16))


@pytest.fixture
def identities(tmp_path):
    return Identities(tmp_path / "identities", KEY)


def reopened(identities):
    return Identities(identities.path.parent, KEY)


def pairs(roots):
    return dict(zip(roots.leaves.tolist(), roots.roots.tolist(), strict=True))


def test_a_leaf_depends_on_kind_value_and_key_only(identities, tmp_path):
    assert identities.leaf("user", "7") == reopened(identities).leaf("user", " 7 ")
    assert identities.leaf("user", "7") != identities.leaf("anonymous", "7")
    assert identities.leaf("user", "7") != Identities(tmp_path, bytes(16)).leaf("user", "7")


def test_an_email_is_one_in_any_case_but_a_user_id_is_not(identities):
    assert identities.leaf("email", "Ana@Example.org ") == identities.leaf("email", "ana@example.org")
    assert identities.leaf("user", "A7") != identities.leaf("user", "a7")


def test_many_values_hash_as_one_by_one(identities):
    values = ["a", "b", "é", "a"]
    expected = [identities.leaf("user", value) for value in values]
    assert identities.leaves("user", pa.array(values)).tolist() == expected
    assert identities.leaves("user", pa.chunked_array([values[:1], values[1:]])).tolist() == expected


def test_a_visitor_with_one_person_becomes_that_person(identities):
    link(identities, ints(1, 2), ints(10, 10))
    assert identities.roots().of(ints(1, 2, 3, 10)).tolist() == [10, 10, 3, 10]
    assert identities.person(ints(2)).tolist() == [1, 2, 10]
    assert identities.person(ints(10)).tolist() == [1, 2, 10]


def test_a_shared_tablet_stays_itself_and_is_counted(identities):
    link(identities, ints(1, 1, 2), ints(10, 20, 20))
    assert pairs(identities.roots()) == {2: 20}
    assert identities.ambiguous().tolist() == [1]
    assert identities.person(ints(1)).tolist() == [1]


def test_an_email_and_its_user_are_one_person_not_two(identities):
    visitor, email, user = 1, 5, 10
    link(identities, ints(visitor, visitor), ints(email, user))
    link(identities, ints(email), ints(user))
    assert pairs(identities.roots()) == {visitor: user, email: user}
    assert identities.ambiguous().tolist() == []


def test_a_visitor_known_by_email_follows_the_email_to_its_user(identities):
    link(identities, ints(1, 5), ints(5, 10))
    assert pairs(identities.roots()) == {1: 10, 5: 10}


def test_linking_again_adds_nothing(identities):
    assert link(identities, ints(1, 1, 2), ints(10, 10, 20)) == 2
    size = identities.path.stat().st_size
    assert link(reopened(identities), ints(2, 1), ints(20, 10)) == 0
    assert identities.path.stat().st_size == size


def test_a_link_to_oneself_is_none(identities):
    assert link(identities, ints(4), ints(4)) == 0
    assert not identities.path.exists()


@settings(deadline=None)
@given(torn=st.integers(1, 31))
def test_a_torn_record_is_cut_off_and_its_link_can_be_told_again(tmp_path_factory, torn):
    identities = Identities(tmp_path_factory.mktemp("torn"), KEY)
    link(identities, ints(1), ints(10))
    link(identities, ints(2), ints(20))
    whole = identities.path.read_bytes()
    identities.path.write_bytes(whole[: 32 + torn])
    after = reopened(identities)
    assert pairs(after.roots()) == {1: 10}
    assert link(after, ints(2), ints(20)) == 1
    assert identities.path.read_bytes() == whole


edges = st.lists(st.tuples(st.integers(0, 9), st.integers(10, 15)), max_size=30)


@settings(deadline=None)
@given(edges=edges, cut=st.integers(0, 30))
def test_the_order_and_the_batches_of_links_do_not_matter(tmp_path_factory, edges, cut):
    one, other = (Identities(tmp_path_factory.mktemp("links"), KEY) for _ in range(2))
    link(one, ints(*(a for a, _ in edges)), ints(*(b for _, b in edges)))
    for part in (edges[cut:], edges[:cut]):
        link(other, ints(*(a for a, _ in part)), ints(*(b for _, b in part)))
    targets = {leaf: {b for a, b in edges if a == leaf} for leaf, _ in edges}
    expected = {leaf: next(iter(found)) for leaf, found in targets.items() if len(found) == 1}
    assert pairs(one.roots()) == pairs(other.roots()) == pairs(reopened(one).roots()) == expected
    assert set(one.ambiguous().tolist()) == {leaf for leaf, found in targets.items() if len(found) > 1}


def test_forgetting_a_person_leaves_neither_id_in_the_file(identities):
    link(identities, ints(1, 2), ints(10, 20))
    assert identities.forget(ints(1, 10)) == 1
    assert pairs(reopened(identities).roots()) == {2: 20}
    assert identities.path.stat().st_size == 32


def test_what_an_erased_person_did_on_a_shared_tablet_is_not_given_to_the_other(identities):
    link(identities, ints(1, 1), ints(10, 20))
    identities.forget(ints(10))
    assert pairs(reopened(identities).roots()) == {}
    assert reopened(identities).ambiguous().tolist() == [1]


def test_links_of_another_process_appear_after_a_refresh(identities):
    link(reopened(identities), ints(1), ints(10))
    assert not len(identities.roots())
    identities.refresh()
    assert pairs(identities.roots()) == {1: 10}


def test_links_of_our_own_are_not_read_again_and_those_of_others_are(identities, monkeypatch):
    other = reopened(identities)
    link(identities, ints(1), ints(10))
    other.refresh()
    with monkeypatch.context() as patch:
        patch.setattr(module, "read", None)  # whoever reads the file fails
        identities.refresh()
    link(other, ints(2), ints(20))
    link(identities, ints(3), ints(30))
    identities.refresh()
    assert identities.roots().of(ints(1, 2, 3)).tolist() == [10, 20, 30]
