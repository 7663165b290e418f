"""Signing in: what lets somebody in, what does not, and how often one may try."""

from __future__ import annotations

import base64
import hmac
import struct
import time

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core import mail
from django.test import Client
from django.urls import reverse
from tests.web.accounts.conftest import NOW, PASSWORD, signed_in

from parcours.state.audit import AuditEntry

LOGIN = "/door/login/"


def enter(client: Client, email: str, password: str = PASSWORD, **more: str):
    return client.post(LOGIN, {"login": email, "password": password, **more})


def is_in(client: Client) -> bool:
    return client.get(reverse("accounts:profile")).status_code == 200


def code_of(secret: str, at: float) -> str:
    """A code of an authenticator app, by RFC 6238."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    digest = hmac.digest(key, struct.pack(">Q", int(at) // 30), "sha1")
    start = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[start : start + 4])[0] & 0x7FFFFFFF) % 10**6:06}"


def with_app(client: Client) -> str:
    """Set an authenticator app up; return its secret."""
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    page = client.get(reverse("mfa_activate_totp")).content.decode()
    secret = page.partition("Type this key into the app:")[2].partition("<code")[2].partition(">")[2][:32]
    answer = client.post(reverse("mfa_activate_totp"), {"code": code_of(secret, time.time())})
    assert answer.status_code == 302, answer.content
    return secret


@pytest.mark.parametrize("email", ["ana@example.org", "ANA@Example.org", " ana@example.org "])
def test_an_address_and_its_password_let_in(ana, email):
    client = Client()
    assert enter(client, email)["Location"] == "/"
    assert is_in(client)


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(ana):
    answers = [
        enter(Client(), email, "wrong words entirely") for email in ("ana@example.org", "nobody@example.org")
    ]
    texts = [answer.context["form"].non_field_errors() for answer in answers]
    assert texts[0] == texts[1] == ["Address or password is not right."]


@pytest.mark.parametrize(
    ("language", "words"), [("fr", "L’adresse ou le mot de passe"), ("he", "הכתובת או הסיסמה")]
)
def test_mistakes_are_told_in_our_words(ana, language, words):
    client = Client(headers={"Accept-Language": language})
    assert words in enter(client, "ana@example.org", "wrong").content.decode()


def test_after_five_wrong_passwords_an_address_waits_five_minutes(ana):
    with time_machine.travel(NOW, tick=False) as clock:
        for _ in range(5):
            enter(Client(), ana.email, "wrong")
        late = Client()
        assert "Too many attempts" in enter(late, ana.email).content.decode()
        assert not is_in(late)
        clock.shift(301)
        enter(late, ana.email)
        assert is_in(late)


def test_one_place_may_not_try_many_addresses(ana):
    with time_machine.travel(NOW, tick=False):
        answers = [enter(Client(), f"user{n}@example.org", "wrong") for n in range(12)]
    assert "Too many attempts" in answers[-1].content.decode()


def test_behind_no_proxy_a_forged_address_changes_no_limit(ana):
    with time_machine.travel(NOW, tick=False):
        for n in range(12):
            forged = Client(headers={"X-Forwarded-For": f"192.0.2.{n}"})
            answer = enter(forged, f"user{n}@example.org", "wrong")
    assert "Too many attempts" in answer.content.decode()


def test_signing_in_changes_the_session_so_that_a_planted_one_is_worth_nothing(ana, ben):
    victim = signed_in(ben)
    planted = victim.cookies[settings.SESSION_COOKIE_NAME].value
    victim.post(reverse("account_logout"))
    victim.cookies[settings.SESSION_COOKIE_NAME] = planted
    enter(victim, ana.email)
    assert victim.cookies[settings.SESSION_COOKIE_NAME].value != planted
    thief = Client()
    thief.cookies[settings.SESSION_COOKIE_NAME] = planted
    assert not is_in(thief)


def test_signing_out_forgets_the_session(ana):
    client = Client()
    enter(client, ana.email)
    key = client.cookies[settings.SESSION_COOKIE_NAME].value
    client.get(reverse("account_logout"))
    assert is_in(client)  # a link alone signs nobody out
    client.post(reverse("account_logout"))
    assert not is_in(client)
    assert not Session.objects.filter(pk=key).exists()


@pytest.mark.parametrize(("remember", "age"), [({}, ""), ({"remember": "on"}, 14 * 86400)])
def test_a_session_ends_with_the_browser_unless_asked_to_stay(ana, remember, age):
    client = Client()
    enter(client, ana.email, **remember)
    assert client.cookies[settings.SESSION_COOKIE_NAME]["max-age"] == age


def test_a_session_is_over_after_14_days(ana):
    client = Client()
    with time_machine.travel(NOW) as clock:
        enter(client, ana.email, remember="on")
        clock.shift(13 * 86400)
        assert is_in(client)
        clock.shift(2 * 86400)
        assert not is_in(client)


def test_expired_sessions_are_swept_when_somebody_comes(ana, ben):
    with time_machine.travel(NOW) as clock:
        enter(Client(), ana.email, remember="on")
        clock.shift(15 * 86400)
        enter(Client(), ben.email)
        assert Session.objects.count() == 1


@pytest.mark.parametrize("address", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_signing_in_leads_nowhere_else(ana, address):
    assert enter(Client(), ana.email, next=address)["Location"] == "/"


def test_signing_in_leads_to_where_one_wanted_to_go(ana):
    assert enter(Client(), ana.email, next="/users/")["Location"] == "/users/"


def test_with_an_app_a_password_alone_does_not_let_in(ana):
    secret = with_app(signed_in(ana))
    client = Client()
    assert enter(client, ana.email)["Location"] == reverse("mfa_authenticate")
    assert not is_in(client)
    assert not is_in(_with_code(client, "000000"))
    with time_machine.travel(time.time() + 60):
        assert is_in(_with_code(client, code_of(secret, time.time())))


def test_a_code_works_once(ana):
    secret = with_app(signed_in(ana))
    with time_machine.travel(time.time() + 60, tick=False):
        code = code_of(secret, time.time())
        first, second = Client(), Client()
        for client in (first, second):
            enter(client, ana.email)
            _with_code(client, code)
    assert is_in(first)
    assert not is_in(second)


def test_codes_cannot_be_guessed(ana):
    secret = with_app(signed_in(ana))
    client = Client()
    enter(client, ana.email)
    with time_machine.travel(time.time() + 60, tick=False):
        for n in range(6):
            _with_code(client, f"{n:06}")
        assert not is_in(_with_code(client, code_of(secret, time.time())))


def test_a_recovery_code_lets_in_once(ana):
    client = signed_in(ana)
    with_app(client)
    text = client.get(reverse("mfa_download_recovery_codes")).content.decode()
    code = text.split()[0]
    for expected in (True, False):
        fresh = Client()
        enter(fresh, ana.email)
        assert is_in(_with_code(fresh, code)) is expected


def test_the_secret_of_an_app_is_unreadable_in_the_database(ana):
    secret = with_app(signed_in(ana))
    assert secret not in str(list(Authenticator.objects.values_list("data", flat=True)))


def test_two_step_sign_in_is_not_changed_without_the_password(ana):
    client = signed_in(ana)
    answer = client.get(reverse("mfa_activate_totp"))
    assert answer["Location"].startswith(reverse("account_reauthenticate"))
    client.post(reverse("account_reauthenticate"), {"password": "wrong"})
    assert client.get(reverse("mfa_activate_totp")).status_code == 302


def test_a_changed_password_ends_the_other_sessions(ana):
    here, there = Client(), Client()
    enter(here, ana.email)
    enter(there, ana.email)
    here.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    new = {"oldpassword": PASSWORD, "password1": "nine loud sparrows", "password2": "nine loud sparrows"}
    assert here.post(reverse("account_change_password"), new).status_code == 302
    assert is_in(here)
    assert not is_in(there)


def test_without_mail_the_reset_page_says_whom_to_ask(ana):
    text = Client().get(reverse("account_reset_password")).content.decode()
    assert "parcours owner" in text
    assert '<input type="email"' not in text


def test_a_forgotten_password_is_set_anew_by_mail(ana):
    page = Client()
    page.post(reverse("account_reset_password"), {"email": "ANA@example.org"})
    (letter,) = mail.outbox
    assert letter.to == ["ana@example.org"]
    assert letter.subject == "Shop of the tests: set a new password"
    link = letter.body.partition("http://testserver")[2].split()[0]
    form = page.get(link)["Location"]
    new = {"password1": "nine loud sparrows", "password2": "nine loud sparrows"}
    page.post(form, new)
    client = Client()
    enter(client, ana.email, "nine loud sparrows")
    assert is_in(client)


def test_asking_for_an_unknown_address_answers_alike_and_sends_nothing(ana):
    answers = [
        Client().post(reverse("account_reset_password"), {"email": email})
        for email in ("ana@example.org", "nobody@example.org")
    ]
    assert answers[0]["Location"] == answers[1]["Location"]
    assert len(mail.outbox) == 1


def test_the_audit_log_tells_who_came_and_who_was_refused(ana):
    client = Client()
    enter(client, ana.email, "wrong")
    enter(client, "nobody@example.org", "secret typed into the wrong field")
    enter(client, ana.email)
    client.post(reverse("account_logout"))
    told = list(AuditEntry.objects.order_by("id").values_list("action", "actor_name", "subject"))
    assert told == [
        ("user.sign_in_refused", "sign-in", f"user:{ana.pk}"),
        ("user.sign_in_refused", "sign-in", "user:unknown"),
        ("user.signed_in", ana.email, f"user:{ana.pk}"),
        ("user.signed_out", ana.email, f"user:{ana.pk}"),
    ]
    assert "nobody" not in str(list(AuditEntry.objects.values()))


def test_the_audit_log_tells_of_second_factors(ana, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        with_app(signed_in(ana))
    assert AuditEntry.objects.filter(action="user.factor_added", details={"factor": "totp"}).exists()


def test_nobody_signs_up(ana):
    for way in ("/door/signup/", "/accounts/signup/", "/door/email/"):
        assert Client().get(way).status_code == 404


def _with_code(client: Client, code: str) -> Client:
    client.post(reverse("mfa_authenticate"), {"code": code})
    return client
