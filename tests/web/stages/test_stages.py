"""The stages' screen shows what the library says, in three languages."""

from __future__ import annotations

import re
from datetime import date

import pytest
from tests.web.explore.shop import signed_in, whole

from parcours.journeys.stages import Template
from parcours.shop import Shop
from parcours.web.stages.rules import told

pytestmark = pytest.mark.django_db
DAYS = "from=2026-03-01&to=2026-04-30"


def test_the_counts_are_those_of_the_library_at_the_end_of_the_last_day(shop: Shop) -> None:
    page = whole(signed_in(), f"/stages/?{DAYS}")
    counts = shop.journeys().stages(as_of="2026-04-30").counts
    shown = re.findall(r'class="stat-value"><bdi>([\d,]+)</bdi>', page)
    assert [int(text.replace(",", "")) for text in shown] == list(counts.values())


def test_profiles_of_a_stage_are_listed(shop: Shop) -> None:
    expected = shop.journeys().stages(as_of="2026-04-30").profiles(stage="retention")
    page = whole(signed_in(), f"/stages/people/?stage=retention&{DAYS}")
    assert f"{len(expected)} profiles" in page
    assert f'href="/people/{expected.min()}/"' in page


def test_a_long_list_goes_on_where_it_stopped_and_shows_everybody_once(shop: Shop) -> None:
    expected = shop.journeys().stages(as_of="2026-04-30").profiles(stage="awareness")
    client, found, address = signed_in(), [], f"/stages/people/?stage=awareness&{DAYS}"
    for _ in range(len(expected) // 50 + 1):
        page = whole(client, address)
        found += re.findall(r'<a href="/people/(-?\d+)/"', page)
        following = re.search(r'rel="next" href="([^"]+)"', page)
        if following is None:
            break
        address = "/stages/people/" + following[1].replace("&amp;", "&")
    assert len(found) == len(set(found)) == len(expected)


def test_moves_in_the_days_add_up_to_the_change_of_the_counts(shop: Shop) -> None:
    from parcours.web.stages.selectors import ReadStages

    journeys = shop.journeys()
    found = ReadStages(date(2026, 3, 1), date(2026, 4, 30), date(2026, 2, 28)).answer(journeys)
    for stage in found.stages:
        came = sum(move.count for move in found.moves if move.to_stage == stage.name)
        left = sum(move.count for move in found.moves if move.from_stage == stage.name)
        assert stage.before is not None
        assert stage.before + came - left == stage.now
        assert stage.course[-1] == stage.now


@pytest.mark.parametrize("language", ["en", "fr", "he"])
def test_every_language_says_the_rules_without_names_of_the_log(shop: Shop, language: str) -> None:
    page = whole(signed_in(language=language), "/stages/")
    assert "Products Searched" not in page
    assert len(list(told(Template.load()))) == page.count('class="stage-name"')


def test_unknown_stages_and_flags_show_everybody(shop: Shop) -> None:
    page = whole(signed_in(), f"/stages/people/?stage=<b>&flag=%00&{DAYS}")
    assert f"{shop.journeys().stages(as_of='2026-04-30').n:,} profiles" in page
