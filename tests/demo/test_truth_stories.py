"""The map's pain points are the planted stories, found without being told, and cost what they cost."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

import pytest

from parcours.collect.importing import import_file
from parcours.demo.generate import generate
from parcours.demo.home import SETTINGS
from parcours.demo.simulate.diary import Diary
from parcours.demo.simulate.run import Scenario, simulate
from parcours.demo.stories import Stories
from parcours.demo.truth.twins import Gap, at_the_spot, gap, returns
from parcours.shop import Shop

END = date(2026, 7, 1)
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


@pytest.fixture(scope="module", params=[1, 2, 3])
def planted(request, tmp_path_factory):
    return lived(tmp_path_factory.mktemp("planted"), request.param, Stories())


@pytest.fixture(scope="module")
def unplanted(tmp_path_factory):
    return lived(tmp_path_factory.mktemp("unplanted"), 1, Stories.none())


def test_the_three_costliest_pain_points_are_the_planted_ones_in_their_order(planted):
    assert [pain.kind for pain in planted.map.pains[:3]] == PLANTED
    assert all(pain.is_certain for pain in planted.map.pains[:3])


def test_the_three_are_no_certain_pain_of_a_shop_without_them(unplanted):
    certain = {pain.kind for pain in unplanted.map.pains if pain.is_certain}
    assert not certain & set(PLANTED)


def test_the_outage_is_found_at_its_step_on_its_device_in_its_days(planted):
    story = planted.scenario.stories.broken_mobile_step
    worst = planted.journeys.outages().outages[0]
    first = END - timedelta(days=story.starts)
    assert (worst.step, worst.trait, worst.value) == (story.step, "device", story.device)
    assert abs((worst.first - first).days) <= 1
    assert abs((worst.last - first).days - story.days + 1) <= 1


def test_the_carrier_the_words_and_the_product_are_named(planted):
    assert planted.frictions["late_delivery"].spots[0].place == "Relais Vert"
    back = {spot.place for spot in planted.frictions["goods_returned"].spots}
    assert back & {"TIL-0030", "TIL-0031", "TIL-0032", "TIL-0033", "TIL-0034"}


def test_as_many_did_not_order_again_for_the_delay_as_the_twin_says(planted):
    """Late orders after which the customer would have ordered again within the window."""
    friction = planted.frictions["late_delivery"]
    told = returns(planted.diary, planted.twin("late_carrier"), friction.days)
    _, low, high = friction.contrast.excess
    assert low <= told.again_in_twin - told.again <= high


def test_as_many_orders_were_lost_to_the_search_as_the_twin_says(planted):
    """At least those of the same visits, at most those with all that followed."""
    twin = planted.twin("empty_search")
    _, low, high = planted.frictions["search_without_result"].contrast.excess
    spot: Gap = at_the_spot(planted.diary.lost["empty_search"], twin)
    assert low <= max(spot.orders, gap(planted.diary, twin).orders)
    assert spot.orders <= high


def test_as_many_visits_were_stopped_by_the_outage_as_the_simulator_stopped(planted):
    _, low, high = planted.journeys.outages().outages[0].contrast.excess
    assert low <= len(planted.diary.lost["broken_mobile_step"]) <= high
