"""What follows orders: everything has its cause, and the planted stories do what they say."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from tests.demo import scenes

from parcours.demo.simulate.aftermath import Aftermath, Setting, follow
from parcours.demo.simulate.aftermath.hours import SERVICE
from parcours.demo.simulate.state import NEVER, Orders
from parcours.demo.stories import MisleadingSize, Stories
from parcours.demo.texts import TOPICS
from parcours.touchpoints import DAY

WHEN = scenes.world().start + 100 * DAY + 45_000_000_000


def after(
    stories: Stories, size: int = 2000, seed: int = 3, **of_orders: Any
) -> tuple[Setting, Orders, Aftermath]:
    """Let everybody order once, and follow it."""
    of = scenes.setting(size, stories, seed)
    there = scenes.visits(of, WHEN, source=scenes.source(of_orders.pop("source", "direct")))
    orders = scenes.orders(of, there, **of_orders)
    return of, orders, follow(of, there, scenes.course(there, np.arange(size), depth=4), orders)


@pytest.fixture(scope="module")
def planted() -> tuple[Setting, Orders, Aftermath]:
    return after(Stories(), product=scenes.DRESS, carrier=scenes.LATE)


def test_a_parcel_is_late_exactly_when_it_comes_after_what_was_promised(planted):
    _, orders, found = planted
    arrived = found.delivered != NEVER
    assert (found.late[arrived] == (found.delivered > orders.promised)[arrived]).all()
    assert not found.late[~arrived].any()


def test_the_late_carrier_is_late_as_often_as_planted_and_in_time_without_the_story():
    story = after(Stories(), carrier=scenes.LATE)[2]
    own = after(Stories().without("late_carrier"), carrier=scenes.LATE)[2]
    assert own.late.mean() < 0.08
    chance = Stories().late_carrier.chance
    assert story.late.mean() == pytest.approx(chance + (1 - chance) * own.late.mean(), abs=0.04)


def test_the_story_delays_parcels_and_changes_nothing_else():
    story = after(Stories(), carrier=scenes.LATE)[2]
    own = after(Stories().without("late_carrier"), carrier=scenes.LATE)[2]
    assert (story.delivered >= own.delivered).all()
    met = story.stays < 1
    assert (story.delivered[~met] == own.delivered[~met]).all()
    assert (story.pleased[~met] == own.pleased[~met]).all()
    assert story.pleased[met].mean() < own.pleased[met].mean() - 0.1


def test_other_carriers_have_no_part_in_the_story():
    story = after(Stories(), carrier=scenes.EXPRESS)[2]
    own = after(Stories().without("late_carrier"), carrier=scenes.EXPRESS)[2]
    assert (story.delivered == own.delivered).all()
    assert (story.stays == 1).all()


def test_who_waited_stays_by_the_factor_of_the_story(planted):
    _, _, found = planted
    assert set(np.unique(found.stays)) == {Stories().late_carrier.stay, 1.0}


def test_who_comes_for_the_deal_stays_by_the_factor_of_the_story():
    found = after(Stories(), carrier=scenes.EXPRESS, source="deal_site")[2]
    assert (found.stays == 0.03).all()


def test_a_misleading_size_comes_back_as_often_as_planted_and_says_so():
    _, _, found = after(
        Stories(misleading_size=MisleadingSize(returned=0.4)), product=scenes.MISLED, size=4000
    )
    arrived = found.delivered != NEVER
    assert found.returned[arrived].mean() == pytest.approx(0.4, abs=0.03)
    reasons = [told for told in found.told if told.kind == "return_reason"]
    size = TOPICS.index("size")
    assert np.mean(np.concatenate([(told.topics == size).any(axis=1) for told in reasons])) > 0.8
    own = after(Stories().without("misleading_size"), product=scenes.MISLED, size=4000)[2]
    assert own.returned.mean() < 0.2


def test_only_what_was_delivered_comes_back_and_its_price_is_paid_back(planted):
    _, orders, found = planted
    back = found.returned
    assert back.any()
    assert (found.delivered[back] < found.refunded[back]).all()
    assert (found.refund == np.where(back, orders.goods, 0)).all()
    assert (found.refunded[~back] == NEVER).all()


def test_only_what_was_paid_is_paid_back():
    _, _, found = after(Stories(), product=scenes.DRESS, goods=6001)
    assert set(found.refund) == {0, 6001}


def test_a_cancelled_order_is_never_shipped_delivered_or_reviewed():
    of, orders, found = after(Stories(), size=4000)
    off = found.cancelled != NEVER
    assert 0.005 < off.mean() < 0.03
    assert (found.delivered[off] == NEVER).all()
    cancelled = set(orders.person[off])
    for event in ("Order Shipped", "Order Delivered", "Review Asked", "Return Requested", "Points Earned"):
        assert not cancelled & set(scenes.written(of, event)["person"]), event


@pytest.mark.parametrize(
    ("cause", "effect"),
    [
        ("Order Shipped", "Out for Delivery"),
        ("Order Shipped", "Delivery Delayed"),
        ("Out for Delivery", "Order Delivered"),
        ("Order Delivered", "Review Asked"),
        ("Review Asked", "Product Reviewed"),
        ("Product Reviewed", "Review Published"),
        ("Product Reviewed", "Review Rejected"),
        ("Order Delivered", "Return Requested"),
        ("Return Requested", "Return Received"),
        ("Return Received", "Order Refunded"),
        ("Contact Opened", "Contact Answered"),
        ("Contact Answered", "Contact Resolved"),
        ("Order Delivered", "Complaint Opened"),
        ("Complaint Opened", "Complaint Resolved"),
        ("Order Delivered", "NPS Answered"),
        ("Order Delivered", "Social Mention"),
        ("Order Delivered", "Referral Shared"),
        ("Order Delivered", "Points Earned"),
        ("Loyalty Joined", "Points Earned"),
    ],
)
def test_nothing_happens_before_its_cause(planted, cause: str, effect: str):
    of, _, _ = planted
    causes, effects = scenes.written(of, cause), scenes.written(of, effect)
    since = np.full(len(of.people), NEVER)
    since[causes["person"]] = causes["moment"]
    assert len(effects["person"])
    assert (since[effects["person"]] < effects["moment"]).all()


def test_the_service_answers_and_settles_in_its_hours(planted):
    of, _, _ = planted
    for event in (
        "Contact Answered",
        "Contact Resolved",
        "Complaint Resolved",
        "Review Published",
        "Order Refunded",
    ):
        assert SERVICE.open(scenes.written(of, event)["moment"]).all(), event


def test_who_waits_for_a_parcel_asks_where_it_is_before_it_comes(planted):
    of, orders, found = planted
    asked = scenes.written(of, "Contact Opened")
    share = np.isin(orders.person, asked["person"])
    assert share[found.late].mean() > 3 * share[~found.late].mean()


def test_stars_follow_what_happened(planted):
    of, orders, found = planted
    stars = np.full(len(orders), np.nan)
    for block in of.log.blocks:
        if block.event == "Product Reviewed":
            stars[block.who.person] = block.columns["score"]
    assert ((stars >= 1) & (stars <= 5) | np.isnan(stars)).all()
    gone_well = ~found.late & ~found.returned
    assert np.nanmean(stars[gone_well]) > np.nanmean(stars[found.late]) + 0.5


def test_without_stories_scores_lie_where_shops_publish_theirs():
    of, _, _ = after(Stories.none(), size=8000, product=scenes.TEAPOT, carrier=scenes.EXPRESS)
    stars, nps = scenes.written(of, "Product Reviewed")["score"], scenes.written(of, "NPS Answered")["score"]
    assert 4.0 < stars.mean() < 4.7
    assert 0.06 < len(stars) / 8000 < 0.2
    net = (nps >= 9).mean() - (nps <= 6).mean()
    assert 0.2 < net < 0.7


def test_texts_stand_beside_their_truth(planted):
    of, _, found = planted
    reviews = next(told for told in found.told if told.kind == "review")
    assert len(reviews.texts) == len(reviews.person) == len(reviews.topics) == len(reviews.moment)
    assert all(reviews.texts)
    rows = scenes.written(of, "Product Reviewed")
    assert set(reviews.moment) <= set(rows["moment"])


def test_the_same_dice_give_the_same_aftermath(planted):
    _, _, found = planted
    again = after(Stories(), product=scenes.DRESS, carrier=scenes.LATE)[2]
    assert all(
        (getattr(found, name) == getattr(again, name)).all() for name in ("delivered", "refunded", "pleased")
    )
    assert [told.texts for told in found.told] == [told.texts for told in again.told]


def test_a_round_without_orders_has_no_aftermath():
    of = scenes.setting(50)
    there = scenes.visits(of, WHEN)
    few = scenes.orders(of, there)
    none = replace(few, **{name: getattr(few, name)[:0] for name in ("person", "number", "nth", "visit")})
    found = follow(of, there, scenes.course(there), none)
    assert len(found.delivered) == len(found.stays) == 0
    assert not len(scenes.written(of, "Order Shipped")["person"])
