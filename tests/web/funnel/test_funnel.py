"""The funnel explorer shows what the library counts, and keeps everything in the address."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.http import QueryDict
from tests.web.explore.shop import signed_in, whole

from parcours.shop import Shop
from parcours.web.explore.people import walk
from parcours.web.funnel.query import parse
from parcours.web.period import Period

pytestmark = pytest.mark.django_db
DAYS = "from=2026-03-01&to=2026-05-31"
STEPS = ["Product Viewed", "Product Added", "Order Completed"]
ADDRESS = f"/funnel/?{DAYS}&within=30d&step=Product+Viewed&step=Product+Added&step=Order+Completed"


def test_the_counts_are_those_of_the_library(shop: Shop) -> None:
    journeys = shop.journeys().between("2026-03-01", "2026-05-31")
    expected = journeys.funnel(STEPS, within="30d")
    page = whole(signed_in(), ADDRESS)
    shown = re.findall(r'reached=\d"><b>([\d,]+)</b>', page)
    assert [int(text.replace(",", "")) for text in shown] == expected.counts.tolist()


def test_the_drop_off_says_what_the_library_says(shop: Shop) -> None:
    from parcours.charts import Formats

    journeys = shop.journeys().between("2026-03-01", "2026-05-31")
    drop = next(d for d in journeys.drop_offs(STEPS, within="30d").drops if d.step == "Product Added")
    page = whole(signed_in(), f"{ADDRESS}&lost=2")
    assert f"{drop.lost} of {drop.reached} profiles went no further" in page
    assert Formats("en", currency="EUR").about(drop.at_risk) in page


def test_people_behind_a_step_are_listed(shop: Shop) -> None:
    journeys = shop.journeys().between("2026-03-01", "2026-05-31")
    lost = journeys.funnel(STEPS, within="30d").dropped(step=3)
    page = whole(signed_in(), ADDRESS.replace("/funnel/", "/funnel/people/") + "&lost=2")
    assert f"{len(lost)} profiles" in page
    assert f'href="/people/{lost.min()}/"' in page


def test_a_breakdown_and_filters_come_from_the_address(shop: Shop) -> None:
    page = whole(signed_in(), f"{ADDRESS}&by=device&country=FR")
    journeys = shop.journeys().between("2026-03-01", "2026-05-31").where(country="FR")
    result = journeys.funnel(STEPS, within="30d", by="device")
    assert result.groups
    for group in result.groups:
        assert f">{group.counts[0]:,}<" in page or f"{group.counts[0]:,}" in page


@pytest.mark.parametrize("language", ["en", "fr", "he"])
def test_every_language_is_spoken_and_nothing_else(shop: Shop, language: str) -> None:
    page = whole(signed_in(language=language), ADDRESS)
    assert f'lang="{language}"' in page
    if language != "en":
        assert "Product Viewed</" not in page
        assert "went no further" not in page


def test_a_page_without_an_answer_yet_says_that_it_comes(shop: Shop) -> None:
    response = signed_in().get(ADDRESS)
    assert response.status_code == 200
    assert "Funnel" in response.content.decode()


@pytest.mark.parametrize(
    "address",
    [
        "step=%00&step=x&within=<script>&by=1&lost=99999999999999999999",
        "step=Order+Completed",
        "from=0001-01-01&to=9999-12-31",
        "from=2026-13-01&to=x&compare=%F0%9F%92%A9&channel=\u202e'--",
        "lost=-1&reached=\u0661&cursor=abc",
        f"lost={'9' * 5000}&cursor={'9' * 30}",
    ],
)
def test_hostile_addresses_show_a_page(shop: Shop, address: str) -> None:
    for screen in ("/funnel/", "/funnel/people/"):
        page = whole(signed_in(), f"{screen}?{address}")
        assert "<script>" not in page.replace("<script src", "")


def test_steps_that_make_no_sense_are_left_out() -> None:
    asking = parse(
        QueryDict("step=Lamp+Rubbed&step=Cart+Viewed&step=Order+Completed&within=2y"), ["Cart Viewed"]
    )
    assert asking.steps == ("Cart Viewed", "Order Completed")
    assert asking.within == "7d"
    assert parse(QueryDict(asking.query()), ["Cart Viewed"]) == asking


def test_nothing_to_show_says_what_to_do(settings: object) -> None:
    page = whole(signed_in(), "/funnel/")
    assert "Nothing has happened here yet" in page


def test_what_was_chosen_last_is_remembered(shop: Shop) -> None:
    client = signed_in()
    client.get(ADDRESS)
    page = whole(client, "/funnel/")
    assert 'name="from" value="2026-03-01"' in page


def test_examples_say_what_was_met_last(shop: Shop) -> None:
    journeys = shop.journeys()
    drop = journeys.between("2026-03-01", "2026-04-30").drop_offs(STEPS, within="30d").drops[0]
    days = Period(date(2026, 3, 1), date(2026, 4, 30))
    for profile in drop.examples:
        met = walk(journeys, profile, days)
        alone = journeys.between("2026-03-01", "2026-04-30")
        part = next(part for part in alone.parts if profile in part.profiles)
        at = part.profiles.tolist().index(profile)
        rows = slice(int(part.offsets[at]), int(part.offsets[at + 1]))
        names = [part.names[code] for code in part.events[rows] if not part.system[code]]
        told = [name for name, times in met for _ in range(times)]
        assert 1 <= len(met) <= 6
        assert names[-len(told) :] == told
    steps = "&".join(f"step={step.replace(' ', '+')}" for step in STEPS)
    page = whole(signed_in(), f"/funnel/?{steps}&within=30d&lost=1&from=2026-03-01&to=2026-04-30")
    assert "Product viewed" in page.split("Some of them")[1]
