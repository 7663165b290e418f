"""What the library of sign-in asks us: secrets are encrypted, and what went wrong is told in our words."""

from __future__ import annotations

import base64
import hashlib
import ipaddress
from typing import Any
from urllib.parse import urlsplit

import qrcode
from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import lazy
from qrcode.image.svg import SvgPathFillImage

from parcours.web.accounts.links import absolute
from parcours.web.accounts.models import User
from parcours.web.design.books import say

_later = lazy(say, str)


_WAYS = {
    "reauthenticate": "accounts.confirm.by_password",
    "mfa_reauthenticate": "accounts.confirm.by_code",
    "mfa_reauthenticate:webauthn": "accounts.passkeys.use",
}


def _phrases(*names: str) -> dict[str, Any]:
    return {name: _later(f"accounts.door.{name}") for name in names}


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # the library has no types
    """Sign-in, passwords, and their mistakes."""

    error_messages = {  # noqa: RUF012 - the library's own name and kind
        **DefaultAccountAdapter.error_messages,
        **_phrases(
            "account_inactive",
            "email_password_mismatch",
            "enter_current_password",
            "incorrect_code",
            "incorrect_password",
            "invalid_login",
            "invalid_password_reset",
            "rate_limited",
            "too_many_login_attempts",
            "unknown_email",
        ),
    }

    def get_reauthentication_methods(self, user: User) -> list[dict[str, str]]:
        """Say the ways in our words; who has a passkey and no app is asked for the passkey first."""
        ways: list[dict[str, str]] = super().get_reauthentication_methods(user)
        if not self._has_app(user):
            ways.sort(key=lambda way: way["id"] == "mfa_reauthenticate")
        return [{**way, "description": say(_WAYS[way["id"]])} for way in ways]

    def _has_app(self, user: User) -> bool:
        return Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists()

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are made by invitation."""
        del request
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Name the shop in the subject."""
        super().send_mail(template_prefix, email, {**context, "shop": _shop_name()})

    def get_reset_password_from_key_url(self, key: str) -> str:
        """Lead to the shop's own address."""
        asked: str = super().get_reset_password_from_key_url(key)
        return absolute(self.request, urlsplit(asked).path)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Go back to the profile."""
        del request
        return reverse("accounts:profile")


class MFAAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # the library has no types
    """Second factors and passkeys."""

    error_messages = {  # noqa: RUF012 - the library's own name and kind
        **DefaultMFAAdapter.error_messages,
        **_phrases("cannot_generate_recovery_codes", "incorrect_code"),
    }

    def get_totp_issuer(self) -> str:
        """Name the shop in the authenticator app."""
        return _shop_name()

    def build_totp_svg(self, url: str) -> str:
        """Draw on white: in the dark no camera could read it."""
        drawn = qrcode.make(url, image_factory=SvgPathFillImage)
        return drawn.to_string(encoding="unicode")

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Name the shop in the passkey."""
        entity: dict[str, str] = super().get_public_key_credential_rp_entity()
        return {**entity, "name": _shop_name()}

    def generate_authenticator_name(self, user: User, type: str) -> str:  # noqa: A002 - the library's name
        """Leave the name to the user, with a start."""
        del user, type
        return say("accounts.passkeys.first_name")

    def encrypt(self, text: str) -> str:
        """Keep the secret of an app unreadable to whoever has the database alone."""
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Read it again."""
        return _box().decrypt(encrypted_text.encode()).decode()


def can_have_passkeys(request: HttpRequest) -> bool:
    """Return whether browsers take passkeys at this address: they want a name, and https or this machine."""
    host = urlsplit(f"//{request.get_host()}").hostname or ""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return request.is_secure() or host == "localhost"
    return False


def _box() -> Fernet:
    key = hashlib.sha256(b"authenticators" + str(settings.SECRET_KEY).encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))


def _shop_name() -> str:
    name: str = settings.SHOP.settings.name  # type: ignore[misc]  # a setting of our own
    return name
