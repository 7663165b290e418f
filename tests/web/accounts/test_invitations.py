"""Links let in one person, once, for a time."""

from __future__ import annotations

from datetime import timedelta
from threading import Barrier, Thread

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.web.accounts.conftest import NOW, PASSWORD, make, signed_in

from parcours.state.actor import DeniedError
from parcours.state.audit import AuditEntry
from parcours.web.accounts import codes
from parcours.web.accounts.errors import DeadLinkError, TakenError
from parcours.web.accounts.models import Invitation, User
from parcours.web.accounts.services.invitations import (
    Newcomer,
    accept,
    first_run_link,
    invite,
    owner_link,
)

BASE = "http://localhost:8000"
EVA = {"name": "Eva", "email": "Eva@Example.org", "password": PASSWORD}


def way(link: str) -> str:
    return link.removeprefix(BASE)


@pytest.mark.django_db
def test_the_first_link_makes_the_owner_and_signs_them_in():
    client = Client()
    link = way(first_run_link(f"{BASE}/", timezone.now()))
    assert client.get(link).status_code == 200
    assert client.post(link, EVA)["Location"] == "/"
    user = User.objects.get()
    assert (user.email, user.role, user.language) == ("eva@example.org", "owner", "en")
    assert user.check_password(PASSWORD)
    assert client.get(reverse("accounts:home")).status_code == 200
    assert first_run_link(BASE, timezone.now()) is None


@pytest.mark.django_db
def test_the_link_is_not_in_the_database():
    link = first_run_link(BASE, NOW)
    kept = Invitation.objects.get()
    assert kept.digest == codes.digest(link.rpartition("/")[2])
    assert link.rpartition("/")[2] not in str(vars(kept)) + str(list(AuditEntry.objects.values()))


@pytest.mark.django_db
def test_a_used_link_is_dead():
    link = way(first_run_link(BASE, timezone.now()))
    Client().post(link, EVA)
    for answer in (Client().get(link), Client().post(link, {**EVA, "email": "mallory@example.org"})):
        assert answer.status_code == 410
    assert User.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(("hours", "status"), [(23.9, 200), (24, 410)])
def test_the_first_link_works_for_24_hours(hours, status):
    link = way(first_run_link(BASE, NOW))
    with time_machine.travel(NOW + timedelta(hours=hours), tick=False):
        assert Client().get(link).status_code == status


@pytest.mark.parametrize(("days", "status"), [(6.9, 200), (7, 410)])
def test_an_invitation_works_for_7_days(ana, days, status):
    code = invite(ana.actor, "eva@example.org", "support", now=NOW)
    with time_machine.travel(NOW + timedelta(days=days), tick=False):
        assert Client().get(reverse("accounts:welcome", args=[code])).status_code == status


def test_a_new_link_ends_the_one_before(ana):
    before, after = owner_link(BASE, timezone.now()), owner_link(BASE, timezone.now())
    assert Client().get(way(before)).status_code == 410
    assert Client().get(way(after)).status_code == 200


def test_an_invitation_gives_its_role_and_address_whatever_the_form_says(ana):
    link = reverse(
        "accounts:welcome", args=[invite(ana.actor, "eva@example.org", "viewer", now=timezone.now())]
    )
    forged = {**EVA, "email": "mallory@example.org", "role": "owner"}
    assert Client().post(link, forged).status_code == 302
    eva = User.objects.get(name="Eva")
    assert (eva.email, eva.role) == ("eva@example.org", "viewer")


@pytest.mark.parametrize("password", ["", "short", "1234567890", "password12", "eva@example.org"], ids=str)
def test_a_poor_password_is_refused_and_the_link_lives_on(ana, password):
    link = reverse(
        "accounts:welcome", args=[invite(ana.actor, "eva@example.org", "viewer", now=timezone.now())]
    )
    answer = Client().post(link, {**EVA, "password": password})
    assert answer.status_code == 422
    assert "id_password_error" in answer.content.decode()
    assert Client().post(link, EVA).status_code == 302


@pytest.mark.parametrize(
    ("password", "words"),
    [("קצר", "דרושים לפחות 10 תווים"), ("password123", "נפוצה מדי"), ("eva@example", "דומה מדי")],
)
def test_what_is_wrong_with_a_password_is_told_in_hebrew(ana, password, words):
    link = reverse(
        "accounts:welcome", args=[invite(ana.actor, "eva@example.org", "viewer", now=timezone.now())]
    )
    answer = Client(headers={"Accept-Language": "he"}).post(link, {**EVA, "password": password})
    assert words in answer.content.decode()


def test_a_password_may_hold_anything(ana):
    link = reverse(
        "accounts:welcome", args=[invite(ana.actor, "eva@example.org", "viewer", now=timezone.now())]
    )
    password = "  שבעה סוסים שקטים \U0001f434"
    assert Client().post(link, {**EVA, "password": password}).status_code == 302
    assert User.objects.get(name="Eva").check_password(password)


def test_somebody_with_a_passkey_alone_has_to_add_it_before_anything_else(ana):
    client = Client()
    link = reverse(
        "accounts:welcome", args=[invite(ana.actor, "eva@example.org", "owner", now=timezone.now())]
    )
    client.post(link, {"name": "Eva", "passkey": "1"})
    assert not User.objects.get(name="Eva").has_usable_password()
    assert client.get(reverse("accounts:home"))["Location"] == reverse("mfa_add_webauthn")


def test_only_owners_invite(ana, ben):
    with pytest.raises(DeniedError):
        invite(ben.actor, "eva@example.org", "viewer", now=NOW)
    assert (
        signed_in(ben)
        .post(reverse("accounts:invite"), {"email": "e@example.org", "role": "owner"})
        .status_code
        == 403
    )
    assert not Invitation.objects.exists()


def test_an_address_is_invited_once_and_never_when_it_has_an_account(ana):
    for _ in range(2):
        invite(ana.actor, "Eva@example.org", "viewer", now=NOW)
    assert Invitation.objects.filter(withdrawn_at=None).count() == 1
    with pytest.raises(TakenError):
        invite(ana.actor, "ANA@example.org", "viewer", now=NOW)


def test_an_owner_sees_the_link_once_and_can_withdraw_it(owner):
    answer = owner.post(reverse("accounts:invite"), {"email": "eva@example.org", "role": "support"})
    link = answer.content.decode().partition("http://testserver")[2].partition('"')[0]
    assert Client().get(link).status_code == 200
    assert link not in owner.get(reverse("accounts:home")).content.decode()
    owner.post(reverse("accounts:withdraw", args=[Invitation.objects.get().pk]))
    assert Client().get(link).status_code == 410


def test_a_withdrawn_invitation_cannot_be_withdrawn_again(ana, owner):
    invite(ana.actor, "eva@example.org", "viewer", now=NOW)
    with time_machine.travel(NOW):
        for _ in range(2):
            owner.post(reverse("accounts:withdraw", args=[Invitation.objects.get().pk]))
    assert AuditEntry.objects.filter(action="invitation.withdrawn").count() == 1


def test_an_invitation_takes_no_account_that_appeared_meanwhile(ana):
    code = invite(ana.actor, "eva@example.org", "owner", now=NOW)
    eva = make("Eva", "viewer")
    with pytest.raises(TakenError):
        accept(code, Newcomer(eva.email, "Mallory", "en", "nine loud sparrows"), now=NOW)
    eva.refresh_from_db()
    assert (eva.name, eva.role, eva.check_password(PASSWORD)) == ("Eva", "viewer", True)


def test_a_link_of_the_terminal_gives_a_lost_account_back(ana, owner):
    link = way(owner_link(BASE, timezone.now()))
    mine = {"name": "Ana", "email": "ana@example.org", "password": "nine loud sparrows"}
    assert Client().post(link, mine).status_code == 302
    ana.refresh_from_db()
    assert ana.check_password("nine loud sparrows")
    assert owner.get(reverse("accounts:home")).status_code == 302  # what was open before is signed out
    assert AuditEntry.objects.filter(action="user.recovered", subject=f"user:{ana.pk}").exists()


@pytest.mark.django_db(transaction=True)
def test_two_who_open_a_link_at_once_make_one_account():
    code = owner_link("", NOW).rpartition("/")[2]
    start, done = Barrier(2), []

    def come(name: str) -> None:
        start.wait()
        try:
            accept(code, Newcomer(f"{name}@example.org", name, "en", PASSWORD), now=NOW)
            done.append(name)
        except DeadLinkError:
            pass
        finally:
            connection.close()

    threads = [Thread(target=come, args=(name,)) for name in ("eva", "mallory")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(done) == User.objects.count() == 1
