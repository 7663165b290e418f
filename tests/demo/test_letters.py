"""Newsletters: nothing is opened that was not delivered, nobody is written to who left."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from tests.demo import scenes

from parcours.demo.simulate import letters
from parcours.demo.simulate.aftermath import readers
from parcours.demo.simulate.aftermath.issues import Issues
from parcours.demo.simulate.aftermath.mail import bad_address
from parcours.demo.simulate.aftermath.plan import Plan
from parcours.demo.simulate.aftermath.subjects import COUPON_SUBJECT, SUBJECTS
from parcours.demo.simulate.state import NEVER
from parcours.demo.simulate.world import ZONE
from parcours.touchpoints import DAY, HOUR, to_local

START, END = scenes.world().start, scenes.world().end
SUBSCRIBED = START + 30 * DAY
EVENTS = (
    "Email Sent",
    "Email Delivered",
    "Email Opened",
    "Email Link Clicked",
    "Email Bounced",
    "Unsubscribed",
)


@pytest.fixture(scope="module")
def shop() -> tuple[Any, dict[str, Any], Any]:
    """Everybody subscribed on one day, comes when a letter brings them, and gets all letters."""
    of = scenes.setting(3000, subscribed=SUBSCRIBED)
    there = scenes.visits(of, SUBSCRIBED)
    readers.decide(of, there)
    plan = letters.lead(of, there, there.now, stays_away(len(there)))
    brought = scenes.visits(of, SUBSCRIBED, source=plan.source, ref=plan.ref)
    came = np.where(plan.moment < END, plan.moment, SUBSCRIBED)
    brought.moment[:] = came
    letters.deliver(of, [brought])
    return of, {event: scenes.written(of, event) for event in EVENTS}, plan


def stays_away(size: int) -> Plan:
    """Nobody would come by themselves."""
    nobody, none = np.zeros(size, np.bool_), np.full(size, -1)
    return Plan(np.full(size, NEVER), none, np.ones(size), nobody, none, nobody, nobody)


def by_message(rows: dict[str, Any]) -> dict[int, int]:
    return dict(zip(rows["message_ref"].tolist(), rows["moment"].tolist(), strict=True))


def test_there_is_a_letter_every_tuesday_and_when_the_coupon_begins():
    issues = Issues(scenes.world().calendar)
    days = to_local(issues.moment, ZONE).astype("datetime64[us]").astype("datetime64[D]")
    tuesdays = np.is_busday(days, weekmask="Tue")
    assert tuesdays.sum() in (52, 53)
    coupon = issues.subject == SUBJECTS.index(COUPON_SUBJECT)
    assert coupon.sum() == 6
    assert scenes.world().calendar.coupon[scenes.world().calendar.day(issues.moment[coupon])].all()


def test_every_message_is_sent_once_and_then_delivered_or_bounced(shop):
    _, rows, _ = shop
    sent, delivered, bounced = (
        by_message(rows[event]) for event in ("Email Sent", "Email Delivered", "Email Bounced")
    )
    assert len(sent) == len(rows["Email Sent"]["moment"])
    assert sent.keys() == delivered.keys() ^ bounced.keys()
    assert all(delivered[message] > sent[message] for message in delivered)


@pytest.mark.parametrize(
    ("cause", "effect"),
    [
        ("Email Delivered", "Email Opened"),
        ("Email Opened", "Email Link Clicked"),
        ("Email Opened", "Unsubscribed"),
    ],
)
def test_what_is_clicked_was_opened_and_what_is_opened_was_delivered(shop, cause: str, effect: str):
    _, rows, _ = shop
    causes, effects = by_message(rows[cause]), by_message(rows[effect])
    assert effects
    assert all(causes[message] < moment for message, moment in effects.items())


def test_exactly_the_letters_that_brought_visits_are_clicked(shop):
    _, rows, plan = shop
    brought = np.flatnonzero(plan.moment < END)
    clicked = dict(
        zip(rows["Email Link Clicked"]["person"], rows["Email Link Clicked"]["moment"], strict=True)
    )
    assert len(brought) == len(rows["Email Link Clicked"]["person"]) == len(clicked)
    assert all(0 < plan.moment[person] - clicked[person] < 60_000_000 for person in brought)


def test_nobody_gets_a_letter_after_unsubscribing_or_before_subscribing(shop):
    of, rows, _ = shop
    sent = rows["Email Sent"]
    assert (sent["moment"] > SUBSCRIBED).all()
    assert (sent["moment"] < of.people.unsubscribed[sent["person"]]).all()
    gone = rows["Unsubscribed"]
    assert (of.people.unsubscribed[gone["person"]] == gone["moment"]).all()
    assert len(gone["person"]) == len(set(gone["person"]))


def test_an_address_that_does_not_exist_gets_one_letter(shop):
    of, rows, _ = shop
    bad = np.flatnonzero(bad_address(of.dice, of.people.number))
    counts = np.bincount(rows["Email Sent"]["person"], minlength=len(of.people))
    assert len(bad)
    assert (counts[bad] == 1).all()
    assert set(rows["Email Bounced"]["person"]) == set(bad)


def test_letters_are_opened_and_clicked_as_often_as_shops_publish(shop):
    _, rows, _ = shop
    sent = len(rows["Email Sent"]["moment"])
    assert 0.3 < len(rows["Email Opened"]["moment"]) / sent < 0.42
    assert 0.001 < len(rows["Unsubscribed"]["moment"]) / sent < 0.005


def test_a_letter_brings_one_or_two_of_a_hundred_readers():
    of = scenes.setting(20_000, subscribed=SUBSCRIBED)
    there = scenes.visits(of, SUBSCRIBED)
    plan = letters.lead(of, there, there.now, stays_away(len(there)))
    first = np.searchsorted(of.issues.moment, SUBSCRIBED + HOUR)
    assert 0.01 < (plan.ref == first).mean() < 0.02


def test_who_would_come_sooner_comes_without_the_letter():
    of = scenes.setting(500, subscribed=SUBSCRIBED)
    there = scenes.visits(of, SUBSCRIBED)
    soon = stays_away(500)
    soon.moment[:] = there.now + HOUR
    plan = letters.lead(of, there, there.now, soon)
    assert (plan.moment == soon.moment).all()
    assert (plan.ref == -1).all()


def test_no_letter_brings_back_who_is_gone_or_never_subscribed():
    of = scenes.setting(500, subscribed=SUBSCRIBED)
    there = scenes.visits(of, SUBSCRIBED)
    gone = letters.lead(of, there, np.full(500, NEVER), stays_away(500))
    assert (gone.moment == NEVER).all()
    strangers = scenes.setting(500)
    found = letters.lead(strangers, there, there.now, stays_away(500))
    assert (found.moment == NEVER).all()
    letters.deliver(strangers, [there])
    assert not strangers.log.blocks
