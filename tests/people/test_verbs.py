"""What people of the shop do to profiles."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.people.conftest import NOON, dumped

from parcours.errors import InputError
from parcours.people import services
from parcours.people.models import Consent, Exclusion, Identity, Merge, Profile, Trait
from parcours.people.reactions import reconcile
from parcours.state.actor import TERMINAL, Actor, DeniedError
from parcours.state.audit import AuditEntry

VIEWER = Actor("user", "vi@example.org", "viewer", 7)
TABLES = (Profile, Identity, Trait, Consent, Exclusion)


@pytest.fixture
def two(people):
    people.tell(
        {"user": "u1", "email": "ann@example.org", "at": 1, "country": "FR"},
        {"user": "u2", "email": "anna@example.org", "at": 5, "event": "Unsubscribed"},
        {"user": "u1", "event": "Newsletter Subscribed", "at": 7},
    )
    return people.leaf(user="u1"), people.leaf(user="u2")


def deeds():
    return list(AuditEntry.objects.order_by("pk").values_list("action", flat=True))


def test_a_merge_makes_two_profiles_one_and_its_undoing_makes_both_as_they_were(people, two):
    winner, loser = two
    before = dumped(*TABLES)
    merged = services.merge(TERMINAL, winner, loser, reason="same address", now=NOON)
    profile = Profile.objects.get()
    assert (profile.id, profile.user_id, profile.touchpoints) == (winner, "u1", 3)
    assert profile.agrees_email is False
    services.undo_merge(TERMINAL, merged.number, now=NOON)
    assert dumped(*TABLES) == before
    assert deeds() == ["profile.merged", "profile.merge_undone"]


def test_what_a_merged_person_does_later_stays_with_its_own_identity_when_the_merge_is_undone(people, two):
    winner, loser = two
    merged = services.merge(TERMINAL, winner, loser, reason="", now=NOON)
    people.tell({"user": "u2", "at": 90}, {"user": "u1", "at": 91})
    assert Profile.objects.get().touchpoints == 5
    services.undo_merge(TERMINAL, merged.number, now=NOON)
    assert dict(Profile.objects.values_list("id", "touchpoints")) == {winner: 3, loser: 2}


def test_the_library_without_the_tables_knows_of_a_merge(people, two):
    services.merge(TERMINAL, *two, reason="", now=NOON)
    assert people.shop.journeys().profiles == 1


def test_a_merge_cannot_be_undone_twice_nor_done_with_nobody(people, two):
    merged = services.merge(TERMINAL, *two, reason="", now=NOON)
    services.undo_merge(TERMINAL, merged.number, now=NOON)
    with pytest.raises(InputError):
        services.undo_merge(TERMINAL, merged.number, now=NOON)
    for other in (two[0], 12345):
        with pytest.raises(InputError):
            services.merge(TERMINAL, two[0], other, reason="", now=NOON)
    assert Merge.objects.count() == 1


def test_an_identifier_that_was_joined_wrongly_becomes_a_profile_of_its_own(people):
    people.tell({"anonymous": "v1"}, {"anonymous": "v1", "user": "u1"})
    leaf = people.leaf(anonymous="v1")
    services.separate(TERMINAL, leaf, now=NOON)
    assert dict(Profile.objects.values_list("id", "touchpoints")) == {leaf: 1, people.leaf(user="u1"): 1}
    with pytest.raises(InputError):
        services.separate(TERMINAL, leaf, now=NOON)


def test_a_correction_counts_until_the_shop_tells_something_newer_and_can_be_taken_back(people, two):
    profile = two[0]
    services.correct(TERMINAL, profile, "name", " Ann Lee\0 ", now=NOON)
    assert Profile.objects.get(pk=profile).name == "Ann Lee"
    services.correct(TERMINAL, profile, "email", "new@example.org", now=NOON + timedelta(minutes=60))
    assert Profile.objects.get(pk=profile).email == "new@example.org"
    people.tell({"user": "u1", "email": "newer@example.org", "at": 120})
    assert Profile.objects.get(pk=profile).email == "newer@example.org"
    services.correct(TERMINAL, profile, "name", "", now=NOON)
    assert Profile.objects.get(pk=profile).name == ""


def test_consent_entered_by_the_shop_replaces_what_was_said_before_and_needs_evidence(people, two):
    services.merge(TERMINAL, *two, reason="", now=NOON)
    later = NOON + timedelta(days=1)
    services.set_consent(TERMINAL, two[0], "E-Mail", given=True, evidence="letter of 2 March", now=later)
    assert Profile.objects.get().agrees_email is True
    with pytest.raises(InputError):
        services.set_consent(TERMINAL, two[0], "email", given=True, evidence=" ", now=later)


def test_staff_are_left_out_and_let_in_again_whatever_profile_they_turn_out_to_be(people, two):
    winner, loser = two
    services.exclude(TERMINAL, loser, "staff", now=NOON)
    services.merge(TERMINAL, winner, loser, reason="", now=NOON)
    assert Profile.objects.get().excluded
    services.include(TERMINAL, winner, now=NOON)
    assert not Profile.objects.get().excluded


def verbs(one, two):
    """Every verb, on two profiles."""
    return (
        lambda: services.merge(VIEWER, one, two, reason="", now=NOON),
        lambda: services.undo_merge(VIEWER, 1, now=NOON),
        lambda: services.separate(VIEWER, one, now=NOON),
        lambda: services.correct(VIEWER, one, "name", "x", now=NOON),
        lambda: services.set_consent(VIEWER, one, "email", given=False, evidence="", now=NOON),
        lambda: services.exclude(VIEWER, one, "staff", now=NOON),
        lambda: services.include(VIEWER, one, now=NOON),
    )


def test_who_may_not_changes_nothing(people, two):
    before = dumped(*TABLES)
    for verb in verbs(*two):
        with pytest.raises(DeniedError):
            verb()
    assert dumped(*TABLES) == before
    assert deeds() == []


def test_the_audit_log_holds_no_personal_data(people, two):
    services.correct(TERMINAL, two[0], "email", "secret@example.org", now=NOON)
    services.merge(TERMINAL, *two, reason="secret@example.org", now=NOON)
    assert "secret" not in repr(list(AuditEntry.objects.values()))


def test_half_a_decision_is_mended(people, two):
    winner, loser = two
    people.shop.identities.join(loser, winner)  # and then the machine went down
    assert reconcile(people.shop.identities.roots()) == 1
    assert Profile.objects.values_list("id", "touchpoints").get() == (winner, 3)
    assert reconcile(people.shop.identities.roots()) == 0
