"""What lists, profiles and timelines show, and to whom."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.people.conftest import NOON

from parcours.errors import InputError
from parcours.people import selectors, services, stages
from parcours.people.models import Profile
from parcours.people.selectors import Filters, count_people, list_people, profile, timeline
from parcours.state.actor import TERMINAL, Actor, DeniedError
from parcours.state.search import MOST

VIEWER = Actor("user", "vi@example.org", "viewer", 7)
NOW = NOON + timedelta(days=1)


def order(number, revenue, **told):
    return {"event": "Order Completed", "order_id": number, "revenue_shop": revenue, "currency": "EUR"} | told


@pytest.fixture
def shop(people):
    """Noa bought twice, Ana once and complains, Lea is known, a visitor from Israel is not."""
    noa = {"user": "noa", "email": "noa@example.org", "country": "FR", "language": "fr", "channel": "email"}
    people.tell(
        noa | {"type": "identify", "event": "Profile Updated", "properties": {"name": "Noa Lévi"}, "at": 0},
        noa | {"event": "Product Viewed", "session_id": "s1", "at": 1},
        noa | order("1", 5000, total=6000, at=10),
        noa | order("2", 2000, at=20),
        {"user": "ana", "country": "FR", "at": 30} | order("3", 900),
        {"user": "ana", "event": "Complaint Opened", "text": "a broken cup", "at": 31},
        {"user": "lea", "email": "lea@example.net", "event": "Newsletter Subscribed", "at": 40},
        {"anonymous": "v1", "country": "IL", "language": "he", "event": "Product Viewed", "at": 50},
    )
    stages.refresh(people.shop.journeys(), NOW)
    return people


def names(people, sort="last_seen", **filters):
    ids = {people.leaf(user=user): user for user in ("noa", "ana", "lea")} | {
        people.leaf(anonymous="v1"): "v1"
    }
    found = list_people(TERMINAL, Filters(**filters), sort=sort)
    assert len(found.page.rows) == count_people(TERMINAL, Filters(**filters))
    return [ids[row.id] for row in found.page.rows]


def test_people_are_listed_the_last_seen_first_or_as_one_sorts_them(shop):
    assert names(shop) == ["v1", "lea", "ana", "noa"]
    assert names(shop, sort="value")[:2] == ["noa", "ana"]


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"who": "customer"}, ["ana", "noa"]),
        ({"who": "known"}, ["lea", "ana", "noa"]),
        ({"who": "anonymous"}, ["v1"]),
        ({"stage": "awareness"}, ["v1"]),
        ({"stage": "conversion"}, ["ana", "noa"]),
        ({"flag": "complaint_open"}, ["ana"]),
        ({"country": "FR"}, ["ana", "noa"]),
        ({"language": "he"}, ["v1"]),
        ({"channel": "email"}, ["noa"]),
        ({"agrees": "email"}, ["lea"]),
        ({"refuses": "email"}, []),
        ({"orders_from": 2}, ["noa"]),
        ({"orders_from": 1, "orders_to": 1}, ["ana"]),
        ({"value_from": 900, "value_to": 6999}, ["ana"]),
        ({"seen_since": NOON + timedelta(minutes=40)}, ["v1", "lea"]),
        ({"seen_until": NOON + timedelta(minutes=30)}, ["noa"]),
        ({"search": "NOA"}, ["noa"]),
        ({"search": "levi"}, ["noa"]),
        ({"search": "example."}, ["lea", "noa"]),
        ({"search": "example.", "country": "FR"}, ["noa"]),
        ({"search": "nobody"}, []),
        ({"excluded": True}, []),
    ],
)
def test_filters_choose(shop, filters, expected):
    assert names(shop, **filters) == expected


def test_who_is_left_out_is_listed_apart(shop):
    services.exclude(TERMINAL, shop.leaf(user="ana"), "staff", now=NOW)
    assert names(shop, excluded=True) == ["ana"]
    assert "ana" not in names(shop)


@pytest.mark.parametrize("filters", [{"who": "x"}, {"agrees": "x"}])
def test_filters_that_are_none_are_told_so(shop, filters):
    with pytest.raises(InputError):
        list_people(TERMINAL, Filters(**filters))
    with pytest.raises(InputError):
        list_people(TERMINAL, Filters(), sort="email")


def test_who_may_not_see_personal_data_sees_it_masked_and_cannot_search_it(shop):
    noa = next(row for row in list_people(VIEWER, Filters(who="customer"), sort="value").page.rows)
    assert (noa.name, noa.email, noa.user_id, noa.value) == ("N. L.", "n•••@e•••.org", "•••", 7000)
    with pytest.raises(DeniedError):
        list_people(VIEWER, Filters(search="noa"))


@pytest.mark.slow
def test_a_search_that_finds_too_much_says_so(people):
    Profile.objects.bulk_create(
        Profile(id=number, first_seen=NOON, last_seen=NOON, touchpoints=1, words=f"noa {number}")
        for number in range(MOST + 5)
    )
    assert list_people(TERMINAL, Filters(search="noa")).cut
    assert not list_people(TERMINAL, Filters(search="noa 77")).cut


def test_stages_and_orders_are_those_of_the_journeys_and_a_second_reading_changes_nothing(shop):
    noa = Profile.objects.get(pk=shop.leaf(user="noa"))
    assert (noa.orders, noa.value, noa.stage, noa.rule) == (2, 7000, "conversion", "first order")
    assert (noa.first_order, noa.last_order) == (NOON + timedelta(minutes=10), NOON + timedelta(minutes=20))
    journeys = shop.shop.journeys()
    told = journeys.stages(as_of=stages.microseconds(NOW)).by_profile().select(["profile", "stage"])
    assert sorted(Profile.objects.values_list("id", "stage")) == sorted(
        (row["profile"], row["stage"]) for row in told.to_pylist()
    )
    assert stages.refresh(journeys, NOW) == 0
    assert stages.refresh(journeys, NOW + timedelta(days=365)) == 3


def test_a_merge_and_its_undoing_leave_stages_and_orders_as_they_were(shop):
    before = sorted(Profile.objects.values_list("id", "stage", "since", "orders", "value"))
    merged = services.merge(TERMINAL, shop.leaf(user="noa"), shop.leaf(user="ana"), reason="", now=NOW)
    stages.refresh(shop.shop.journeys(), NOW)
    assert Profile.objects.get(pk=merged.profile).value == 7900
    services.undo_merge(TERMINAL, merged.number, now=NOW)
    stages.refresh(shop.shop.journeys(), NOW)
    assert sorted(Profile.objects.values_list("id", "stage", "since", "orders", "value")) == before


def test_a_profile_tells_everything_known_of_a_person(shop):
    noa = profile(TERMINAL, shop.leaf(user="noa"), shop.shop.journeys(), now=NOW)
    assert (noa.listed.name, noa.listed.orders, noa.as_of) == ("Noa Lévi", 2, NOW)
    assert {(known.kind, known.value) for known in noa.identities} == {
        ("user", "noa"),
        ("email", "noa@example.org"),
    }
    assert {(told.name, told.value) for told in noa.traits} == {
        ("name", "Noa Lévi"),
        ("email", "noa@example.org"),
    }
    assert [(change.to_stage, change.event) for change in noa.history] == [
        ("awareness", "Profile Updated"),
        ("conversion", "Order Completed"),
    ]


def test_a_profile_is_found_by_any_of_its_identifiers(shop):
    services.merge(TERMINAL, shop.leaf(user="noa"), shop.leaf(user="ana"), reason="twins", now=NOW)
    found = profile(TERMINAL, shop.leaf(user="ana"), shop.shop.journeys(), now=NOW)
    assert found.listed.id == shop.leaf(user="noa")
    assert [(merge.other, merge.reason) for merge in found.merges] == [(shop.leaf(user="ana"), "twins")]
    with pytest.raises(InputError):
        profile(TERMINAL, 12345, shop.shop.journeys(), now=NOW)


def test_a_masked_profile_and_timeline_show_no_personal_data(shop):
    shown = [
        profile(VIEWER, shop.leaf(user=user), shop.shop.journeys(), now=NOW) for user in ("noa", "ana")
    ] + [timeline(VIEWER, shop.leaf(user="ana"), shop.shop.journeys(), shop.shop.log)]
    assert not any(word in repr(shown) for word in ("Lévi", "noa@", "broken"))


def test_words_of_consent_are_shown_once_however_many_identifiers_they_hold_for(shop):
    lea = profile(TERMINAL, shop.leaf(user="lea"), shop.shop.journeys(), now=NOW)
    assert [(said.purpose, said.given, said.entered) for said in lea.consents] == [("email", True, False)]
    assert lea.agrees == {"email": True}


def test_a_timeline_is_read_piece_by_piece_the_latest_first(shop):
    noa, journeys, log = shop.leaf(user="noa"), shop.shop.journeys(), shop.shop.log
    last = timeline(TERMINAL, noa, journeys, log, limit=2)
    assert [(entry.order_id, entry.amount) for entry in last.entries] == [("2", None), ("1", 6000)]
    first = timeline(TERMINAL, noa, journeys, log, limit=2, before=last.before)
    assert [entry.event for entry in first.entries] == ["Product Viewed", "Profile Updated"]
    assert first.before is None
    assert timeline(TERMINAL, noa, journeys, log, before=0).entries == ()


def test_a_timeline_of_some_events_goes_back_to_the_first_of_them(shop):
    noa, journeys, log = shop.leaf(user="noa"), shop.shop.journeys(), shop.shop.log
    wanted = ("Order Completed", "Order Refunded", "Never Happened")
    whole = timeline(TERMINAL, noa, journeys, log).entries
    last = timeline(TERMINAL, noa, journeys, log, limit=1, events=wanted)
    assert last.before is not None
    rest = timeline(TERMINAL, noa, journeys, log, before=last.before, events=wanted)
    assert [*last.entries, *rest.entries] == [entry for entry in whole if entry.event in wanted]
    assert timeline(TERMINAL, noa, journeys, log, events=()).entries == ()


def test_touchpoints_of_one_moment_are_never_parted(people):
    people.tell(*({"user": "u1", "at": at} for at in (0, 1, 1, 1, 2)))
    user, journeys, log = people.leaf(user="u1"), people.shop.journeys(), people.shop.log
    pieces, before = [], None
    while not pieces or before is not None:
        piece = timeline(TERMINAL, user, journeys, log, before=before, limit=2)
        pieces.append(len(piece.entries))
        before = piece.before
    assert pieces == [4, 1]


def test_touchpoints_that_came_after_the_index_was_made_are_on_the_timeline(shop):
    shop.shop.journeys()
    shop.tell({"user": "noa", "event": "Product Reviewed", "at": 99, "score": 5.0, "text": "good"})
    latest = timeline(TERMINAL, shop.leaf(user="noa"), shop.shop.journeys(), shop.shop.log, limit=1).entries[
        0
    ]
    assert (latest.event, latest.score, latest.text) == ("Product Reviewed", 5.0, "good")


def test_nobody_sees_people_without_the_permission(shop):
    stranger = Actor("token", "t", "viewer", 1, frozenset())
    for look in (
        lambda: list_people(stranger, Filters()),
        lambda: profile(stranger, shop.leaf(user="noa"), shop.shop.journeys(), now=NOW),
        lambda: timeline(stranger, shop.leaf(user="noa"), shop.shop.journeys(), shop.shop.log),
    ):
        with pytest.raises(DeniedError):
            look()
    assert selectors.root_of(shop.leaf(email="noa@example.org")) == shop.leaf(user="noa")
