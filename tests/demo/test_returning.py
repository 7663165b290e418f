"""Who comes back, when and why: one draw for each decision, with and without the stories."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from tests.demo import scenes

from parcours.demo.simulate.aftermath import Aftermath, Course, Setting, follow
from parcours.demo.simulate.aftermath.course import IN_CART, LOOKED
from parcours.demo.simulate.returning import Returning, chance_to_return, plan
from parcours.demo.simulate.state import NEVER, Visits
from parcours.demo.stories import ChannelWithoutReturn, CouponWait, LateCarrier, Stories
from parcours.demo.world.customers import KINDS
from parcours.touchpoints import DAY, HOUR

WHEN = scenes.world().start + 100 * DAY + 45_000_000_000
NOTHING = Aftermath.of_nothing(())


def looked_in(
    stories: Stories, size: int = 4000, *, when: int = WHEN, **values: Any
) -> tuple[Setting, Visits, Course]:
    of = scenes.setting(size, stories)
    there = scenes.visits(of, when, turn=values.pop("turn", 1))
    return of, there, scenes.course(there, **values)


def bought(
    stories: Stories, size: int = 4000, carrier: int = scenes.LATE, source: str = "direct"
) -> tuple[Aftermath, Returning]:
    of = scenes.setting(size, stories)
    there = scenes.visits(of, WHEN, source=scenes.source(source))
    course = scenes.course(there, np.arange(size), depth=4)
    after = follow(of, there, course, scenes.orders(of, there, carrier=carrier))
    return after, plan(of, there, course, after)


def test_a_late_parcel_keeps_people_away_who_would_have_come_by_the_same_draw():
    after, found = bought(Stories())
    _, own = bought(Stories().without("late_carrier"))
    met = after.stays < 1
    assert (found.plan.would_stay == own.plan.stays).all()
    assert (found.plan.stays <= own.plan.stays).all()
    assert (found.plan.stays[~met] == own.plan.stays[~met]).all()
    assert own.plan.stays[met].mean() > 0.6


def test_the_chance_of_who_waited_is_the_stories_share_of_what_it_was():
    story = LateCarrier(stay=0.5)
    after, found = bought(Stories(late_carrier=story), size=20_000)
    met = after.stays < 1
    ratio = found.plan.stays[met].mean() / found.plan.would_stay[met].mean()
    assert ratio == pytest.approx(0.5, abs=0.02)


def test_who_came_for_the_deal_never_returns_not_even_by_a_letter():
    story = Stories(channel_without_return=ChannelWithoutReturn(stay=0.0))
    _, found = bought(story, carrier=scenes.EXPRESS, source="deal_site")
    assert not found.plan.stays.any()
    assert (found.plan.moment == NEVER).all()
    assert found.plan.would_stay.any()


def test_who_bought_comes_again_after_all_is_settled():
    after, found = bought(Stories())
    comes = found.plan.moment != NEVER
    assert comes.any()
    assert (found.plan.moment[comes] > after.settled[comes]).all()


def test_the_pleased_come_back_more_often():
    after, found = bought(Stories.none(), size=20_000)
    content = after.content > np.median(after.content)
    assert found.plan.stays[content].mean() > found.plan.stays[~content].mean() + 0.05


def test_a_usual_order_brings_people_back_as_their_kind_says():
    of, there, course = looked_in(Stories.none(), size=50)
    order = scenes.orders(of, there)
    after = follow(of, there, course, order)
    usual = replace(after, content=np.full(50, 0.78))
    bought = replace(course, order=np.arange(50))
    chance = chance_to_return(of, there, bought, usual)
    assert chance == pytest.approx([KINDS[kind].returns for kind in of.people.kind])


def test_who_left_a_cart_comes_more_often_and_sooner_than_who_looked_in():
    medians = []
    for depth in (LOOKED, IN_CART):
        of, there, course = looked_in(Stories.none(), depth=depth)
        found = plan(of, there, course, NOTHING).plan
        comes = found.moment != NEVER
        medians.append((comes.mean(), -np.median(found.moment[comes] - course.ended[comes])))
    assert medians[1] > medians[0]
    assert medians[1][1] > medians[0][1]


def test_a_next_visit_is_another_session():
    of, there, course = looked_in(Stories(), depth=IN_CART, cart=5000, reached=True)
    found = plan(of, there, course, NOTHING).plan
    assert (found.moment > course.ended + HOUR).all()
    assert (found.moment[found.moment != NEVER] >= WHEN).all()


def test_who_has_learnt_to_wait_comes_when_the_coupon_runs():
    calendar = scenes.world().calendar
    begins = np.flatnonzero(calendar.coupon)[4]
    when = int(calendar.starts[begins - 20]) + 12 * HOUR
    of, there, course = looked_in(Stories(), when=when)
    of.people.waits[:] = True
    found, patient = plan(of, there, course, NOTHING).plan, looked_in(Stories(), when=when)
    own = plan(*patient, NOTHING).plan
    early = (own.moment > calendar.starts[begins - 15]) & (own.moment < calendar.starts[begins])
    assert early.sum() > 50
    assert (calendar.coupon[calendar.day(found.moment[early])]).all()
    assert (found.moment[early] > own.moment[early]).all()
    assert (found.stays == own.stays).all()


def test_patience_has_an_end():
    calendar = scenes.world().calendar
    begins = np.flatnonzero(calendar.coupon)[4]
    when = int(calendar.starts[begins - 40]) + 12 * HOUR
    story = CouponWait(patience_days=10)
    of, there, course = looked_in(Stories(coupon_wait=story), when=when)
    of.people.waits[:] = True
    found = plan(of, there, course, NOTHING).plan
    own = plan(*looked_in(Stories(coupon_wait=story), when=when), NOTHING).plan
    far = own.moment < calendar.starts[begins - 10]
    assert far.any()
    assert (found.moment[far] == own.moment[far]).all()


def test_who_meets_the_coupon_learns_to_wait_as_often_as_planted():
    calendar = scenes.world().calendar
    when = int(calendar.starts[np.flatnonzero(calendar.coupon)[4]]) + 12 * HOUR
    of, there, course = looked_in(Stories(), when=when, depth=IN_CART)
    assert plan(of, there, course, NOTHING).waits.mean() == pytest.approx(0.45, abs=0.03)
    of, there, course = looked_in(Stories(), when=when - 10 * DAY, depth=IN_CART)
    assert not plan(of, there, course, NOTHING).waits.any()
    of, there, course = looked_in(Stories().without("coupon_wait"), when=when, depth=IN_CART)
    assert not plan(of, there, course, NOTHING).waits.any()


def test_nobody_comes_by_a_letter_or_a_friends_link_on_their_own():
    of, there, course = looked_in(Stories())
    found = plan(of, there, course, NOTHING).plan
    told = {scenes.source(code) for code in ("newsletter", "flow_email", "sms", "push", "friend_link")}
    assert not told & set(found.source[found.ref < 0])


def test_the_same_people_are_planned_alike_in_any_company():
    of, there, course = looked_in(Stories(), size=500, depth=IN_CART, cart=5000, reached=True)
    many, there_too, course_too = looked_in(Stories(), size=900, depth=IN_CART, cart=5000, reached=True)
    few, more = plan(of, there, course, NOTHING).plan, plan(many, there_too, course_too, NOTHING).plan
    assert (few.moment == more.moment[:500]).all()
    assert (few.source == more.source[:500]).all()
