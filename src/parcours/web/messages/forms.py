"""What people enter about sending."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from parcours.errors import InputError
from parcours.messaging.addresses import normal
from parcours.messaging.selectors import Sending
from parcours.messaging.server import SECURITIES, Server, is_this_machine
from parcours.web.design.books import say, say_later


def _text(name: str, longest: int, *, required: bool = True, **attributes: str) -> forms.CharField:
    return forms.CharField(
        label=say_later(f"messages.server.{name}"),
        help_text=say_later(f"messages.server_hints.{name}"),
        max_length=longest,
        required=required,
        widget=forms.TextInput({"autocomplete": "off", **attributes}),
    )


class ServerForm(forms.Form):
    """How mail leaves. The password is never shown again."""

    host = _text("host", 253, dir="ltr")
    security = forms.ChoiceField(
        label=say_later("messages.server.security"),
        help_text=say_later("messages.server_hints.security"),
        choices=lambda: [(name, say(f"messages.securities.{name}")) for name in SECURITIES],
    )
    port = forms.IntegerField(
        label=say_later("messages.server.port"),
        help_text=say_later("messages.server_hints.port"),
        min_value=1,
        max_value=65_535,
        localize=False,
    )
    user = _text("user", 254, required=False, dir="ltr")
    password = forms.CharField(
        label=say_later("messages.server.password"),
        required=False,
        strip=False,
        max_length=1_000,
        widget=forms.PasswordInput({"autocomplete": "new-password", "dir": "ltr"}),
    )
    from_name = _text("from_name", 100)
    from_address = _text("from_address", 254, dir="ltr", inputmode="email")
    reply_to = _text("reply_to", 254, required=False, dir="ltr", inputmode="email")

    def __init__(self, *args: Any, sending: Sending, **more: Any) -> None:
        super().__init__(*args, **more)
        kept = "kept" if sending.has_password else "new"
        self.fields["password"].help_text = say(f"messages.server_hints.password_{kept}")

    def clean_from_address(self) -> str:
        """One that mail can come from."""
        return _address(self.cleaned_data["from_address"])

    def clean_reply_to(self) -> str:
        """One that answers can go to, or none."""
        given: str = self.cleaned_data["reply_to"]
        return _address(given) if given else ""

    def clean(self) -> dict[str, Any]:
        """In the open only to this machine."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if given.get("security") == "none" and not is_this_machine(given.get("host", "")):
            self.add_error("security", say("messages.errors.open"))
        return given

    def server(self) -> Server | None:
        """Return what was entered; None, with the reason in the form, where no mail could leave so."""
        try:
            return Server(**self.cleaned_data)
        except InputError:
            self.add_error("host", say("messages.errors.host"))
            return None


class ProofForm(forms.Form):
    """The code that came by mail."""

    code = forms.CharField(
        label=say_later("messages.proof.code"),
        max_length=20,
        widget=forms.TextInput({"autocomplete": "one-time-code", "inputmode": "numeric", "dir": "ltr"}),
    )


class PauseForm(forms.Form):
    """Why nothing is to leave."""

    reason = forms.CharField(
        label=say_later("messages.pause.reason"), help_text=say_later("messages.pause.hint"), max_length=200
    )


def _address(text: str) -> str:
    try:
        return normal(text)
    except InputError as error:
        raise ValidationError(say("messages.errors.address")) from error
