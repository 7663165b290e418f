"""What people of the shop do to a profile happens, is said, and is written down; by those only who may."""

from __future__ import annotations

import io
import json
import zipfile

import pytest
from tests.web.explore.shop import signed_in
from tests.web.people.shop import NOW, answer

from parcours.people.models import Identity, Profile
from parcours.people.services import correct
from parcours.state.actor import TERMINAL
from parcours.state.audit import AuditEntry
from parcours.stream.models import Job

pytestmark = pytest.mark.django_db


def did(action: str) -> int:
    return AuditEntry.objects.filter(action=action).count()


def post(address: str, role: str = "owner", **told: str) -> str:
    response = signed_in(role).post(address, told, follow=True)  # type: ignore[arg-type]
    assert response.status_code == 200, response.content[:500]
    return response.content.decode()


@pytest.fixture
def other(buyer: int) -> int:
    """Another known person, with a name to be found by."""
    found = Profile.objects.filter(known=True).exclude(pk=buyer).order_by("-touchpoints")[0].pk
    correct(TERMINAL, found, "name", "Noa Other", now=NOW)
    return found


def test_a_correction_is_shown_and_noted(buyer: int) -> None:
    page = post(f"/people/{buyer}/correct/", name="city", value="Haifa")
    assert "The correction is entered." in page
    assert "The audit log keeps" in page
    assert "<bdi>Haifa</bdi>" in page
    assert did("profile.corrected") == 1


def test_an_agreement_needs_proof_and_a_refusal_none(buyer: int) -> None:
    refused = signed_in().post(f"/people/{buyer}/consent/", {"purpose": "sms", "given": "yes"})
    assert refused.status_code == 422
    assert "An agreement needs a word" in refused.content.decode()
    post(f"/people/{buyer}/consent/", purpose="sms", given="no")
    assert Profile.objects.get(pk=buyer).agrees_sms is False
    post(f"/people/{buyer}/consent/", purpose="sms", given="yes", evidence="by phone")
    assert Profile.objects.get(pk=buyer).agrees_sms is True
    assert did("profile.consent_entered") == 2


def test_staff_is_left_out_and_comes_back(buyer: int) -> None:
    assert "left out of all numbers" in post(f"/people/{buyer}/exclude/", reason="staff")
    assert Profile.objects.get(pk=buyer).excluded
    assert "counts again" in post(f"/people/{buyer}/exclude/")
    assert not Profile.objects.get(pk=buyer).excluded


def test_two_profiles_are_found_previewed_merged_and_parted(buyer: int, other: int) -> None:
    both = Profile.objects.get(pk=buyer).touchpoints + Profile.objects.get(pk=other).touchpoints
    assert f"/people/{buyer}/merge/{other}/" in answer(f"/people/{buyer}/merge/?q=noa+other")
    assert f"and {both:,} touchpoints" in answer(f"/people/{buyer}/merge/{other}/")
    page = post(f"/people/{buyer}/merge/{other}/", reason="the same phone")
    assert "the same phone" in page
    assert Profile.objects.get(pk=buyer).touchpoints == both
    number = page.partition("/undo/")[2].partition("/")[0]
    assert "apart again" in post(f"/people/{buyer}/undo/{number}/")
    assert Profile.objects.filter(pk=other).exists()
    assert (did("profile.merged"), did("profile.merge_undone")) == (1, 1)


def test_nobody_is_merged_with_themselves(buyer: int) -> None:
    assert signed_in().get(f"/people/{buyer}/merge/{buyer}/").status_code == 404


def test_an_identifier_is_taken_away_after_a_look(buyer: int) -> None:
    leaf = Identity.objects.filter(profile=buyer).exclude(leaf=buyer)[0].leaf
    assert "profile of its own" in answer(f"/people/{buyer}/separate/{leaf}/")
    post(f"/people/{buyer}/separate/{leaf}/")
    assert Identity.objects.get(leaf=leaf).profile == leaf


def test_the_export_holds_everything(buyer: int) -> None:
    response = signed_in("support").post(f"/people/{buyer}/export/")
    with zipfile.ZipFile(io.BytesIO(response.content)) as packed:
        lines = packed.read("touchpoints.ndjson").splitlines()
        profile = json.loads(packed.read("profile.json"))
        orders = json.loads(packed.read("orders.json"))
    person = Profile.objects.get(pk=buyer)
    assert len(lines) == person.touchpoints
    assert profile["listed"]["user_id"] == person.user_id
    assert len(orders) >= person.orders
    assert did("profile.exported") == 1


def test_erasing_says_what_goes_and_asks_for_the_word(buyer: int) -> None:
    person = Profile.objects.get(pk=buyer)
    assert f"{person.touchpoints:,} touchpoints, from the log itself" in answer(f"/people/{buyer}/erase/")
    assert signed_in().post(f"/people/{buyer}/erase/", {"typed": "yes"}).status_code == 422
    assert not Job.objects.exists()
    page = post(f"/people/{buyer}/erase/", typed="Erase")
    assert "Waiting for the worker" in page
    job = Job.objects.get()
    assert (job.kind, job.params) == ("erase", {"profile": buyer})


@pytest.mark.parametrize(("state", "said"), [("done", "Everything is erased"), ("failed", "did not end")])
def test_an_erasure_says_how_it_ended(buyer: int, state: str, said: str) -> None:
    post(f"/people/{buyer}/erase/", typed="erase")
    job = Job.objects.get()
    Job.objects.update(state=state)
    assert said in answer(f"/people/erasure/{job.pk}/", **{"HX-Request": "true"})


def test_other_jobs_are_none_of_this_page(buyer: int) -> None:
    who = {"actor_kind": "user", "actor_name": "x", "actor_role": "owner"}
    job = Job.objects.create(kind="import", asked_at=NOW, **who)
    for number in (job.pk, job.pk + 1, 2**63):
        assert signed_in().get(f"/people/erasure/{number}/").status_code == 404


@pytest.mark.parametrize(
    ("role", "page", "allowed"),
    [
        ("marketer", "correct", True),
        ("support", "merge", True),
        ("support", "erase", True),
        ("analyst", "exclude", True),
        ("analyst", "correct", False),
        ("marketer", "erase", False),
        ("marketer", "export", False),
        ("support", "exclude", False),
        ("viewer", "consent", False),
        ("viewer", "merge", False),
    ],
)
def test_roles_do_what_they_may(buyer: int, role: str, page: str, *, allowed: bool) -> None:
    response = signed_in(role).get(f"/people/{buyer}/{page}/")  # type: ignore[arg-type]
    assert response.status_code == (200 if allowed else 403)
