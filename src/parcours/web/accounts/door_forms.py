"""The library's forms in our words."""

from __future__ import annotations

from types import MappingProxyType
from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn

from parcours.web.accounts.labels import InOurWords


class Login(InOurWords, account.LoginForm):  # type: ignore[misc]
    """Address and password."""


_NEW_PASSWORD = MappingProxyType({"password1": "accounts.welcome.password_hint"})


class ChangePassword(InOurWords, account.ChangePasswordForm):  # type: ignore[misc]
    """The old and the new one."""

    hints = _NEW_PASSWORD


class SetPassword(InOurWords, account.SetPasswordForm):  # type: ignore[misc]
    """A first one, for somebody with a passkey."""

    hints = _NEW_PASSWORD


class ResetPassword(InOurWords, account.ResetPasswordForm):  # type: ignore[misc]
    """Where to send the link."""


class NewPassword(InOurWords, account.ResetPasswordKeyForm):  # type: ignore[misc]
    """The one that a link allows to set."""

    hints = _NEW_PASSWORD


class Reauthenticate(InOurWords, account.ReauthenticateForm):  # type: ignore[misc]
    """The password again."""


class Authenticate(InOurWords, mfa.AuthenticateForm):  # type: ignore[misc]
    """A code of the app, or a recovery code."""


class ReauthenticateByCode(InOurWords, mfa.ReauthenticateForm):  # type: ignore[misc]
    """A code again."""


class ActivateTOTP(InOurWords, totp.ActivateTOTPForm):  # type: ignore[misc]
    """The first code of an app."""


class AddPasskey(InOurWords, webauthn.AddWebAuthnForm):  # type: ignore[misc]
    """A name for what the browser makes; signing in with it alone is the rule."""

    hints = MappingProxyType({"passwordless": "accounts.passkeys.alone_hint"})

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["passwordless"].initial = True


class RenamePasskey(InOurWords, webauthn.EditWebAuthnForm):  # type: ignore[misc]
    """Another name."""
