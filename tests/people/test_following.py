"""What people take from the log."""

from __future__ import annotations

from datetime import timedelta

import numpy as np
import pyarrow as pa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.people.conftest import NOON, dumped, row, sliced, table

from parcours.people import reactions
from parcours.people.models import Consent, Identity, Profile, Trait
from parcours.shop.identities import Identities

TABLES = (Profile, Identity, Trait, Consent)


def minutes(number):
    return NOON + timedelta(minutes=number)


def test_a_visitor_is_a_profile_with_its_first_and_last_touchpoint(people):
    people.tell(
        {"anonymous": "v1", "at": 5, "country": "FR", "language": "fr"},
        {"anonymous": "v1", "at": 1, "channel": "email"},
        {"anonymous": "v1", "at": 9, "channel": "direct", "country": "IL"},
    )
    profile = Profile.objects.get()
    assert profile.id == people.leaf(anonymous="v1")
    assert (profile.first_seen, profile.last_seen, profile.touchpoints) == (minutes(1), minutes(9), 3)
    assert (profile.channel, profile.country, profile.language) == ("email", "IL", "fr")
    assert (profile.known, profile.stage, profile.since) == (False, "awareness", None)


def test_a_visitor_who_signs_in_becomes_one_with_the_person(people):
    people.tell({"anonymous": "v1"}, {"anonymous": "v1"})
    people.tell({"anonymous": "v1", "user": "u1"}, {"user": "u1", "at": 60})
    profile = Profile.objects.get()
    assert (profile.id, profile.touchpoints, profile.user_id) == (people.leaf(user="u1"), 4, "u1")
    assert (profile.first_seen, profile.last_seen, profile.known) == (minutes(0), minutes(60), True)
    assert set(Identity.objects.values_list("kind", "value", "profile")) == {
        ("anonymous", "v1", profile.id),
        ("user", "u1", profile.id),
    }


def test_a_chain_of_names_ends_at_one_profile_though_only_its_last_link_is_told(people):
    people.tell({"anonymous": "v1"}, {"anonymous": "v1", "email": "ana@example.org"})
    people.tell({"email": "Ana@Example.org", "user": "u1"})
    assert Profile.objects.values_list("id", "touchpoints").get() == (people.leaf(user="u1"), 3)


def test_a_tablet_that_turns_out_to_be_shared_goes_its_own_way_again(people):
    people.tell({"anonymous": "tablet"}, {"anonymous": "tablet", "user": "ann"})
    assert Profile.objects.count() == 1
    people.tell({"anonymous": "tablet", "user": "bob"})
    assert set(Profile.objects.values_list("id", "touchpoints")) == {
        (people.leaf(anonymous="tablet"), 1),
        (people.leaf(user="ann"), 1),
        (people.leaf(user="bob"), 1),
    }


def test_a_tablet_of_two_names_joins_the_one_person_that_they_turn_out_to_be(people):
    people.tell({"anonymous": "tablet", "user": "ann"}, {"anonymous": "tablet", "email": "ann@example.org"})
    tablet = Identity.objects.get(value="tablet")
    assert tablet.profile == tablet.leaf
    people.tell({"user": "ann", "email": "ann@example.org"})
    assert set(Identity.objects.values_list("profile", flat=True)) == {people.leaf(user="ann")}


def test_visits_and_orders_that_name_nobody_are_profiles_of_their_own(people):
    people.tell({"session_id": "s1"}, {"session_id": "s1"})
    assert list(Identity.objects.values_list("kind", "value")) == [("anonymous", "session:s1")]
    assert Profile.objects.get().touchpoints == 2


def identify(**traits):
    return {"type": "identify", "event": "Profile Updated", "properties": traits}


def test_identify_calls_tell_who_people_are(people):
    told = identify(firstName="Noa", lastName="Lévi", phone="+972 50 1", birthday="1988-04-03", plan="gold")
    people.tell({"user": "u1", "email": "Noa@Example.org"} | told)
    profile = Profile.objects.get()
    assert (profile.name, profile.email, profile.phone) == ("Noa Lévi", "noa@example.org", "+972 50 1")
    assert (profile.birth_year, profile.words.split("\n")[0]) == (1988, "noa levi")
    assert Trait.objects.get(name="plan").value == "gold"


def test_a_browser_never_replaces_what_the_shop_told_and_later_words_replace_earlier_ones(people):
    people.tell(
        {"user": "u1", "at": 1} | identify(name="Noa"),
        {"user": "u1", "at": 0} | identify(name="Old"),
        {"user": "u1", "at": 9, "trust": "browser"} | identify(name="Mallory"),
    )
    assert Profile.objects.get().name == "Noa"


def test_a_browser_joins_no_address_to_an_account(people):
    people.tell({"user": "u1"})
    rows = table(
        [row(9, user="u1", trust="browser", properties={"email": "m@example.org"})], people.shop.identities
    )
    people.follow(rows)
    assert Profile.objects.get().email == ""
    assert not Identity.objects.filter(kind="email").exists()


def test_an_address_inside_another_object_is_somebody_elses(people):
    people.tell({"user": "u1", "properties": {"recipient": {"email": "friend@example.org"}}})
    assert Profile.objects.get().email == ""


def agrees(people):
    return Profile.objects.values_list("agrees_email", "agrees_sms", "agrees_ads", "agrees_analytics").get()


def test_what_people_agree_to_is_the_last_they_said(people):
    people.tell({"user": "u1", "event": "Newsletter Subscribed"})
    assert agrees(people) == (True, None, None, None)
    people.tell({"user": "u1", "event": "Unsubscribed"})
    people.tell({"user": "u1", "event": "Consent Given", "properties": {"purpose": "SMS, analytics"}})
    assert agrees(people) == (False, True, None, True)


def test_to_refuse_without_a_purpose_is_to_refuse_all_and_to_agree_so_is_nothing(people):
    people.tell({"user": "u1", "event": "Consent Given"})
    assert agrees(people) == (None, None, None, None)
    people.tell({"user": "u1", "event": "Consent Withdrawn"})
    assert agrees(people) == (False, False, False, False)


def test_a_refusal_under_one_name_stands_when_two_names_turn_out_to_be_one_person(people):
    people.tell({"anonymous": "v1", "event": "Consent Withdrawn", "properties": {"purpose": "email"}})
    people.tell({"user": "u1", "event": "Consent Given", "properties": {"purpose": "email"}})
    people.tell({"anonymous": "v1", "user": "u1"})
    assert agrees(people)[0] is False
    people.tell(
        {"anonymous": "v1", "user": "u1", "event": "Consent Given", "properties": {"purpose": "email"}}
    )
    assert agrees(people)[0] is True


def test_whatever_senders_write_people_go_on_following(people):
    deep = {"a": 1}
    for _ in range(500):
        deep = {"a": deep}
    hostile = (
        identify(
            **{
                "name": "x" * 9000,
                "a\0b": 1,
                "ab": 2,
                "n" * 99: "long",
                "deep": deep,
                "many": list(range(999)),
            }
        ),
        identify(name=None, phone=["1", "2"], birthday=5, city={"a": 1}),
        {"type": "identify", "event": "Profile Updated", "properties": {"name": "\ud800"}},
        {
            "event": "Consent Given",
            "properties": {"purpose": [1, None, "x" * 999, {}]},
            "message_id": "m" * 9000,
        },
        {"event": "Consent Given", "properties": {"purpose": 7}},
        {"country": "C" * 9000, "language": "\u202e" * 9000, "channel": "\0c" * 3000},
    )
    people.tell(*({"user": "u" * 3000, "anonymous": "é" * 3000} | told for told in hostile))
    profile = Profile.objects.get()
    assert profile.touchpoints == len(hostile)
    assert max(map(len, (profile.country, profile.language, profile.channel))) == 40
    assert len(profile.words) <= 500


def test_nothing_told_is_nothing_done(people):
    people.tell()
    assert dumped(*TABLES) == [[], [], [], []]


def test_forgetting_and_reading_the_log_again_gives_the_same(people):
    people.tell({"anonymous": "v1"}, {"anonymous": "v1", "user": "u1"} | identify(name="Noa"))
    people.tell({"user": "u1", "event": "Newsletter Subscribed"})
    Trait.objects.create(
        leaf=people.leaf(user="u1"), name="phone", value="12", standing=1 << 61, entered=True
    )
    reactions.forget_derived()
    assert Profile.objects.count() == Identity.objects.count() == Consent.objects.count() == 0
    people.follow(pa.Table.from_batches(list(people.shop.log.read())))
    profile = Profile.objects.get()
    assert (profile.name, profile.phone, profile.agrees_email, profile.touchpoints) == ("Noa", "12", True, 3)


names = st.fixed_dictionaries(
    {},
    optional={
        "user": st.sampled_from(["u1", "u2"]),
        "email": st.sampled_from(["a@example.org", "b@example.org"]),
        "anonymous": st.sampled_from(["v1", "v2", "v3"]),
    },
)
deeds = st.sampled_from(
    [
        {},
        {"country": "FR", "channel": "email"},
        {"country": "IL", "channel": "direct", "language": "he"},
        identify(name="Noa"),
        identify(name="Ana", city="Haifa"),
        {"event": "Newsletter Subscribed"},
        {"event": "Unsubscribed"},
        {"event": "Consent Withdrawn"},
    ]
)
lives = st.lists(st.tuples(names, deeds, st.integers(0, 4)), min_size=1, max_size=14)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lives, st.sets(st.integers(1, 13)), st.booleans())
def test_any_slices_give_the_same_tables(people, tmp_path_factory, told, cuts, early):
    rows = [row(n, session_id="s", **who, **deed, at=at) for n, (who, deed, at) in enumerate(told)]
    people.shop.__dict__["identities"] = Identities(tmp_path_factory.mktemp("i"), b"k" * 16)
    whole = table(rows, people.shop.identities)
    reactions.forget_derived()
    people.follow(whole)
    at_once = dumped(*TABLES)
    reactions.forget_derived()
    if not early:  # links come with the rows that tell them, not before
        people.shop.__dict__["identities"] = Identities(tmp_path_factory.mktemp("i"), b"k" * 16)
    for piece in sliced(whole, cuts):
        start = [each["message_id"] for each in rows].index(piece["message_id"][0].as_py())
        table(rows[start : start + len(piece)], people.shop.identities)
        people.follow(piece)
    assert dumped(*TABLES) == at_once


def test_who_becomes_a_profile_later_is_asked_what_was_said_under_the_name_before(people):
    shared = {"anonymous": "v3"}
    rows = [
        row(0, user="u1", **shared, event="Consent Withdrawn"),
        row(1, user="u2", **shared),
        row(2, **shared),
    ]
    whole = table(rows, people.shop.identities)  # the visitor of two persons is nobody's
    for piece in sliced(whole, [1, 2]):
        people.follow(piece)
    assert Profile.objects.get(pk=people.leaf(**shared)).agrees_email is False


def test_profiles_agree_with_a_recount_of_the_log(people):
    names = [
        {"anonymous": f"v{n % 7}"} | ({"user": f"u{n % 3}"} if n % 7 < 3 and n > 30 else {})
        for n in range(80)
    ]
    people.tell(*names)
    log = pa.Table.from_batches(list(people.shop.log.read(["profile_id", "timestamp"])))
    roots = people.shop.identities.roots().of(log["profile_id"].to_numpy())
    counted = dict(zip(*(part.tolist() for part in np.unique(roots, return_counts=True)), strict=True))
    assert dict(Profile.objects.values_list("id", "touchpoints")) == counted
