"""Django's settings for who may enter: users, sessions, passwords, cookies, addresses."""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

APPS = (
    "django.contrib.auth",
    "django.contrib.sessions",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "parcours.web.accounts.apps.AccountsConfig",
)
# Before languages and messages, which ask for a session.
SESSION = (
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
)
# Next to the views.
GATE = (
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "parcours.web.accounts.gate.language_of_user",
    "parcours.web.accounts.gate.Gate",
    "parcours.web.explore.opening.Opening",
)

_OUR_FORMS = "parcours.web.accounts.door_forms."
_FORMS = {
    "login": f"{_OUR_FORMS}Login",
    "change_password": f"{_OUR_FORMS}ChangePassword",
    "set_password": f"{_OUR_FORMS}SetPassword",
    "reset_password": f"{_OUR_FORMS}ResetPassword",
    "reset_password_from_key": f"{_OUR_FORMS}NewPassword",
    "reauthenticate": f"{_OUR_FORMS}Reauthenticate",
}
_MFA_FORMS = {
    "authenticate": f"{_OUR_FORMS}Authenticate",
    "reauthenticate": f"{_OUR_FORMS}ReauthenticateByCode",
    "activate_totp": f"{_OUR_FORMS}ActivateTOTP",
    "add_webauthn": f"{_OUR_FORMS}AddPasskey",
    "edit_webauthn": f"{_OUR_FORMS}RenamePasskey",
}
_FORWARDED = ("HTTP_X_FORWARDED_FOR", "HTTP_FORWARDED", "HTTP_X_REAL_IP")
_THIS_MACHINE = ["localhost", "127.0.0.1", "[::1]"]
_SHORTEST_PASSWORD = 10
_YEAR = timedelta(days=365)
_REMEMBERED = timedelta(days=14)


def security_settings(address: str) -> dict[str, Any]:
    """Return the settings for an application that browsers find at an address; empty is this machine."""
    return {**_users(), **_passwords(), **_sign_in(), **_cookies(), **_served(address)}


def is_this_machine(meta: Mapping[str, Any]) -> bool:
    """Whether a request of this ``META`` comes from this machine; what a proxy passes on bears a mark.

    >>> is_this_machine({"REMOTE_ADDR": "::1"}), is_this_machine({"REMOTE_ADDR": "203.0.113.5"})
    (True, False)
    >>> is_this_machine({"REMOTE_ADDR": "127.0.0.1", "HTTP_FORWARDED": "for=203.0.113.5"})
    False
    """
    try:
        address = ipaddress.ip_address(meta.get("REMOTE_ADDR", ""))
    except ValueError:
        return False
    return address.is_loopback and not any(name in meta for name in _FORWARDED)


def sender(meta: Mapping[str, Any], *, behind_proxy: bool) -> str:
    """Return the address that a request of this ``META`` comes from; a proxy of ours adds it as the last.

    >>> sender({"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": "forged, 203.0.113.5"}, behind_proxy=True)
    '203.0.113.5'
    >>> sender({"REMOTE_ADDR": "192.0.2.1", "HTTP_X_FORWARDED_FOR": "203.0.113.5"}, behind_proxy=False)
    '192.0.2.1'
    """
    told = str(meta.get("HTTP_X_FORWARDED_FOR", "")).rpartition(",")[2].strip() if behind_proxy else ""
    try:
        return str(ipaddress.ip_address(told or meta.get("REMOTE_ADDR", "")))
    except ValueError:
        return ""


def _users() -> dict[str, Any]:
    return {
        "AUTH_USER_MODEL": "accounts.User",
        "AUTHENTICATION_BACKENDS": ["allauth.account.auth_backends.AuthenticationBackend"],
        "LOGIN_URL": "/door/login/",
        "LOGIN_REDIRECT_URL": "/",
        "LOGOUT_REDIRECT_URL": "/door/login/",
        "EMAIL_BACKEND": "parcours.messaging.backend.OutboxBackend",
        # Limits of attempts are counted here: nobody may push a count out by filling it.
        "CACHES": {
            "default": {
                "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
                "OPTIONS": {"MAX_ENTRIES": 100_000},
            }
        },
    }


def _passwords() -> dict[str, Any]:
    rules = "parcours.web.accounts.passwords."
    return {
        "AUTH_PASSWORD_VALIDATORS": [
            {"NAME": f"{rules}LongEnough", "OPTIONS": {"min_length": _SHORTEST_PASSWORD}},
            {"NAME": f"{rules}NotCommon"},
            {"NAME": f"{rules}NotOneself"},
        ],
        "PASSWORD_HASHERS": [
            "django.contrib.auth.hashers.ScryptPasswordHasher",
            "django.contrib.auth.hashers.PBKDF2PasswordHasher",
        ],
        "PASSWORD_RESET_TIMEOUT": int(timedelta(days=1).total_seconds()),
    }


def _sign_in() -> dict[str, Any]:
    return {
        "ACCOUNT_ADAPTER": "parcours.web.accounts.adapter.AccountAdapter",
        "ACCOUNT_LOGIN_METHODS": {"email"},
        "ACCOUNT_SIGNUP_FIELDS": ["email*", "password1*"],
        "ACCOUNT_USER_MODEL_USERNAME_FIELD": None,
        "ACCOUNT_USER_DISPLAY": str,
        # Addresses are verified by the link of the invitation.
        "ACCOUNT_EMAIL_VERIFICATION": "none",
        "ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS": False,
        "ACCOUNT_EMAIL_SUBJECT_PREFIX": "",
        "ACCOUNT_REAUTHENTICATION_REQUIRED": True,
        "ACCOUNT_FORMS": _FORMS,
        "MFA_FORMS": _MFA_FORMS,
        "MFA_ADAPTER": "parcours.web.accounts.adapter.MFAAdapter",
        "MFA_SUPPORTED_TYPES": ["totp", "webauthn", "recovery_codes"],
        "MFA_PASSKEY_LOGIN_ENABLED": True,
        # Phones' clocks are off by some seconds.
        "MFA_TOTP_TOLERANCE": 1,
    }


def _cookies() -> dict[str, Any]:
    return {
        "SESSION_COOKIE_NAME": "parcours_session",
        "SESSION_COOKIE_AGE": int(_REMEMBERED.total_seconds()),
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "CSRF_COOKIE_NAME": "parcours_csrf",
        "CSRF_COOKIE_HTTPONLY": True,
        "CSRF_COOKIE_SAMESITE": "Lax",
        "X_FRAME_OPTIONS": "DENY",
        "SECURE_REFERRER_POLICY": "same-origin",
        "SECURE_CONTENT_TYPE_NOSNIFF": True,
        "SECURE_CROSS_ORIGIN_OPENER_POLICY": "same-origin",
    }


def _served(address: str) -> dict[str, Any]:
    host = urlsplit(address).hostname
    hosts = [*_THIS_MACHINE, *([f"[{host}]" if ":" in host else host] if host else [])]
    origin = {"ALLOWED_HOSTS": hosts, "CSRF_TRUSTED_ORIGINS": [address] if address else []}
    return {**origin, **_behind_https()} if address.startswith("https://") else origin


def _behind_https() -> dict[str, Any]:
    return {
        "SESSION_COOKIE_SECURE": True,
        "CSRF_COOKIE_SECURE": True,
        "LANGUAGE_COOKIE_SECURE": True,
        "ACCOUNT_DEFAULT_HTTP_PROTOCOL": "https",
        "SECURE_HSTS_SECONDS": int(_YEAR.total_seconds()),
        # The proxy that brings https says so, and says who asks: the last address that it adds.
        "SECURE_PROXY_SSL_HEADER": ("HTTP_X_FORWARDED_PROTO", "https"),
        "ALLAUTH_TRUSTED_PROXY_COUNT": 1,
    }
