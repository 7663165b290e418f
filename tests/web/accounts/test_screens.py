"""Every page of accounts, empty and filled, in three languages."""

from __future__ import annotations

import re

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from tests.web.accounts.conftest import NOW

from parcours.web.accounts.services.invitations import invite
from parcours.web.accounts.services.tokens import make_token

OWN = ["profile", "home", "tokens", "audit"]
SIGN_IN = ["mfa_index", "mfa_list_webauthn"]
CONFIRMED = ["account_change_password", "mfa_activate_totp", "mfa_add_webauthn"]
ENTRANCE = ["account_login", "account_reset_password", "account_reset_password_done", "account_inactive"]


def spoken(client: Client, address: str, language: str, status: int = 200) -> str:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    answer = client.get(address)
    assert answer.status_code == status, (address, answer.headers.get("Location"))
    text = answer.content.decode()
    direction = "rtl" if language == "he" else "ltr"
    assert f'<html lang="{language}" dir="{direction}"' in text
    assert not re.search(r"<script>|\sstyle=|\son[a-z]+=|javascript:", text)
    return text


@pytest.mark.parametrize("language", ["en", "fr", "he"])
@pytest.mark.parametrize("name", [*(f"accounts:{name}" for name in OWN), *SIGN_IN])
def test_a_signed_in_owner_sees_every_page_while_it_is_empty(owner, name, language):
    assert "<h1>" in spoken(owner, reverse(name), language)


@pytest.mark.parametrize("language", ["en", "fr", "he"])
@pytest.mark.parametrize("name", ENTRANCE)
def test_whoever_is_outside_sees_the_entrance(ana, name, language):
    assert "<h1>" in spoken(Client(), reverse(name), language)


@pytest.mark.parametrize("language", ["en", "fr", "he"])
def test_lists_show_what_is_there(owner, ana, ben, dov, language):
    actor = ana.actor
    invite(actor, "eva@example.org", "support", now=ana.made_at)
    make_token(actor, "till", ["see"], expires_at=None, now=NOW)
    assert "ben@example.org" in spoken(owner, reverse("accounts:home"), language)
    assert "till" in spoken(owner, reverse("accounts:tokens"), language)
    assert "invitation.made" in spoken(owner, reverse("accounts:audit"), language)
