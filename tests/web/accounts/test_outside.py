"""The application as somebody outside meets it: forged forms, forged headers, guesses, floods."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote

import pytest
import time_machine
from allauth.core.context import request_context
from allauth.mfa.webauthn.internal.auth import get_server
from django.conf import settings
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, RequestFactory, override_settings
from django.urls import resolve, reverse
from tests.web.accounts.conftest import NOW, PASSWORD, signed_in
from tests.web.test_addresses import addresses

from parcours.shop import Settings, Shop
from parcours.web.accounts import uploads
from parcours.web.accounts.marks import Door
from parcours.web.accounts.services.tokens import make_token
from parcours.web.api.auth import REFUSED_A_MINUTE
from parcours.web.security import security_settings

HTTPS = security_settings("https://shop.example")
EVIL = "//evil.example/"
# One press of a mail program (RFC 8058), and what browsers tell of themselves.
WITHOUT_PROOF = {"/unsubscribe/1/", "/csp/"}
BROUGHT = {"X-Forwarded-Proto": "https", "X-Forwarded-For": "192.0.2.1", "Host": "shop.example"}


def screens() -> Iterator[str]:
    return (address for address, asked in addresses() if asked is not Door.API)


def reset(client: Client, email: str = "ana@example.org", **headers: str) -> str:
    """Ask for a new password; return the link of the letter."""
    client.post(reverse("account_reset_password"), {"email": email}, headers=headers)
    return next(word for word in mail.outbox[-1].body.split() if "/door/" in word)


def test_every_form_of_the_application_asks_for_the_proof_that_it_is_ours():
    exempt = {each for each in screens() if getattr(resolve(unquote(each)).func, "csrf_exempt", False)}
    assert exempt == WITHOUT_PROOF


def one_of_each_feature() -> set[str]:
    return set({resolve(unquote(each)).func.__module__: each for each in screens()}.values())


def test_every_answer_is_guarded(ana):
    client = signed_in(ana)
    for address in (
        *one_of_each_feature(),
        "/nothing-here/",
        "/api/nothing",
        "/api/v1/me",
        "/messages/1/html/",
    ):
        answer = client.get(address)
        assert answer["X-Frame-Options"] == ("SAMEORIGIN" if address.endswith("/mail/") else "DENY"), address
        assert answer["Content-Security-Policy"].startswith("default-src "), address
        assert "unsafe" not in answer["Content-Security-Policy"] or address.endswith("/mail/"), address
        assert answer["X-Content-Type-Options"] == "nosniff", address
        assert answer["Referrer-Policy"] == "same-origin", address
        kept = set(answer["Cache-Control"].replace(",", " ").split())
        assert {"private", "no-store"} & kept or address.startswith("/look/"), address


@pytest.mark.parametrize(
    "wanted", ["//evil.example/", "https://evil.example", "/\\evil.example", "javascript:x"]
)
def test_what_leads_back_leads_to_our_own_pages_only(ana, wanted):
    client = signed_in(ana)
    note = {"kind": "place", "name": "Cart", "text": "Slow", "next": wanted}
    answers = (
        client.post("/map/notes/", note),
        client.get("/setup/moved/0/", {"next": wanted}),
        client.post("/preferences/", {"language": "fr", "next": wanted}),
    )
    for answer in answers:
        leads_to = answer.get("Location") or answer.get("HX-Redirect")
        assert leads_to == "/", answer.request["PATH_INFO"]


def test_a_new_password_ends_every_session_that_there_was(ana):
    thief, page = signed_in(ana), Client()
    link = reset(page)
    form = page.get(link)["Location"]
    page.post(form, {"password1": "nine loud sparrows", "password2": "nine loud sparrows"})
    assert thief.get(reverse("accounts:profile")).status_code == 302
    assert Client().get(link).status_code in (200, 302)
    spent = Client().get(link, follow=True)
    assert "password1" not in spent.content.decode()


def test_letters_for_a_new_password_cannot_be_asked_for_without_end(ana):
    for _ in range(12):
        Client().post(reverse("account_reset_password"), {"email": ana.email})
    assert len(mail.outbox) == 5


@pytest.mark.parametrize("host", ["localhost:4444", "shop.example:8443"])
def test_a_letter_leads_to_the_shops_own_address_whoever_asked_for_it(ana, tmp_path, host):
    shop = Shop.create(tmp_path / "shop", Settings(address="https://shop.example"))
    with override_settings(SHOP=shop, ALLOWED_HOSTS=HTTPS["ALLOWED_HOSTS"]):
        link = reset(Client(), Host=host)
        assert link.startswith("https://shop.example/door/password/reset/")
        invitation = signed_in(ana).post(
            reverse("accounts:invite"), {"email": "new@example.org", "role": "viewer"}, headers={"Host": host}
        )
    assert "https://shop.example/welcome/" in invitation.content.decode()


def test_what_a_proxy_says_counts_only_where_one_was_set_up(ana):
    forged = {"X-Forwarded-Proto": "https", "X-Forwarded-Host": "evil.example", "X-Forwarded-For": "::1"}
    client = Client(headers=forged)
    answer = client.post(reverse("account_login"), {"login": ana.email, "password": PASSWORD})
    assert client.cookies[settings.SESSION_COOKIE_NAME]["secure"] == ""
    assert "Strict-Transport-Security" not in answer.headers
    assert reset(Client(headers=forged)).startswith("http://testserver/")
    assert settings.USE_X_FORWARDED_HOST is settings.USE_X_FORWARDED_PORT is False


@pytest.mark.parametrize(
    ("origin", "holds"),
    [
        ("https://shop.example", True),
        ("http://shop.example", False),
        ("https://evil.example", False),
        ("https://shop.example.evil.example", False),
        ("https://evilshop.example", False),
    ],
)
def test_a_passkey_opens_the_shop_from_its_own_pages_only(ana, origin, holds):
    with override_settings(**HTTPS):
        asked = RequestFactory().get("/", headers={**BROUGHT, "X-Forwarded-Host": "evil.example"})
        with request_context(asked):
            server = get_server()
    assert server.rp.id == "shop.example"
    assert server._verify(origin) is holds


def test_guesses_of_tokens_are_slowed_down_and_a_valid_one_is_not(ana):
    key = make_token(ana.actor, "till", ["see"], expires_at=None, now=NOW)

    def ask(token: str, address: str) -> int:
        headers = {"Authorization": f"Bearer {token}"}
        return Client(headers=headers, REMOTE_ADDR=address).get("/api/v1/me").status_code

    with time_machine.travel(NOW, tick=False):
        guesses = [ask(f"pc_{n:010x}_guess", "192.0.2.1") for n in range(REFUSED_A_MINUTE + 2)]
        assert guesses == [401] * REFUSED_A_MINUTE + [429] * 2
        assert ask(key, "192.0.2.1") == 200
        assert ask("pc_0000000000_guess", "192.0.2.2") == 401


def test_nothing_is_kept_of_a_file_that_a_stranger_sends(ana):
    large = SimpleUploadedFile("a.bin", b"x" * 3_000_000)
    # Whoever keeps it would have to have this folder.
    with override_settings(FILE_UPLOAD_TEMP_DIR="/nowhere"):
        answer = Client().post(reverse("account_login"), {"login": "x", "password": "x", "file": large})
    assert answer.status_code == 200


@pytest.mark.parametrize(("size", "status"), [(1_000, 422), (1_001, 400)])
def test_a_file_may_be_so_large(ana, monkeypatch, size, status):
    monkeypatch.setattr(uploads, "MOST", 1_000)
    file = SimpleUploadedFile("steps.yaml", b"x" * size)
    address = reverse("template_editor:upload", args=["steps"])
    assert signed_in(ana).post(address, {"file": file}).status_code == status
