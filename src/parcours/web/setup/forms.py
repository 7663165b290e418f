"""What a shop is asked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import conf, forms
from django.core.exceptions import ValidationError

from parcours.errors import InputError
from parcours.shop import Settings
from parcours.shop.settings import WEEKDAYS
from parcours.touchpoints import parse_zone
from parcours.touchpoints.money.currencies import DIGITS
from parcours.web.design.books import say
from parcours.web.setup.countries import COMMON, zones

FIELDS = ("name", "zone", "currency", "first_weekday", "language", "address")


class ZoneInput(forms.TextInput):
    """A time zone: typed, with all zones to choose from. A script suggests the browser's."""

    template_name = "setup/zone_input.html"

    def __init__(self, *, suggest: bool) -> None:
        super().__init__({"list": "zones", "autocomplete": "off", "dir": "ltr", "data-suggest": suggest})

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Add what can be chosen."""
        return {**super().get_context(name, value, attrs), "zones": zones()}


def _currencies() -> Iterator[tuple[str, str]]:
    yield from ((code, code) for code in COMMON)
    yield from ((code, code) for code in sorted(DIGITS) if code not in COMMON)


class ShopForm(forms.Form):
    """The settings of a shop. A new one's zone is the browser's, its currency and week those of the zone."""

    name = forms.CharField(max_length=80, widget=forms.TextInput({"autocomplete": "organization"}))
    zone = forms.CharField(max_length=64)
    currency = forms.ChoiceField(choices=_currencies)
    first_weekday = forms.ChoiceField(
        choices=lambda: [(day, say(f"setup.weekdays.{day}")) for day in WEEKDAYS]
    )
    language = forms.ChoiceField(choices=lambda: conf.settings.LANGUAGES)

    def __init__(self, *args: Any, suggest: bool = False, fixed: tuple[str, ...] = (), **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["zone"].widget = ZoneInput(suggest=suggest)
        for name, field in self.fields.items():
            field.label = say(f"setup.fields.{name}")
            field.help_text = say(f"setup.hints.{name}")
            field.disabled = name in fixed

    def clean_name(self) -> str:
        """What can be read, and nothing that turns the text around it."""
        name = "".join(sign for sign in self.cleaned_data["name"] if sign.isprintable()).strip()
        if not name:
            raise ValidationError(say("setup.errors.name"))
        return name

    def clean_zone(self) -> str:
        """One that exists."""
        try:
            return parse_zone(self.cleaned_data["zone"].strip()).key
        except InputError as error:
            raise ValidationError(say("setup.errors.zone")) from error


class SettingsForm(ShopForm):
    """The settings to change: its page keeps what it showed, so that nothing else is written back."""

    address = forms.CharField(
        required=False,
        max_length=200,
        widget=forms.TextInput(
            {"dir": "ltr", "inputmode": "url", "autocomplete": "off", "spellcheck": "false"}
        ),
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        for field in self.fields.values():
            field.show_hidden_initial = True

    def clean_address(self) -> str:
        """The beginning of an address, and nothing after it."""
        try:
            return Settings(address=self.cleaned_data["address"]).address
        except InputError as error:
            raise ValidationError(say("setup.errors.address")) from error

    @property
    def changes(self) -> dict[str, str]:
        """What its reader changed."""
        return {name: self.cleaned_data[name] for name in self.changed_data}

    @property
    def seen(self) -> dict[str, str]:
        """What its reader saw before."""
        kept = {name: self.data.get(self[name].html_initial_name) for name in self.fields}
        return {name: value for name, value in kept.items() if value is not None}


def told(settings: Settings) -> dict[str, Any]:
    """Return settings as the form asks them."""
    return {name: getattr(settings, name) for name in FIELDS}
