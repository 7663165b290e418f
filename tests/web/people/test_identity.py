"""Who is who can be looked at, decided and taken back, by those only who may."""

from __future__ import annotations

import pytest
from tests.web.explore.shop import signed_in
from tests.web.people.shop import NOW

from parcours.people.likeness import look
from parcours.people.models import Dismissal, Identity, Parting, Profile
from parcours.people.services import correct
from parcours.state.actor import TERMINAL
from parcours.state.audit import AuditEntry

pytestmark = pytest.mark.django_db


def page(address: str, role: str = "owner") -> str:
    response = signed_in(role).get(address)  # type: ignore[arg-type]
    assert response.status_code == 200, response.content[:500]
    return response.content.decode()


def post(address: str, role: str = "owner") -> tuple[int, str]:
    response = signed_in(role).post(address, follow=True)  # type: ignore[arg-type]
    return response.status_code, response.content.decode()


@pytest.fixture
def twins(buyer: int) -> tuple[int, int]:
    """Two known people with one phone number."""
    other = Profile.objects.filter(known=True).exclude(pk=buyer).order_by("-touchpoints")[0].pk
    for each in (buyer, other):
        correct(TERMINAL, each, "phone", "+33 1 98 76 54 32", now=NOW)
    return buyer, other


def test_the_links_of_a_person_are_shown_with_their_evidence(buyer: int) -> None:
    shown = page(f"/people/{buyer}/identity/")
    assert "Why they are one person" in shown
    assert "told by a server" in shown
    assert "Nobody has decided anything here." in shown


@pytest.mark.parametrize("role", ["viewer", "analyst"])
def test_who_may_only_look_sees_no_address_and_no_verb(buyer: int, role: str) -> None:
    shown = page(f"/people/{buyer}/identity/", role)
    assert "Names nobody" not in shown
    assert post(f"/people/{buyer}/block/{buyer}/", role)[0] == 403
    assert signed_in(role).get("/people/same/").status_code == 403  # type: ignore[arg-type]


def test_two_who_look_alike_are_compared_or_said_to_be_two(twins: tuple[int, int]) -> None:
    look(NOW)
    shown = page("/people/same/")
    assert "The same phone number" in shown
    one, other = sorted(twins, key=lambda each: -Profile.objects.get(pk=each).touchpoints)
    assert "The same phone number" in page(f"/people/{one}/merge/{other}/?why=phone")
    assert "The same phone number" in page(f"/people/{one}/identity/")
    status, shown = post(f"/people/{one}/not-same/{other}/")
    assert status == 200
    assert "The same phone number" not in shown
    assert Dismissal.objects.count() == AuditEntry.objects.filter(action="profile.not_same").count() == 1


def test_without_anybody_alike_the_page_says_how_they_would_be_found(buyer: int) -> None:
    assert "No two profiles look like one person" in page("/people/same/")


def test_an_identifier_that_names_nobody_is_blocked_and_given_back(buyer: int) -> None:
    before = Identity.objects.filter(profile=buyer).count()
    leaf = Identity.objects.filter(profile=buyer).exclude(pk=buyer)[0].leaf
    assert "nobody joins it" in page(f"/people/{buyer}/block/{leaf}/")
    status, shown = post(f"/people/{buyer}/block/{leaf}/")
    assert (status, "names nobody now" in shown) == (200, True)
    assert Identity.objects.get(leaf=leaf).profile == leaf
    assert "Names nobody: " in page(f"/people/{buyer}/identity/")
    assert post(f"/people/{buyer}/restore/{Parting.objects.get().pk}/")[0] == 200
    assert Identity.objects.filter(profile=buyer).count() == before
