"""The letters of the flows: who is held out, what they add, and what they only collect."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from tests.demo import scenes

from parcours.demo.simulate import flows
from parcours.demo.simulate.aftermath import Aftermath, Setting, follow
from parcours.demo.simulate.aftermath.course import IN_CART
from parcours.demo.simulate.aftermath.enrolling import CART, CART_1, CART_2, FIRST_REF, WIN_BACK, WIN_BACK_1
from parcours.demo.simulate.returning import Returning, plan
from parcours.demo.simulate.state import NEVER, Visits
from parcours.demo.stories import IdleFlow, Stories
from parcours.touchpoints import DAY, HOUR

WHEN = scenes.world().start + 100 * DAY + 45_000_000_000
NOTHING = Aftermath.of_nothing(())


def left_carts(stories: Stories, size: int = 20_000, **of_people: Any) -> tuple[Setting, Visits, Returning]:
    of = scenes.setting(size, stories, **of_people)
    there = scenes.visits(of, WHEN, turn=1)
    course = scenes.course(there, depth=IN_CART, cart=6000, reached=True)
    of.people.cart_left[:] = course.ended
    return of, there, plan(of, there, course, NOTHING)


def silent_customers(stories: Stories, size: int = 8000) -> tuple[Setting, Returning]:
    of = scenes.setting(size, stories, orders=1)
    there = scenes.visits(of, WHEN, turn=1)
    return of, plan(of, there, scenes.course(there), NOTHING)


@pytest.fixture(scope="module")
def carts() -> tuple[Setting, Visits, Returning]:
    return left_carts(Stories())


def of_flow(found: Returning, flow: int) -> dict[str, np.ndarray]:
    which = found.assignments.flow == flow
    return {name: getattr(found.assignments, name)[which] for name in ("person", "treated", "adds", "moment")}


def test_who_is_held_out_gets_no_letter_and_clicks_none(carts):
    of, _, found = carts
    told = of_flow(found, CART)
    out = told["person"][~told["treated"]]
    assert len(out) / len(told["person"]) == pytest.approx(flows.CART_HOLDOUT, abs=0.02)
    assert not set(out) & set(scenes.written(of, "Email Sent")["person"])
    assert (found.plan.ref[out] < 0).all()


def test_everybody_else_is_reminded_after_an_hour_and_those_who_stay_away_after_a_day(carts):
    of, there, found = carts
    told = of_flow(found, CART)
    sent = scenes.written(of, "Email Sent")
    treated = told["person"][told["treated"]]
    first = sent["moment"] == there.now[0] + HOUR
    assert set(sent["person"][first]) == set(treated)
    second = sent["moment"] == there.now[0] + DAY
    away = treated[found.plan.moment[treated] > there.now[0] + DAY + HOUR]
    assert set(sent["person"][second]) == set(away)
    assert (first | second).all()


def test_the_reminder_adds_to_everybodys_chance_what_the_story_says(carts):
    told = of_flow(carts[2], CART)
    assert told["adds"].mean() == pytest.approx(IdleFlow().cart_lift, abs=0.004)
    assert told["adds"][told["treated"]].mean() == pytest.approx(
        told["adds"][~told["treated"]].mean(), abs=0.005
    )


def test_reminders_bring_as_many_to_buy_as_they_add(carts):
    _, _, found = carts
    told = of_flow(found, CART)
    resolved = found.plan.resolved[told["person"]]
    assert resolved[told["treated"]].mean() == pytest.approx(IdleFlow().cart_lift, abs=0.006)
    assert not resolved[~told["treated"]].any()


def test_without_the_reminder_the_same_people_come_as_they_would_by_themselves(carts):
    _, _, found = carts
    idle = left_carts(Stories(idle_flow=IdleFlow(cart_lift=0.0)))[2]
    others = ~found.plan.resolved
    assert (found.plan.moment[others] == idle.plan.moment[others]).all()
    assert (found.plan.intent[others] == idle.plan.intent[others]).all()


def test_a_reminder_is_clicked_after_it_was_opened_and_brings_the_visit(carts):
    of, _, found = carts
    clicked = scenes.written(of, "Email Link Clicked")
    brought = np.flatnonzero(np.isin(found.plan.ref, (FIRST_REF + CART_1, FIRST_REF + CART_2)))
    assert set(clicked["person"]) == set(brought)
    assert len(clicked["person"]) == len(brought)
    assert (clicked["moment"] < found.plan.moment[clicked["person"]]).all()
    opened = scenes.written(of, "Email Opened")
    at = dict(zip(opened["message_ref"], opened["moment"], strict=True))
    assert all(
        at[ref] < moment for ref, moment in zip(clicked["message_ref"], clicked["moment"], strict=True)
    )


def test_who_unsubscribed_or_was_never_reached_is_not_reminded():
    of, _, found = left_carts(Stories(), 500, unsubscribed=WHEN - DAY)
    assert not len(of_flow(found, CART)["person"])
    assert not len(scenes.written(of, "Email Sent")["person"])


def test_a_cart_that_stood_there_before_is_not_reminded_of_again():
    of = scenes.setting(500)
    there = scenes.visits(of, WHEN, turn=1)
    course = scenes.course(there, depth=IN_CART, cart=6000, reached=True)
    of.people.cart_left[:] = WHEN - 3 * DAY
    assert not len(of_flow(plan(of, there, course, NOTHING), CART)["person"])


def test_winning_back_changes_nobodys_way_and_collects_clicks():
    of, found = silent_customers(Stories())
    own = silent_customers(Stories().without("idle_flow"))[1]
    assert (found.plan.moment == own.plan.moment).all()
    assert (found.plan.intent == own.plan.intent).all()
    assert (found.plan.stays == own.plan.stays).all()
    clicked = scenes.written(of, "Email Link Clicked")
    assert len(clicked["person"]) > 20
    assert (found.plan.ref[clicked["person"]] == FIRST_REF + WIN_BACK_1).all()


def test_who_is_won_back_was_silent_for_75_days():
    of, found = silent_customers(Stories())
    told = of_flow(found, WIN_BACK)
    assert (told["moment"] >= WHEN + flows.SILENCE).all()
    assert (found.plan.moment[told["person"]] > told["moment"]).all()
    assert (told["adds"] == 0).all()
    assert (~told["treated"]).mean() == pytest.approx(0.1, abs=0.015)
    out = told["person"][~told["treated"]]
    assert not set(out) & set(scenes.written(of, "Email Sent")["person"])


def test_both_arms_of_an_experiment_are_told():
    of, found = silent_customers(Stories())
    seen = scenes.written(of, "Experiment Viewed")
    assert len(seen["person"]) == len(found.assignments.person)
    assert len(set(seen["properties"].tolist())) == 2


def test_new_subscribers_are_welcomed_twice():
    of = scenes.setting(3000)
    there = scenes.visits(of, WHEN)
    of.people.subscribed[:1000] = there.now[:1000] - HOUR // 60
    found = plan(of, there, scenes.course(there), NOTHING).plan
    sent = scenes.written(of, "Email Sent")
    counts = np.bincount(sent["person"], minlength=3000)
    assert (counts[1000:] == 0).all()
    assert np.median(counts[:1000]) == 2
    clicked = scenes.written(of, "Email Link Clicked")
    assert 0.03 < len(clicked["person"]) / 1000 < 0.2
    assert (found.moment[clicked["person"]] > clicked["moment"]).all()


def test_everybody_is_thanked_for_an_order():
    of = scenes.setting(300)
    there = scenes.visits(of, WHEN)
    course = scenes.course(there, np.arange(300), depth=4)
    after = follow(of, there, course, scenes.orders(of, there))
    before = len(of.log.blocks)
    plan(of, there, course, after)
    sent = [
        block
        for block in of.log.blocks[before:]
        if block.event == "Email Sent" and (block.who.moment < WHEN + DAY).all()
    ]
    assert [len(block.who.person) for block in sent] == [300]
    assert (after.delivered[after.delivered != NEVER] > WHEN).all()
