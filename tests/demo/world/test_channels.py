"""The ways to the shop, and what they cost."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parcours.demo.world.channels import DEAL_SITE, FRIEND_LINK, SOURCES, Source, source, spend
from parcours.demo.world.countries import COUNTRIES
from parcours.touchpoints import CHANNELS, EVENTS, Visit, channel_of

PAID = {channel.name for channel in CHANNELS if channel.paid}


@pytest.mark.parametrize("each", SOURCES, ids=lambda each: each.code)
@pytest.mark.parametrize("month", [1, 6, 12])
def test_what_a_source_tells_says_its_channel(each: Source, month):
    tells = each.tells
    visit = Visit(
        utm_source=tells.utm_source,
        utm_medium=tells.utm_medium,
        utm_campaign=tells.campaign(date(2026, month, 1)),
        referrer=tells.referrer,
        landing="https://tilia.example/fr/",
        click_id=f"{tells.click_id}:abc" if tells.click_id else "",
    )
    assert channel_of(visit) == each.channel


def test_every_channel_leads_to_the_shop():
    assert {each.channel for each in SOURCES} == {channel.name for channel in CHANNELS}


def test_codes_are_unique_and_found():
    assert len({each.code for each in SOURCES}) == len(SOURCES)
    assert source(DEAL_SITE).code == DEAL_SITE
    assert source(FRIEND_LINK).channel == "word of mouth"


def test_the_deal_site_is_alone_in_its_channel():
    alike = [each.code for each in SOURCES if each.channel == source(DEAL_SITE).channel]
    assert alike == [DEAL_SITE]


def test_weights_are_weights():
    assert all(each.weight_first >= 0 and each.weight_later > 0 and each.intent > 0 for each in SOURCES)
    assert all(each.factor(country.code) > 0 for each in SOURCES for country in COUNTRIES)


def test_nobody_comes_for_the_first_time_by_a_message_of_the_shop():
    own = {"email", "sms", "push", "retargeting"}
    assert {each.channel for each in SOURCES if not each.weight_first} == own


def test_what_led_to_a_visit_is_an_event():
    assert {each.led_by for each in SOURCES} - {event.name for event in EVENTS} == {""}


def test_paid_channels_cost_and_most_others_do_not():
    assert {each.channel for each in SOURCES if each.cost_per_click} == PAID | {
        "influencer",
        "offline",
        "comparison site",
    }


@pytest.mark.parametrize("code", ["generic_search", "instagram_ads"])
def test_campaigns_share_the_year(code):
    tells = source(code).tells
    run = [tells.campaign(date(2026, month, 15)) for month in range(1, 13)]
    assert tuple(dict.fromkeys(run)) == tells.utm_campaigns
    assert len({run.count(name) for name in run}) == 1


def test_a_click_before_christmas_costs_more():
    search = source("brand_search")
    assert spend(search, date(2026, 11, 27), 200).cost == round(200 * 18 * 1.35)
    assert spend(search, date(2026, 8, 3), 200).cost == round(200 * 18 * 0.85)


@given(st.sampled_from(SOURCES), st.dates(date(2024, 1, 1), date(2027, 12, 31)), st.integers(0, 10_000))
def test_spend_grows_with_clicks(each, day, clicks):
    less, more = spend(each, day, clicks), spend(each, day, clicks + 1)
    assert less.cost <= more.cost
    assert less.impressions <= more.impressions
    assert less.impressions == 0 or less.impressions >= less.clicks
