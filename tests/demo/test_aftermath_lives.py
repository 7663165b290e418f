"""Whole lives of some thousand people: what must hold of everything that was written."""

from __future__ import annotations

from collections import Counter
from typing import Any

import numpy as np
import pytest
from tests.demo import scenes

from parcours.demo.simulate.aftermath import Setting
from parcours.demo.simulate.aftermath.course import IN_CHECKOUT
from parcours.demo.simulate.aftermath.enrolling import THANKS_1
from parcours.demo.simulate.letters import NEWSLETTER
from parcours.demo.simulate.state import NEVER
from parcours.demo.stories import Stories
from parcours.demo.world.delivery import CARRIERS

SIZE = 5000


@pytest.fixture(scope="module")
def lives() -> tuple[Setting, list[Any]]:
    return scenes.play(SIZE)


def joined(rounds: list[Any], part: str, name: str) -> np.ndarray:
    return np.concatenate([getattr(getattr(each, part), name) for each in rounds])


def test_every_order_that_came_back_was_delivered_before(lives):
    of, _ = lives
    delivered, back = scenes.written(of, "Order Delivered"), scenes.written(of, "Return Requested")
    when = dict(zip(delivered["order_id"], delivered["moment"], strict=True))
    assert len(back["order_id"]) > 20
    assert all(when[order] < moment for order, moment in zip(back["order_id"], back["moment"], strict=True))


def test_nothing_follows_an_order_before_it_was_placed(lives):
    of, rounds = lives
    placed = dict(zip(joined(rounds, "orders", "key"), joined(rounds, "orders", "moment"), strict=True))
    events = (
        "Order Cancelled",
        "Order Shipped",
        "Order Delivered",
        "Review Asked",
        "Survey Shown",
        "Contact Opened",
    )
    for event in events:
        for block in (each for each in of.log.blocks if each.event == event and "order_id" in each.columns):
            assert all(
                placed[key] < when
                for key, when in zip(block.columns["order_id"], block.who.moment, strict=True)
            )


def test_nobody_comes_again_before_all_that_follows_an_order_is_settled(lives):
    _, rounds = lives
    for each in rounds:
        bought = each.course.order >= 0
        settled = each.aftermath.settled[each.course.order[bought]]
        assert (each.plan.moment[bought] > settled).all()


def test_each_visit_by_a_letter_has_its_one_click_and_each_click_its_visit(lives):
    of, rounds = lives
    clicked = scenes.written(of, "Email Link Clicked")
    came = [each.visits for each in rounds]
    by_letter = {
        (person, moment)
        for visits in came
        for person, moment, ref in zip(visits.person, visits.moment, visits.ref, strict=True)
        if ref >= 0
    }
    inside = clicked["moment"] + 3_000_000 < of.world.end
    clicks = {
        (person, moment + 3_000_000)
        for person, moment in zip(clicked["person"][inside], clicked["moment"][inside], strict=True)
    }
    assert len(clicks) == inside.sum()
    assert clicks == by_letter


def test_no_message_is_sent_twice(lives):
    sent = scenes.written(lives[0], "Email Sent")["message_ref"]
    assert len(sent) == len(set(sent.tolist()))


def test_no_letter_but_thanks_reaches_who_unsubscribed(lives):
    of, rounds = lives
    sent = scenes.written(of, "Email Sent")
    thanks = sent["message_ref"] % 10 == 1 + THANKS_1
    assert (sent["moment"] < of.people.unsubscribed[sent["person"]])[~thanks].all()
    assert (of.people.unsubscribed < of.world.end).sum() > 20
    for visits in (each.visits for each in rounds):
        by_newsletter = visits.source == NEWSLETTER
        assert (visits.moment < of.people.unsubscribed[visits.person])[by_newsletter].all()


def test_the_hesitating_are_asked_in_the_checkout_only(lives):
    _, rounds = lives
    for each in rounds:
        said = next(told for told in each.aftermath.told if told.kind == "survey_checkout")
        there = np.isin(each.visits.person, said.person)
        assert (each.course.depth[there] == IN_CHECKOUT).all()


def test_what_is_sent_back_does_not_fit_more_often_than_anything_else(lives):
    of, rounds = lives
    returned = joined(rounds, "aftermath", "returned")
    assert 0.03 < returned.mean() < 0.15
    texts = of.log._vocabulary.texts()
    reasons = [texts[code] for code in scenes.written(of, "Return Received")["properties"]]
    assert Counter(reasons).most_common(1)[0][0] == '{"reason": "size"}'


def test_the_late_carrier_is_late_and_the_others_seldom(lives):
    _, rounds = lives
    late, carrier = joined(rounds, "aftermath", "late"), joined(rounds, "orders", "carrier")
    shares = [late[carrier == place].mean() for place in range(len(CARRIERS))]
    assert shares[scenes.LATE] > 0.45
    assert max(share for place, share in enumerate(shares) if place != scenes.LATE) < 0.2


def test_many_come_once_or_twice_and_some_very_often(lives):
    visits = lives[0].people.visits
    assert 0.35 < (visits[visits > 0] <= 2).mean() < 0.7
    assert 4 < visits[visits > 0].mean() < 10
    assert np.percentile(visits, 99) > 20


def test_a_part_of_the_customers_orders_again():
    _, rounds = scenes.play(3000, Stories.none(), seed=5)
    person = joined(rounds, "orders", "person")
    counts = np.bincount(person)
    assert 0.15 < (counts > 1).sum() / (counts > 0).sum() < 0.5


def test_the_same_seed_gives_the_same_lives_and_another_gives_others():
    runs = [scenes.play(150, seed=seed)[0].log.blocks for seed in (9, 9, 10)]
    first, again, other = ([(block.event, block.who.moment.tolist()) for block in blocks] for blocks in runs)
    assert first == again
    assert first != other


def test_lives_do_not_depend_on_who_else_is_simulated():
    few, many = scenes.play(150)[1], scenes.play(250)[1]
    moments = [
        {
            (person, turn): moment
            for each in rounds
            for person, turn, moment in zip(
                each.visits.person, each.visits.turn, each.visits.moment, strict=True
            )
            if person < 150
        }
        for rounds in (few, many)
    ]
    assert moments[0] == moments[1]


def test_members_points_are_what_was_earned_less_what_was_taken(lives):
    of, _ = lives
    assert (of.people.points >= 0).all()
    assert (of.people.points[of.people.loyal_since == NEVER] == 0).all()
