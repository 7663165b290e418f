"""What protects every answer: hosts, forms, cookies, headers."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.core.checks import Tags, run_checks
from django.test import Client, override_settings
from django.urls import reverse
from tests.web.accounts.conftest import PASSWORD

from parcours.errors import InputError
from parcours.shop import Settings
from parcours.web.security import security_settings

PLAIN, SECURE = security_settings(""), security_settings("https://shop.example")
HTTPS = {name: value for name, value in SECURE.items() if value != PLAIN.get(name)}


@pytest.mark.parametrize(
    ("address", "hosts"),
    [
        ("", []),
        ("http://192.168.1.5:8000", ["192.168.1.5"]),
        ("https://shop.example", ["shop.example"]),
        ("http://[::2]:8000", ["[::2]"]),
    ],
)
def test_the_application_answers_at_its_address_and_on_this_machine(address, hosts):
    assert security_settings(address)["ALLOWED_HOSTS"] == ["localhost", "127.0.0.1", "[::1]", *hosts]


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "shop.example@evil.example"])
def test_another_host_gets_nothing(ana, host):
    with override_settings(ALLOWED_HOSTS=HTTPS["ALLOWED_HOSTS"]):
        answer = Client(headers={"Host": host}).get(reverse("account_login"))
    assert answer.status_code == 400
    assert host not in answer.content.decode()


@pytest.mark.parametrize(
    "address", ["shop.example", "ftp://shop.example", "https://shop.example/app", "https://"]
)
def test_an_address_that_is_none_is_refused(address):
    with pytest.raises(InputError, match="address"):
        Settings(address=address)


@pytest.mark.parametrize("name", ["account_login", "account_logout", "accounts:invite", "accounts:profile"])
def test_a_form_from_elsewhere_changes_nothing(ana, name):
    client = Client(enforce_csrf_checks=True)
    client.force_login(ana)
    assert client.post(reverse(name), {"login": ana.email, "password": PASSWORD}).status_code == 403


def test_a_form_from_another_origin_is_refused_even_with_the_proof(ana):
    with override_settings(**HTTPS):
        client = Client(
            enforce_csrf_checks=True, headers={"X-Forwarded-Proto": "https", "X-Forwarded-For": "192.0.2.1"}
        )
        page = client.get(reverse("account_login"), headers={"Host": "shop.example"})
        proof = page.content.decode().partition('csrfmiddlewaretoken" value="')[2].partition('"')[0]
        form = {"login": ana.email, "password": PASSWORD, "csrfmiddlewaretoken": proof}
        for origin, status in (("https://evil.example", 403), ("https://shop.example", 302)):
            answer = client.post(
                reverse("account_login"), form, headers={"Host": "shop.example", "Origin": origin}
            )
            assert answer.status_code == status


def test_cookies_are_kept_from_scripts_and_other_sites(ana):
    client = Client()
    client.get(reverse("account_login"))
    client.post(reverse("account_login"), {"login": ana.email, "password": PASSWORD})
    for name in (settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME):
        cookie = client.cookies[name]
        assert (cookie["httponly"], cookie["samesite"], cookie["secure"]) == (True, "Lax", "")


def test_behind_https_cookies_and_browsers_keep_to_it(ana):
    with override_settings(**HTTPS):
        client = Client(
            headers={"X-Forwarded-Proto": "https", "X-Forwarded-For": "192.0.2.1", "Host": "shop.example"}
        )
        answer = client.post(reverse("account_login"), {"login": ana.email, "password": PASSWORD})
    assert answer.status_code == 302
    assert client.cookies[settings.SESSION_COOKIE_NAME]["secure"] is True
    assert answer["Strict-Transport-Security"] == "max-age=31536000"


def test_without_https_browsers_are_told_nothing_about_it(ana):
    assert "Strict-Transport-Security" not in Client().get(reverse("account_login")).headers


def test_pages_cannot_be_framed_and_tell_other_sites_nothing(ana):
    answer = Client().get(reverse("account_login"))
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "frame-ancestors 'none'" in answer["Content-Security-Policy"]
    assert "no-store" in answer["Cache-Control"]


def test_the_deployment_check_of_django_finds_only_what_was_decided():
    """W005, W021: one host, not its whole domain. W008: the proxy that brings https redirects to it.

    W009 asks for a long key: ours is 128 random bits, written shorter than it likes.
    """
    with override_settings(**HTTPS):
        found = {message.id for message in run_checks(tags=[Tags.security], include_deployment_checks=True)}
    assert found <= {"security.W005", "security.W008", "security.W009", "security.W021"}


@pytest.mark.parametrize(
    ("host", "scheme", "offered"),
    [
        ("localhost:8000", "http", True),
        ("127.0.0.1:8000", "http", False),
        ("[::1]", "http", False),
        ("[::1]:8000", "https", False),
        ("shop.example", "http", False),
        ("shop.example", "https", True),
    ],
)
def test_passkeys_are_offered_where_browsers_take_them(ana, host, scheme, offered):
    seen = {"Host": host, "X-Forwarded-Proto": scheme, "X-Forwarded-For": "192.0.2.1"}
    with override_settings(**HTTPS):
        page = Client(headers=seen).get(reverse("account_login")).content.decode()
    assert ("passkey_login" in page) is offered
