"""Any sequence of links and decisions against a plain reference."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.shop.linking import EMAIL, USER, VISITOR, ints, link
from tests.shop.reference import Reference

from parcours.shop.identities import Identities

KEY = bytes(range(16))
KINDS = {**dict.fromkeys(range(1, 4), VISITOR), **dict.fromkeys(range(11, 14), EMAIL)}
KINDS |= dict.fromkeys(range(21, 25), USER)

weaker = st.tuples(st.sampled_from(sorted(KINDS)), st.sampled_from(sorted(KINDS)))
renames = st.permutations(range(21, 25)).map(lambda users: tuple(users[:2]))
links = st.one_of(weaker.filter(lambda pair: KINDS[pair[0]] < KINDS[pair[1]]), renames)
pairs = weaker.filter(lambda pair: pair[0] != pair[1])
steps = st.one_of(
    st.tuples(st.sampled_from(["link", "link", "deny", "allow"]), links),
    st.tuples(st.sampled_from(["join", "part"]), pairs),
    st.tuples(st.just("reopen"), st.just((0, 0))),
)


def groups(root_of):
    """Which identifiers are one person's."""
    found = {}
    for leaf in KINDS:
        found.setdefault(root_of(leaf), set()).add(leaf)
    return {frozenset(group) for group in found.values()}


def done(reference, what, pair):
    if what == "link" and pair[0] != pair[1]:
        reference.links.setdefault(pair[0], set()).add(pair[1])
    elif what == "deny":
        reference.denied.add(pair)
    elif what == "allow":
        reference.denied.discard(pair)
    elif what in ("join", "part"):
        reference.joined = [each for each in reference.joined if each != pair]
        reference.joined += [pair] if what == "join" else []


@settings(deadline=None, max_examples=30)
@given(st.lists(steps, max_size=25))
def test_any_sequence_gives_what_a_plain_reference_does(tmp_path_factory, sequence):
    identities, reference = Identities(tmp_path_factory.mktemp("i"), KEY), Reference()
    for what, pair in sequence:
        if what == "reopen":
            identities = Identities(identities.path.parent, KEY)
        elif what == "link":
            link(identities, ints(pair[0]), ints(pair[1]), kind=KINDS[pair[0]])
        else:
            getattr(identities, what)(*pair)
        done(reference, what, pair)
        roots = identities.roots()
        assert groups(lambda leaf: int(roots.of(ints(leaf))[0])) == groups(reference.profile)  # noqa: B023 called at once
        for leaf in KINDS:
            own = set(identities.person(ints(leaf)).tolist()) & KINDS.keys()
            assert own == {each for each in KINDS if reference.profile(each) == reference.profile(leaf)}
    again = Identities(identities.path.parent, KEY).roots()
    assert again == identities.roots()
    assert again.digest == identities.roots().digest
