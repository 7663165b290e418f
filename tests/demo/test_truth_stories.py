"""The map's pain points are the planted stories, found without being told, and cost what they cost."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

import numpy as np
import pytest

from parcours.collect.importing import import_file
from parcours.demo.generate import generate
from parcours.demo.home import SETTINGS
from parcours.demo.simulate.diary import Diary
from parcours.demo.simulate.run import Scenario, simulate
from parcours.demo.simulate.state import NEVER
from parcours.demo.simulate.world import ZONE
from parcours.demo.stories import Stories
from parcours.demo.truth.twins import at_the_spot, returns
from parcours.demo.words import LANGUAGES
from parcours.demo.world.catalogue import MISLEADING, PRODUCTS
from parcours.demo.world.delivery import LATE_CARRIER
from parcours.demo.world.searches import empty_queries
from parcours.shop import Shop
from parcours.touchpoints import DAY, day_number

END = date(2026, 7, 1)
ABANDONED = 30 * DAY
AFTER = 1_800_000_000_000_000
PROFILES, MONTHS = 20_000, 24
PLANTED = ["late_delivery", "search_without_result", "outage"]
pytestmark = pytest.mark.slow


@dataclass(frozen=True)
class Lived:
    """A shop with what is planted, and what its simulator knows."""

    shop: Shop
    scenario: Scenario
    diary: Diary

    @cached_property
    def journeys(self) -> Any:
        return self.shop.journeys()

    @cached_property
    def map(self) -> Any:
        return self.journeys.journey_map()

    @cached_property
    def frictions(self) -> Any:
        return self.journeys.frictions()

    def twin(self, story: str) -> Diary:
        without = self.scenario.stories.without(story)
        return simulate(Scenario(PROFILES, MONTHS, self.scenario.seed, END, without), log=False).diary


def lived(folder, seed, stories):
    made = generate(folder / "data", profiles=PROFILES, months=MONTHS, seed=seed, end=END, stories=stories)
    shop = Shop.create(folder / "shop", SETTINGS)
    import_file(shop, made.touchpoints, clock=lambda: AFTER)
    return Lived(shop, Scenario(PROFILES, MONTHS, seed, END, stories), made.simulated.diary)


@pytest.fixture(scope="module")
def shops(tmp_path_factory):
    return [lived(tmp_path_factory.mktemp("planted"), seed, Stories()) for seed in (1, 2, 3)]


@pytest.fixture(scope="module")
def unplanted(tmp_path_factory):
    return lived(tmp_path_factory.mktemp("unplanted"), 1, Stories.none())


def hold(estimates, truths):
    """The sum of several shops' estimates, each (value, low, high), is their truth but for chance."""
    error = sum(((high - low) / 2) ** 2 for _, low, high in estimates) ** 0.5
    assert abs(sum(value for value, _, _ in estimates) - sum(truths)) <= error


def hold_money(costs, truths):
    """The same of money; and each interval holds its own truth, or nearly so in one shop of three."""
    hold([(cost.value, cost.low, cost.high) for cost in costs], truths)
    held = [cost.low <= truth <= cost.high for cost, truth in zip(costs, truths, strict=True)]
    assert sum(held) >= len(held) - 1


def test_the_three_costliest_pain_points_are_the_planted_ones_in_their_order(shops):
    for shop in shops:
        assert [pain.kind for pain in shop.map.pains[:3]] == PLANTED
        assert all(pain.is_certain for pain in shop.map.pains[:3])


def test_the_three_are_no_certain_pain_of_a_shop_without_them(unplanted):
    certain = {pain.kind for pain in unplanted.map.pains if pain.is_certain}
    assert not certain & set(PLANTED)


def test_the_outage_is_found_at_its_step_on_its_device_in_its_days(shops):
    for shop in shops:
        story = shop.scenario.stories.broken_mobile_step
        worst = shop.journeys.outages().outages[0]
        first = END - timedelta(days=story.starts)
        assert (worst.step, worst.trait, worst.value) == (story.step, "device", story.device)
        assert abs((worst.first - first).days) <= 1
        assert abs((worst.last - first).days - story.days + 1) <= 1


def test_the_carrier_and_the_product_are_named(shops):
    misleading = {each.product_id for each in PRODUCTS if each.model == MISLEADING}
    for shop in shops:
        assert [spot.place for spot in shop.frictions["late_delivery"].spots] == [LATE_CARRIER]
        assert {spot.place for spot in shop.frictions["goods_returned"].spots} & misleading


def test_the_words_are_named(shops):
    empty = {query.text for language in LANGUAGES for query in empty_queries(language)}
    for shop in shops:
        assert {word for word, _ in shop.frictions["search_without_result"].where} <= empty


def test_as_many_did_not_order_again_for_the_delay_as_the_twins_say(shops):
    frictions = [shop.frictions["late_delivery"] for shop in shops]
    told = [
        returns(shop.diary, shop.twin("late_carrier"), friction.days)
        for shop, friction in zip(shops, frictions, strict=True)
    ]
    hold([each.contrast.excess for each in frictions], [each.again_in_twin - each.again for each in told])


def test_the_delay_cost_as_much_as_the_twins_bring_more(shops):
    """All orders of that time: who comes back after a delay orders less often as well."""
    frictions = [shop.frictions["late_delivery"] for shop in shops]
    told = [
        returns(shop.diary, shop.twin("late_carrier"), friction.days)
        for shop, friction in zip(shops, frictions, strict=True)
    ]
    hold_money([each.cost for each in frictions], [each.revenue_in_twin - each.revenue for each in told])


def test_as_many_orders_were_lost_to_the_search_as_the_twins_say(shops):
    """Orders of the visits themselves: who orders once orders again, which no journey tells."""
    frictions = [shop.frictions["search_without_result"] for shop in shops]
    gaps = [at_the_spot(shop.diary.lost["empty_search"], shop.twin("empty_search")) for shop in shops]
    hold([each.contrast.excess for each in frictions], [each.orders for each in gaps])


def test_the_search_cost_what_the_twins_visitors_order_next(shops):
    """Their next order before the journey is abandoned; who orders another day after all lost nothing."""
    costs = [shop.frictions["search_without_result"].cost for shop in shops]
    hold_money(costs, [missed_next(shop.diary, shop.twin("empty_search")) for shop in shops])


def test_as_many_were_stopped_by_the_outage_as_the_simulator_stopped(shops):
    """People of a day: who tries twice on a day is one."""
    outages = [shop.journeys.outages().outages[0] for shop in shops]
    hold([each.contrast.excess for each in outages], [stopped(shop.diary) for shop in shops])


def test_the_outage_cost_what_the_twins_visits_order(shops):
    costs = [shop.journeys.outages().outages[0].cost for shop in shops]
    twins = [shop.twin("broken_mobile_step") for shop in shops]
    gaps = [
        at_the_spot(shop.diary.lost["broken_mobile_step"], twin)
        for shop, twin in zip(shops, twins, strict=True)
    ]
    hold_money(costs, [each.revenue for each in gaps])


def missed_next(diary, twin):
    """Return what visitors whom empty searches lost order next in the twin, less what they do order."""
    lost = np.isin(diary.visits.visit, diary.lost["empty_search"])
    person, moment = diary.visits.person[lost], diary.visits.moment[lost]
    by = np.lexsort((moment, person))
    person, moment = person[by], moment[by]
    again = (np.diff(person, prepend=-1) == 0) & (np.diff(moment, prepend=0) <= ABANDONED)
    here, there = (next_orders(each, person[~again], moment[~again]) for each in (diary, twin))
    return int(there - here)


def next_orders(diary, person, moment):
    """Return the revenue of the first order that counts of each, as far as it comes in time."""
    orders = diary.orders
    counts = np.flatnonzero((orders.cancelled == NEVER) & (orders.refund < orders.goods))
    span = diary.end - diary.start
    placed = orders.person[counts] * span + orders.moment[counts] - diary.start
    counts = np.append(counts[np.argsort(placed)], -1)  # the last one follows nobody
    next_ = counts[np.searchsorted(np.sort(placed), person * span + moment - diary.start)]
    in_time = (orders.person[next_] == person) & (orders.moment[next_] - moment <= ABANDONED) & (next_ >= 0)
    return (orders.goods - orders.refund)[next_[in_time]].sum()


def stopped(diary):
    lost = np.isin(diary.visits.visit, diary.lost["broken_mobile_step"])
    days = day_number(diary.visits.moment[lost], ZONE)
    return len(np.unique(np.column_stack([diary.visits.person[lost], days]), axis=0))
