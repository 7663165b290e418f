"""The lives of the simulated people: the same in any chunk, and comparable shop by shop."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from parcours.demo.simulate.months import Months
from parcours.demo.simulate.run import NAMES, Scenario, simulate
from parcours.demo.simulate.writing import Writer
from parcours.demo.stories import BrokenMobileStep, EmptySearch, IdentityTangle, Stories
from parcours.demo.world.channels import DEAL_SITE, SOURCES
from parcours.demo.world.delivery import CARRIERS, LATE_CARRIER
from parcours.touchpoints import DAY

PLAIN = Scenario(profiles=900, months=14, seed=1, end=date(2026, 11, 1))
PHONE = 0
SEARCH, STARTED, VIEWED = "Products Searched", "Checkout Started", "Product Viewed"


@pytest.fixture(scope="module")
def shop():
    return simulate(PLAIN).diary


def tables(scenario, chunk, folder):
    with Months(folder, scenario.months + 1) as kept:
        texts = simulate(scenario, take=kept.add, chunk=chunk).texts
        return [Writer(scenario.seed, NAMES, texts).table(rows) for rows in kept]


def test_chunks_of_any_size_write_the_same(tmp_path):
    scenario = replace(PLAIN, profiles=130, months=6)
    one, other = (tables(scenario, chunk, tmp_path / str(chunk)) for chunk in (24, 1_000))
    assert len(one) == len(other)
    assert all(mine.equals(yours) for mine, yours in zip(one, other, strict=True))


def test_more_people_leave_the_first_ones_as_they_were():
    few, more = (simulate(replace(PLAIN, profiles=size, months=6), log=False).diary for size in (100, 160))
    same = more.visits.person < 100
    assert sorted(few.visits.visit.tolist()) == sorted(more.visits.visit[same].tolist())


def test_touchpoints_grow_with_the_people():
    def rows(profiles):
        sizes = []
        simulate(replace(PLAIN, profiles=profiles), take=lambda each: sizes.append(len(each)))
        return sum(sizes)

    assert rows(1_800) / rows(900) == pytest.approx(2, rel=0.12)


def test_without_a_log_the_same_happens(shop):
    silent = simulate(PLAIN, log=False).diary
    assert not silent.acts
    assert np.array_equal(silent.visits.moment, shop.visits.moment)
    assert np.array_equal(silent.orders.goods, shop.orders.goods)


def test_people_come_within_the_simulated_time_one_visit_after_the_other(shop):
    visits = shop.visits
    order = np.lexsort((visits.turn, visits.person))
    person, moment, ended = visits.person[order], visits.moment[order], visits.ended[order]
    again = person[1:] == person[:-1]
    assert (visits.moment >= shop.start).all()
    assert (visits.moment < shop.end).all()
    assert (moment[1:][again] > ended[:-1][again]).all()


def orders_of(diary):
    """What each person ordered, and when."""
    found = {}
    for person, moment, goods in zip(
        diary.orders.person, diary.orders.moment, diary.orders.goods, strict=True
    ):
        found.setdefault(int(person), []).append((int(moment), int(goods)))
    return found


def changed_by(shop, story):
    """The people who order something else in the shop without a story."""
    here, there = (
        orders_of(shop),
        orders_of(simulate(replace(PLAIN, stories=Stories().without(story)), log=False).diary),
    )
    return {person for person in here.keys() | there.keys() if here.get(person) != there.get(person)}


def met_late_carrier(shop):
    names = [each.name for each in CARRIERS]
    return set(shop.orders.person[shop.orders.carrier == names.index(LATE_CARRIER)].tolist())


def met_empty_search(shop):
    return set(shop.acts[SEARCH].person[shop.acts[SEARCH].results == 0].tolist())


def met_broken_step(shop):
    story = Stories().broken_mobile_step
    first = shop.end - (story.starts + 1) * DAY
    started = shop.acts[STARTED]
    inside = (started.moment > first) & (started.moment < first + (story.days + 2) * DAY)
    return set(started.person[inside & (started.device == PHONE)].tolist())


def met_deal_site(shop):
    deal = [each.code for each in SOURCES].index(DEAL_SITE)
    return set(shop.visits.person[shop.visits.source == deal].tolist())


@pytest.mark.parametrize(
    ("story", "met"),
    [
        ("late_carrier", met_late_carrier),
        ("empty_search", met_empty_search),
        ("broken_mobile_step", met_broken_step),
        ("channel_without_return", met_deal_site),
        ("silent_promoters", lambda _: set()),
    ],
)
def test_a_story_touches_only_people_who_meet_it(shop, story, met):
    assert changed_by(shop, story) <= met(shop)


def test_a_broken_step_stops_every_phone_that_meets_it():
    broken = BrokenMobileStep(starts=60, days=50, chance=1.0)
    shop = simulate(replace(PLAIN, stories=replace(Stories.none(), broken_mobile_step=broken))).diary
    days = (shop.end - shop.orders.moment) // DAY
    device = dict(zip(shop.visits.visit.tolist(), shop.visits.device.tolist(), strict=True))
    by_phone = np.array([device[visit] == PHONE for visit in shop.orders.visit.tolist()])
    assert not (by_phone & (days >= 12) & (days < 58)).any()
    assert (by_phone & (days < 9)).any()
    assert len(shop.lost["broken_mobile_step"]) > 10


def test_words_that_find_nothing_are_understood_in_the_shop_without_the_story(shop):
    plain = simulate(replace(PLAIN, stories=Stories.none())).diary
    empty, usual = (
        {diary.texts[query] for query in diary.acts[SEARCH].query[diary.acts[SEARCH].results == 0]}
        for diary in (shop, plain)
    )
    assert {"tisane", "pants"} & empty
    assert not {"tisane", "pants"} & usual
    assert not len(plain.lost["empty_search"])


def test_who_is_lost_to_an_empty_search_looks_at_nothing_more():
    sure = replace(Stories.none(), empty_search=EmptySearch(leave=1.0))
    shop = simulate(replace(PLAIN, stories=sure)).diary
    searched = shop.acts[SEARCH]
    left = np.intersect1d(shop.lost["empty_search"], searched.visit)
    last_look = dict(zip(shop.acts[VIEWED].visit.tolist(), shop.acts[VIEWED].moment.tolist(), strict=True))
    first_search = dict(zip(searched.visit[::-1].tolist(), searched.moment[::-1].tolist(), strict=True))
    assert len(left) > 20
    later = [visit for visit in left.tolist() if last_look.get(visit, 0) > first_search[visit] + 60_000_000]
    assert not [visit for visit in later if visit in set(shop.acts[STARTED].visit.tolist())]


def test_tablets_are_shared_by_neighbours_and_some_have_two_accounts():
    tangle = IdentityTangle(shared_tablets=0.5, double_accounts=0.5)
    shop = simulate(replace(PLAIN, stories=replace(Stories.none(), identity_tangle=tangle))).diary
    visits = shop.visits
    pairs = np.unique(np.stack([visits.browser, visits.person]), axis=1)
    browsers, people = np.unique(pairs[0], return_counts=True)
    shared = browsers[people > 1]
    neighbours = [pairs[1][pairs[0] == browser] for browser in shared]
    assert len(shared) > 50
    assert all(len(each) == 2 and each[0] // 2 == each[1] // 2 for each in neighbours)
    accounts = np.unique(np.stack([shop.orders.person, shop.orders.user]), axis=1)
    assert np.unique(accounts[0], return_counts=True)[1].max() == 2


def test_nothing_is_tangled_without_the_story():
    visits = simulate(replace(PLAIN, stories=Stories.none()), log=False).diary.visits
    pairs = np.unique(np.stack([visits.browser, visits.person]), axis=1)
    assert len(np.unique(pairs[0])) == pairs.shape[1]


@pytest.mark.parametrize("story", ["late_carrier", "empty_search", "broken_mobile_step"])
def test_a_twin_is_told_by_the_people_whom_a_story_touched(story):
    here = simulate(PLAIN, log=False).diary
    without = replace(PLAIN, stories=Stories().without(story))
    people = here.touched[story]
    whole = simulate(without, log=False).diary
    twin = here.with_other_lives(people, simulate(without, log=False, people=people).diary)
    assert 0 < len(people) < 300
    assert sorted(twin.visits.visit.tolist()) == sorted(whole.visits.visit.tolist())
    assert orders_of(twin) == orders_of(whole)
