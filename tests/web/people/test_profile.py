"""A profile's pages tell all that is known of somebody, a piece at a time."""

from __future__ import annotations

import re

import pytest
from tests.web.explore.shop import signed_in
from tests.web.people.shop import NOW, answer, walked

from parcours.charts import Formats
from parcours.people.models import Identity, Profile
from parcours.people.services import merge
from parcours.shop import Shop
from parcours.state.actor import TERMINAL
from parcours.web.people.happenings import kind_of

pytestmark = pytest.mark.django_db
LINE = re.compile(r'<a href="(/people/-?\d+/touchpoint/\d+/)"><bdi>([^<]+)</bdi>')


def test_the_timeline_tells_every_touchpoint_once(buyer: int) -> None:
    told = sum(len(LINE.findall(page)) for page in walked(f"/people/{buyer}/"))
    assert told == Profile.objects.get(pk=buyer).touchpoints


def test_scripts_get_the_next_piece_alone(buyer: int) -> None:
    page = answer(f"/people/{buyer}/")
    following = re.search(r'hx-get="(\?before=\d+)"', page)
    assert following
    piece = answer(f"/people/{buyer}/{following[1]}", **{"HX-Request": "true"})
    assert "<html" not in piece
    assert LINE.findall(piece)


def test_one_kind_is_all_of_it_and_nothing_else(buyer: int) -> None:
    client = signed_in()
    response = client.get(f"/people/{buyer}/?kind=orders")
    names = {name for _, name in LINE.findall(response.content.decode())}
    assert names
    assert names <= {"Order", "Order paid", "Order changed", "Order cancelled", "Order refunded"}
    assert kind_of("Order Completed") == "orders"


def test_a_touchpoint_tells_all_that_it_knows(buyer: int) -> None:
    address, name = LINE.findall(answer(f"/people/{buyer}/?kind=orders"))[0]
    page = answer(address)
    assert f"<bdi>{name}</bdi>" in page
    assert "Amount" in page


def test_numbers_stand_with_what_they_mean(buyer: int) -> None:
    page = answer(f"/people/{buyer}/")
    value = Formats("en", currency="EUR").money(Profile.objects.get(pk=buyer).value)
    assert page.count("How is this computed?") >= 5
    assert f"<bdi>{value}</bdi>" in page


def test_all_identifiers_are_listed(buyer: int) -> None:
    page = answer(f"/people/{buyer}/identity/")
    for value in Identity.objects.filter(profile=buyer).values_list("value", flat=True):
        assert value in page


def test_who_may_not_see_names_sees_none(buyer: int) -> None:
    user = Profile.objects.get(pk=buyer).user_id
    for address in (f"/people/{buyer}/", f"/people/{buyer}/about/"):
        assert user not in answer(address, role="viewer")
        assert "What you can do" not in answer(address, role="viewer")


def test_a_profile_that_became_part_of_another_leads_there(buyer: int) -> None:
    other = Profile.objects.exclude(pk=buyer).order_by("-touchpoints")[0].pk
    merge(TERMINAL, buyer, other, reason="one", now=NOW)
    assert signed_in().get(f"/people/{other}/").url == f"/people/{buyer}/"


@pytest.mark.parametrize("address", ["/people/12345/", "/people/99999999999999999999/", "/people/x/"])
def test_nobody_is_nowhere(shop: Shop, address: str) -> None:
    assert signed_in().get(address).status_code == 404


def test_a_moment_without_a_touchpoint_is_nowhere(buyer: int) -> None:
    for moment in (5, 2**63 - 1, 2**63):
        assert signed_in().get(f"/people/{buyer}/touchpoint/{moment}/").status_code == 404


@pytest.mark.parametrize("asked", ["before=x", "before=-1", "before=\u0665", "kind=%00", "before=1"])
def test_what_makes_no_sense_shows_the_page(buyer: int, asked: str) -> None:
    answer(f"/people/{buyer}/?{asked}")


@pytest.mark.parametrize("language", ["fr", "he"])
def test_other_languages_say_it_in_theirs(buyer: int, language: str) -> None:
    for page in ("", "about/", "merge/", "erase/", "export/", "correct/", "consent/", "exclude/"):
        said = answer(f"/people/{buyer}/{page}", language=language)
        assert f'lang="{language}"' in said
        assert not re.search(r"How is this|What you|Save|This cannot|touchpoints", said), page
