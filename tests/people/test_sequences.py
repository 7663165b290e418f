"""Any sequence of identify, alias, merge and undo against a plain reference, by the stream and as a file."""

from __future__ import annotations

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.people.conftest import dumped
from tests.people.door import call, imported, linked
from tests.shop.reference import Name, Reference

from parcours.people import reactions
from parcours.people.models import Identity, Profile
from parcours.shop.arrived import Arrived
from parcours.shop.identities import KINDS, Identities

NAMES = {"user": ["u1", "u2", "u3"], "email": ["a@tea.example", "b@tea.example"], "anonymous": ["v1", "v2"]}


def maybe(kind):
    return st.sampled_from(["", *NAMES[kind]])


told = st.tuples(
    *map(maybe, ("user", "email", "anonymous")),
    st.sampled_from(["", "", "u1", "u2", "v1"]),
    st.sampled_from(["browser", "server", "signed"]),
).filter(lambda each: any(each[:3]))
names = st.sampled_from([(kind, value) for kind in KINDS for value in NAMES[kind]])
merges = st.lists(st.tuples(names, names).filter(lambda pair: pair[0] != pair[1]), max_size=4, unique=True)


ALL = [(kind, value) for kind in KINDS for value in NAMES[kind]]


def groups(root_of):
    """Which names are one person's."""
    found: dict[object, set[Name]] = {}
    for name in ALL:
        found.setdefault(root_of(name), set()).add(name)
    return {frozenset(group) for group in found.values()}


def resolved(identities):
    roots = identities.roots()
    return groups(lambda name: int(roots.of(np.array([identities.leaf(*name)]))[0]))


def calls_of(each):
    user, email, visitor, was, _ = each
    return call(user=user or None, email=email, visitor=visitor or None, was=was if user else "")


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(told, min_size=1, max_size=12), merges, st.data())
def test_any_sequence_gives_what_a_plain_reference_does(people, tmp_path_factory, sequence, wanted, data):
    shop = people.shop
    shop.__dict__["identities"] = identities = Identities(tmp_path_factory.mktemp("i"), b"k" * 16)
    reactions.forget_derived()
    reference = Reference()
    for each in data.draw(st.permutations(sequence)):
        reference.told(*each)
        rows = linked(shop, calls_of(each), trust=each[4])
        reactions.follow(Arrived(rows, identities.roots(), live=True, now=rows["received_at"][0].as_py()))
        assert resolved(identities) == groups(reference.profile)
    for pair in wanted:
        reference.joined.append(pair)
        identities.join(*(identities.leaf(*name) for name in pair))
        assert resolved(identities) == groups(reference.profile)
    for pair in data.draw(st.permutations(wanted)):
        reference.joined = [each for each in reference.joined if each != pair]
        identities.part(*(identities.leaf(*name) for name in pair))
        assert resolved(identities) == groups(reference.profile)
    assert resolved(Identities(identities.path.parent, b"k" * 16)) == groups(reference.profile)
    reactions.reconcile(identities.roots())
    at_rest = dumped(Profile, Identity)
    assert reactions.reconcile(identities.roots()) == 0
    owners = dict(Identity.objects.values_list("leaf", "profile"))
    roots = identities.roots()
    assert all(int(roots.of(np.array([leaf]))[0]) == owner for leaf, owner in owners.items())
    assert at_rest == dumped(Profile, Identity)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(told, min_size=1, max_size=10))
def test_a_file_of_the_same_calls_joins_the_same_people(people, tmp_path_factory, sequence):
    shop, reference = people.shop, Reference()
    shop.__dict__["identities"] = identities = Identities(tmp_path_factory.mktemp("i"), b"k" * 16)
    imported(shop, tmp_path_factory.mktemp("f"), *map(calls_of, sequence))
    for each in sequence:
        reference.told(*each[:4], "server")
    assert resolved(identities) == groups(reference.profile)
