"""Points that add up, tiers that follow from spending, and friends who come because somebody asked them."""

from __future__ import annotations

import numpy as np
import pytest
from tests.demo import scenes

from parcours.demo.simulate.aftermath import Aftermath, Setting, follow, settle
from parcours.demo.simulate.aftermath.friends import Life
from parcours.demo.simulate.aftermath.loyalty import GIFT
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
def advocates() -> tuple[Setting, list[Life]]:
    """Ten thousand people order; five hundred come by a link in the months after, and order too."""
    of = scenes.setting(10_500, language=0)
    lives = [bought(of, WHEN, np.arange(10_000), "direct", turn=1)]
    rest = np.arange(10_000, 10_500)
    lives.append(bought(of, WHEN + 30 * DAY, rest, "friend_link", turn=0))
    settle(of, lives)
    return of, lives


def bought(of: Setting, when: int, person: np.ndarray, source: str, turn: int) -> Life:
    there = scenes.visits(of, when, person=person, source=scenes.source(source), turn=turn)
    orders = scenes.orders(of, there, product=scenes.DRESS)
    return there, orders, follow(of, there, scenes.course(there, np.arange(len(person)), depth=4), orders)


def test_a_friend_came_by_a_link_that_was_shared_before(advocates):
    of, lives = advocates
    friends = np.arange(10_000, 10_500)
    advocate = of.people.referred_by[friends]
    shared = scenes.written(of, "Referral Shared")
    when = dict(zip(shared["person"].tolist(), shared["moment"].tolist(), strict=True))
    assert (advocate >= 0).all()
    assert all(when[person] < lives[1][0].moment[0] for person in advocate.tolist())
    assert len(set(advocate)) > 100


def test_the_pleased_share_and_the_others_hardly(advocates):
    _, lives = advocates
    found = lives[0][2]
    shares = found.shared != NEVER
    arrived = (found.delivered != NEVER) & ~found.returned
    assert 0.1 < shares[arrived & (found.pleased > 0.8)].mean() < 0.25
    assert shares[arrived & (found.pleased < 0.65)].mean() < 0.02
    assert not shares[~arrived].any()


def test_in_one_language_nobody_is_invited_and_no_promoter_refers():
    of = scenes.setting(4000, language=FRENCH)
    order(of)
    assert not len(scenes.written(of, "Referral Shared")["person"])
    assert (scenes.written(of, "NPS Answered")["score"] >= 9).sum() > 50
    own = scenes.setting(4000, Stories().without("silent_promoters"), language=FRENCH)
    order(own)
    assert len(scenes.written(own, "Referral Shared")["person"]) > 50


def test_a_link_is_claimed_with_the_first_visit_and_counts_with_the_first_order(advocates):
    of, lives = advocates
    _, _, found = lives[1]
    assert (scenes.written(of, "Referral Claimed")["person"] == np.arange(10_000, 10_500)).all()
    counted, refused = scenes.written(of, "Referral Qualified"), scenes.written(of, "Referral Rejected")
    arrived = found.delivered != NEVER
    assert len(counted["person"]) == (arrived & ~found.returned).sum()
    assert len(refused["person"]) == found.returned.sum()
    told = np.sort(np.concatenate([counted["person"], refused["person"]]))
    assert (told == np.sort(of.people.referred_by[10_000:][arrived])).all()
    assert (scenes.written(of, "Referral Rewarded")["person"] == counted["person"]).all()


def test_a_friend_of_nobody_counts_for_nobody():
    of = scenes.setting(300)
    settle(of, [bought(of, WHEN, np.arange(300), "friend_link", turn=0)])
    assert len(scenes.written(of, "Referral Claimed")["person"]) == 300
    assert not len(scenes.written(of, "Referral Qualified")["person"])
