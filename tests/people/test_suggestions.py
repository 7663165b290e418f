"""Who looks like one person is shown to somebody, with the evidence of every link, and never joined."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.people.conftest import NOON
from tests.people.door import arrive, call

from parcours.people import services
from parcours.people.likeness import look, near
from parcours.people.models import Profile
from parcours.people.selectors import identity, suggestions
from parcours.state.actor import TERMINAL, Actor, DeniedError
from parcours.state.audit import AuditEntry

VIEWER = Actor("user", "vi@example.org", "viewer", 7)


def person(user, email, **traits):
    return {**call(user=user, email=email), "type": "identify", "traits": {"email": email, **traits}}


def found(**more):
    look(NOON)
    return {
        (each.why, frozenset((each.one.user_id, each.other.user_id)))
        for each in suggestions(TERMINAL, **more)
    }


@pytest.fixture
def alike(people):
    arrive(
        people,
        person("u1", "noa.levi@gmail.com", name="Noa Lévi", city="Haifa", phone="+972 50-123 4567"),
        person("u2", "noalevi+tea@googlemail.com", name="Noa", city="Paris"),
        person("u3", "dan@tea.example", name="Dan Katz", city="Haifa", phone="0501234567"),
        person("u4", "dna@tea.example", name="Dan Katz", city="haifa"),
        person("u5", "dna@tea.example.org", name="Dan Katz", city="Lyon"),
    )
    return people


def test_profiles_are_suggested_by_mailbox_phone_and_a_letter_and_joined_by_nobody(alike):
    assert found() == {
        ("address", frozenset(("u1", "u2"))),
        ("phone", frozenset(("u1", "u3"))),
        ("typo", frozenset(("u3", "u4"))),
    }
    assert Profile.objects.count() == 5
    assert found(profile=alike.id(user="u4")) == {("typo", frozenset(("u3", "u4")))}


def test_who_is_not_the_same_person_is_not_suggested_again_nor_after_a_merge_was_undone(alike):
    u1, u2, u3, u4 = (alike.id(user=each) for each in ("u1", "u2", "u3", "u4"))
    services.dismiss(TERMINAL, u3, u1, now=NOON)
    assert {why for why, _ in found()} == {"address", "typo"}
    merged = services.merge(TERMINAL, u3, u4, reason="", now=NOON)
    assert {why for why, _ in found()} == {"address"}
    services.undo_merge(TERMINAL, merged.number, now=NOON)
    services.dismiss(TERMINAL, u1, u2, now=NOON)
    assert found() == set()
    done = list(AuditEntry.objects.order_by("pk").values_list("action", flat=True))
    people = [action for action in done if action != "likenesses.found"]
    assert people == ["profile.not_same", "profile.merged", "profile.merge_undone", "profile.not_same"]


def test_looking_writes_only_what_changed(alike):
    assert look(NOON) == 3
    assert look(NOON) == 0
    services.merge(TERMINAL, alike.id(user="u3"), alike.id(user="u4"), reason="", now=NOON)
    assert [each.why for each in suggestions(TERMINAL)] == ["address", "phone"]
    assert look(NOON) == 1
    assert AuditEntry.objects.filter(action="likenesses.found").count() == 2


def test_a_number_that_many_share_suggests_nobody(people):
    arrive(people, *(person(f"u{n}", f"b{n}@firm.example", phone="01 23 45 67 89") for n in range(5)))
    assert found() == set()


def test_only_who_may_join_people_is_shown_suggestions(alike):
    with pytest.raises(DeniedError):
        suggestions(VIEWER)
    with pytest.raises(DeniedError):
        services.dismiss(VIEWER, alike.id(user="u1"), alike.id(user="u2"), now=NOON)


def test_each_link_is_shown_with_the_touchpoint_that_told_it_and_each_decision_with_who_made_it(people):
    arrive(
        people,
        call(visitor="b1", user="ann", event="Product Added", at=3),
        call(visitor="b1", user="ann", at=9),
    )
    arrive(people, call(email="ann@tea.example", user="ann", event="Order Completed", at=5), trust="signed")
    links, decided = identity(TERMINAL, people.id(user="ann"), people.shop.log)
    assert [(each.name.value, each.other.value, each.event, each.trust, each.counts) for each in links] == [
        ("ann@tea.example", "ann", "Order Completed", "signed", True),
        ("b1", "ann", "Product Added", "server", True),
    ]
    assert decided == ()
    services.separate(TERMINAL, people.leaf(email="ann@tea.example"), now=NOON)
    links, decided = identity(TERMINAL, people.leaf(user="ann"), people.shop.log)
    assert [(each.kind, each.by, each.undone_at) for each in decided] == [("separated", TERMINAL.name, None)]
    masked = repr(identity(VIEWER, people.leaf(user="ann"), people.shop.log))
    assert "ann@" not in masked
    assert "b1'" not in masked


def test_a_link_to_somebody_else_is_shown_as_not_counting(people):
    arrive(
        people, call(visitor="tablet", user="ann"), call(visitor="tablet", user="bob"), call(visitor="tablet")
    )
    links, _ = identity(TERMINAL, people.leaf(anonymous="tablet"), people.shop.log)
    assert {each.other.value for each in links} == {"ann", "bob"}


letters = st.text("abc@.", max_size=8)


@given(letters, letters)
def test_one_change_makes_near_what_a_table_of_distances_says(one, other):
    def changed(text):
        for place in range(len(text) + 1):
            head, tail = text[:place], text[place:]
            yield from (head + tail[1:], head + tail[1:2] + tail[:1] + tail[2:])
            yield from (head + letter + rest for letter in "abc@." for rest in (tail, tail[1:]))

    assert near(one, other) == (one != other and other in set(changed(one)))
