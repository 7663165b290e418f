"""Owners decide who may do what, and the shop always has one."""

from __future__ import annotations

from threading import Barrier, Thread

import pytest
from allauth.mfa.models import Authenticator
from django.db import connection
from django.test import Client
from django.urls import reverse
from tests.web.accounts.conftest import NOW, PASSWORD, make, signed_in

from parcours.state.actor import DeniedError
from parcours.state.audit import AuditEntry
from parcours.web.accounts.errors import LastOwnerError
from parcours.web.accounts.models import Policy, User
from parcours.web.accounts.services import users


def enter(email: str, password: str = PASSWORD) -> Client:
    client = Client()
    client.post(reverse("account_login"), {"login": email, "password": password})
    return client


def is_in(client: Client) -> bool:
    return client.get(reverse("accounts:profile")).status_code == 200


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("role", {"role": "owner"}),
        ("active", {"deactivate": "1"}),
        ("reset_sign_in", {}),
        ("policy", {"two_factor": "1"}),
        ("invite", {"email": "eva@example.org", "role": "owner"}),
        ("tokens", {"name": "till", "scope": "see", "days": "30"}),
    ],
)
def test_a_marketer_who_posts_to_an_owners_address_changes_nothing(ana, ben, name, form):
    args = [ben.pk] if name in ("role", "active", "reset_sign_in") else []
    answer = signed_in(ben).post(reverse(f"accounts:{name}", args=args), form)
    assert answer.status_code == 403
    ben.refresh_from_db()
    assert (ben.role, ben.is_active) == ("marketer", True)
    assert not AuditEntry.objects.exclude(action="user.signed_in").exists()


@pytest.mark.parametrize(
    "verb",
    [
        lambda actor, pk: users.change_role(actor, pk, "owner", now=NOW),
        lambda actor, pk: users.deactivate(actor, pk, now=NOW),
        lambda actor, pk: users.activate(actor, pk, now=NOW),
        lambda actor, pk: users.reset_sign_in(actor, pk, now=NOW),
        lambda actor, _: users.require_two_factor(actor, wanted=True, now=NOW),
    ],
)
def test_every_verb_asks_for_the_permission_itself(ana, ben, verb):
    with pytest.raises(DeniedError):
        verb(ben.actor, ana.pk)
    assert not Policy.objects.exists()


def test_a_new_role_counts_from_the_next_request(ana, owner, ben):
    client = signed_in(ben)
    assert client.get(reverse("accounts:home")).status_code == 403
    owner.post(reverse("accounts:role", args=[ben.pk]), {"role": "owner"})
    assert client.get(reverse("accounts:home")).status_code == 200
    entry = AuditEntry.objects.get(action="user.role_changed")
    assert (entry.actor_name, entry.details) == (ana.email, {"before": "marketer", "after": "owner"})


@pytest.mark.parametrize("form", [{"role": "emperor"}, {}, {"role": ""}])
def test_a_role_that_does_not_exist_is_refused(owner, ben, form):
    assert owner.post(reverse("accounts:role", args=[ben.pk]), form).status_code == 422
    ben.refresh_from_db()
    assert ben.role == "marketer"


def test_a_form_that_says_nothing_closes_no_account(owner, ben):
    assert owner.post(reverse("accounts:active", args=[ben.pk]), {}).status_code == 422
    ben.refresh_from_db()
    assert ben.is_active


@pytest.mark.parametrize("form", [("role", {"role": "viewer"}), ("active", {"deactivate": "1"})])
def test_the_last_owner_stays(owner, ana, form):
    name, given = form
    answer = owner.post(reverse(f"accounts:{name}", args=[ana.pk]), given, follow=True)
    assert "The shop needs an owner" in answer.content.decode()
    ana.refresh_from_db()
    assert (ana.role, ana.is_active) == ("owner", True)


@pytest.mark.django_db(transaction=True)
def test_two_owners_who_demote_each_other_at_once_leave_one():
    pair = [make("Ana", "owner"), make("Eva", "owner")]
    start, refused = Barrier(2), []

    def demote(actor: User, other: User) -> None:
        start.wait()
        try:
            users.change_role(actor.actor, other.pk, "viewer", now=NOW)
        except LastOwnerError:
            refused.append(actor)
        finally:
            connection.close()

    threads = [Thread(target=demote, args=two) for two in (pair, pair[::-1])]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(refused) == User.objects.filter(role="owner").count() == 1


def test_a_deactivated_user_is_out_at_once_and_stays_out(owner, ben):
    client = enter(ben.email)
    assert is_in(client)
    owner.post(reverse("accounts:active", args=[ben.pk]), {"deactivate": "1"})
    assert not is_in(client)
    assert not is_in(enter(ben.email))
    owner.post(reverse("accounts:active", args=[ben.pk]), {"activate": "1"})
    assert is_in(enter(ben.email))


def test_a_reset_ends_everything_and_gives_a_link_that_works_once(owner, ben):
    client = enter(ben.email)
    Authenticator.objects.create(user=ben, type=Authenticator.Type.TOTP, data={"secret": "x"})
    answer = owner.post(reverse("accounts:reset_sign_in", args=[ben.pk]))
    link = answer.content.decode().partition("http://testserver")[2].partition('"')[0]
    assert not is_in(client)
    assert not is_in(enter(ben.email))
    assert not Authenticator.objects.exists()
    fresh = Client()
    form = fresh.get(link)["Location"]
    words = {"password1": "nine loud sparrows", "password2": "nine loud sparrows"}
    assert fresh.post(form, words).status_code == 302
    assert is_in(enter(ben.email, "nine loud sparrows"))
    assert "does not work" in Client().get(link).content.decode()


def test_a_user_changes_their_own_name_and_language(ana, ben):
    client = signed_in(ben)
    client.cookies["parcours_language"] = "en"
    client.post(reverse("accounts:profile"), {"name": "Benjamin", "language": "fr", "role": "owner"})
    ben.refresh_from_db()
    assert (ben.name, ben.language, ben.role) == ("Benjamin", "fr", "marketer")
    assert '<html lang="fr"' in client.get(reverse("accounts:profile")).content.decode()


def test_somebody_signs_out_everywhere_else(ben, ana):
    here, there = enter(ben.email), enter(ben.email)
    here.post(reverse("accounts:end_sessions"))
    assert is_in(here)
    assert not is_in(there)


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", "\u202egro.elpmaxe@", "{{ 7 }}", "'\"><b>"])
def test_a_hostile_name_is_only_text(owner, ben, name):
    User.objects.filter(pk=ben.pk).update(name=name)
    text = owner.get(reverse("accounts:home")).content.decode()
    assert "<script>alert" not in text
    assert "<b>" not in text.replace("<bdi>", "")


@pytest.mark.parametrize("number", ["0", "999", "9" * 30])
def test_a_number_of_nobody_is_told(owner, number):
    for way, form in (("role", {"role": "viewer"}), ("active", {"deactivate": "1"}), ("sign-in", {})):
        answer = owner.post(f"/users/{number}/{way}/", form, follow=True)
        assert "not there any more" in answer.content.decode()
    assert owner.post(f"/users/invitations/{number}/withdraw/").status_code == 302
    assert owner.post(f"/tokens/{number}/revoke/").status_code == 302
