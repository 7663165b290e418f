"""What people fill in."""

from __future__ import annotations

from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from parcours.state.access import ROLES, Permission
from parcours.web.accounts.labels import InOurWords
from parcours.web.accounts.models import Invitation, User
from parcours.web.design.books import say

# A token that manages users could make itself another; whatever needs that is done by somebody.
SCOPES: tuple[Permission, ...] = (
    "see",
    "see_personal",
    "edit_people",
    "erase_people",
    "edit_shop",
    "import",
    "message",
)
_EVER = "ever"
_LIVES = ("30", "90", "365", _EVER)


def _choices(section: str, names: tuple[str, ...]) -> Any:
    return lambda: [(name, say(f"accounts.{section}.{name}")) for name in names]


class WelcomeForm(InOurWords, forms.Form):
    """The first thing that a new user does."""

    hints = MappingProxyType({"password": "accounts.welcome.password_hint"})

    name = forms.CharField(max_length=100, widget=forms.TextInput({"autocomplete": "name"}))
    email = forms.EmailField(max_length=254, widget=forms.EmailInput({"autocomplete": "username"}))
    password = forms.CharField(
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, invitation: Invitation, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["password"].required = "passkey" not in self.data
        if invitation.email:
            self.fields["email"].initial = invitation.email
            self.fields["email"].disabled = True

    def clean(self) -> dict[str, Any]:
        """A password, unless a passkey is to come."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        password = given.get("password")
        if "passkey" in self.data:
            given["password"] = None
        elif password:
            self._check(password, given)
        return given

    def _check(self, password: str, given: dict[str, Any]) -> None:
        try:
            validate_password(password, User(email=given.get("email", ""), name=given.get("name", "")))
        except ValidationError as error:
            self.add_error("password", error)


class InviteForm(InOurWords, forms.Form):
    """Whom to invite, as what."""

    email = forms.EmailField(max_length=254, widget=forms.EmailInput({"autocomplete": "off"}))
    role = forms.ChoiceField(choices=_choices("roles", ROLES), initial="viewer")

    def clean_email(self) -> str:
        """Only somebody new."""
        email: str = self.cleaned_data["email"].lower()
        if User.objects.filter(email=email).exists():
            raise ValidationError(say("accounts.errors.taken"))
        return email


class RoleForm(InOurWords, forms.Form):
    """Another role."""

    role = forms.ChoiceField(choices=_choices("roles", ROLES))


class ProfileForm(InOurWords, forms.Form):
    """What a user says of themselves."""

    name = forms.CharField(max_length=100, widget=forms.TextInput({"autocomplete": "name"}))
    language = forms.ChoiceField(choices=lambda: settings.LANGUAGES)


class TokenForm(InOurWords, forms.Form):
    """What a token is for."""

    hints = MappingProxyType({"name": "accounts.tokens.name_hint"})

    name = forms.CharField(
        max_length=100,
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    scope = forms.MultipleChoiceField(
        choices=_choices("permissions", SCOPES), initial=["see"], widget=forms.CheckboxSelectMultiple
    )
    days = forms.ChoiceField(choices=_choices("tokens.lives", _LIVES), initial="365")

    def expires_at(self, now: datetime) -> datetime | None:
        """Return when it ends."""
        days = self.cleaned_data["days"]
        return None if days == _EVER else now + timedelta(days=int(days))
