"""Points that add up, tiers that follow from spending, and friends who come because somebody asked them."""

from __future__ import annotations

import numpy as np
import pytest
from tests.demo import scenes

from parcours.demo.simulate.aftermath import Aftermath, Setting, follow
from parcours.demo.simulate.aftermath.loyalty import GIFT
from parcours.demo.simulate.aftermath.referral import WAITING
from parcours.demo.simulate.state import NEVER, Orders
from parcours.demo.stories import Stories
from parcours.demo.words import LANGUAGES
from parcours.touchpoints import DAY

WHEN = scenes.world().start + 100 * DAY + 45_000_000_000
FRENCH = LANGUAGES.index("fr")


def order(of: Setting, when: int = WHEN, nth: int = 1) -> tuple[Orders, Aftermath]:
    there = scenes.visits(of, when, turn=nth)
    orders = scenes.orders(of, there, product=scenes.DRESS, nth=nth)
    return orders, follow(of, there, scenes.course(there, np.arange(len(there)), depth=4), orders)


def points_in_properties(of: Setting, event: str) -> int:
    """The sum of the points of an event's rows, read back from what was written."""
    texts = of.log._vocabulary.texts()
    return sum(
        int(texts[code].split('"points": ')[1].split(",")[0].rstrip("}"))
        for code in scenes.written(of, event)["properties"]
    )


def test_members_have_a_point_for_every_euro_that_they_kept():
    of = scenes.setting(2000, loyal_since=WHEN - DAY)
    orders, found = order(of)
    kept = np.where(found.delivered != NEVER, orders.goods // 100 - found.refund // 100, 0)
    assert (of.people.points == kept).all()
    earned, reversed_ = points_in_properties(of, "Points Earned"), points_in_properties(of, "Points Reversed")
    assert earned - reversed_ == of.people.points.sum()
    assert reversed_ > 0


def test_who_is_no_member_has_no_points():
    of = scenes.setting(2000)
    order(of)
    joined = scenes.written(of, "Loyalty Joined")["person"]
    assert 0.1 < len(joined) / 2000 < 0.3
    assert set(scenes.written(of, "Points Earned")["person"]) <= set(joined)
    assert (of.people.points[of.people.loyal_since == NEVER] == 0).all()


def test_a_gift_costs_points_that_one_has():
    of = scenes.setting(2000, loyal_since=WHEN - DAY, points=GIFT + 7)
    of.people.points[:1000] = GIFT - 1
    orders, found = order(of)
    given = scenes.written(of, "Points Redeemed")["person"]
    assert given.min() >= 1000
    assert 0.4 < len(given) / 1000 < 0.6
    kept = np.where(found.delivered != NEVER, orders.goods // 100 - found.refund // 100, 0)
    before = np.where(np.arange(2000) < 1000, GIFT - 1, GIFT + 7)
    assert (of.people.points == before + kept - GIFT * np.isin(orders.person, given)).all()


def test_a_tier_changes_when_enough_was_spent():
    of = scenes.setting(600, loyal_since=WHEN - DAY, spent=24_900)
    of.people.spent[:300] = 0
    order(of)
    changed = scenes.written(of, "Tier Changed")
    assert set(changed["person"]) == {
        person for person in scenes.written(of, "Points Earned")["person"] if person >= 300
    }
    assert of.log._vocabulary.texts()[changed["properties"][0]] == '{"tier": "branch", "old_tier": "leaf"}'


@pytest.fixture(scope="module")
def advocates() -> tuple[Setting, Orders, Aftermath]:
    """Ten thousand people order, five hundred wait for a link."""
    of = scenes.setting(10_500, language=0)
    of.people.referred_by[10_000:] = WAITING
    of.people.next_visit[:] = NEVER
    there = scenes.visits(of, WHEN, person=np.arange(10_000))
    orders = scenes.orders(of, there)
    return of, orders, follow(of, there, scenes.course(there, np.arange(10_000), depth=4), orders)


def test_friends_come_after_their_advocate_shared(advocates):
    of, _, _ = advocates
    shared = scenes.written(of, "Referral Shared")
    when = dict(zip(shared["person"], shared["moment"], strict=True))
    friends = np.flatnonzero(of.people.referred_by >= 0)
    assert len(friends) > 100
    assert all(when[of.people.referred_by[friend]] < of.people.next_visit[friend] for friend in friends)
    assert (of.people.next_source[friends] == scenes.source("friend_link")).all()
    waiting = of.people.referred_by == WAITING
    assert (of.people.next_visit[waiting] == NEVER).all()


def test_the_pleased_share_and_the_others_hardly(advocates):
    of, _, found = advocates
    shares = np.isin(np.arange(10_000), scenes.written(of, "Referral Shared")["person"])
    arrived = (found.delivered != NEVER) & ~found.returned
    assert 0.1 < shares[arrived & (found.pleased > 0.8)].mean() < 0.25
    assert shares[arrived & (found.pleased < 0.65)].mean() < 0.02


def test_in_one_language_nobody_is_invited_and_no_promoter_refers():
    of = scenes.setting(4000, language=FRENCH)
    order(of)
    assert not len(scenes.written(of, "Referral Shared")["person"])
    assert (scenes.written(of, "NPS Answered")["score"] >= 9).sum() > 50
    own = scenes.setting(4000, Stories().without("silent_promoters"), language=FRENCH)
    order(own)
    assert len(scenes.written(own, "Referral Shared")["person"]) > 50


def test_a_link_is_claimed_with_the_first_visit_and_counts_with_the_first_order(advocates):
    of = advocates[0]
    friends = np.flatnonzero(of.people.referred_by >= 0)
    there = scenes.visits(of, int(of.people.next_visit[friends].max()) + DAY, person=friends)
    orders = scenes.orders(of, there, product=scenes.DRESS)
    found = follow(of, there, scenes.course(there, np.arange(len(friends)), depth=4), orders)
    assert set(scenes.written(of, "Referral Claimed")["person"]) == set(friends)
    counted, refused = scenes.written(of, "Referral Qualified"), scenes.written(of, "Referral Rejected")
    arrived = found.delivered != NEVER
    assert len(counted["person"]) == (arrived & ~found.returned).sum()
    assert len(refused["person"]) == found.returned.sum()
    told = np.sort(np.concatenate([counted["person"], refused["person"]]))
    assert (told == np.sort(of.people.referred_by[friends[arrived]])).all()
    assert (scenes.written(of, "Referral Rewarded")["person"] == counted["person"]).all()


def test_a_later_order_of_a_friend_does_not_count(advocates):
    of = advocates[0]
    before = len(scenes.written(of, "Referral Qualified")["person"])
    order(of, WHEN + 60 * DAY, nth=2)
    assert len(scenes.written(of, "Referral Qualified")["person"]) == before
