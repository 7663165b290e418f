"""What people of the shop enter about a profile."""

from __future__ import annotations

from typing import Any

from django import forms

from parcours.people.consents import PURPOSES
from parcours.people.services import CORRECTABLE
from parcours.web.design.books import say, say_later
from parcours.web.people.names import purpose_title, trait_title


class Correct(forms.Form):
    """What a person is."""

    name = forms.ChoiceField(label=say_later("people.correct.name"))
    value = forms.CharField(
        label=say_later("people.correct.value"),
        help_text=say_later("people.correct.help"),
        max_length=500,
        required=False,
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        _choose(self.fields["name"], [(name, trait_title(name)) for name in CORRECTABLE])


class SetConsent(forms.Form):
    """What a person agreed to, or refused, and how one knows."""

    purpose = forms.ChoiceField(label=say_later("people.set_consent.purpose"))
    given = forms.ChoiceField(label=say_later("people.set_consent.given"), widget=forms.RadioSelect)
    evidence = forms.CharField(
        label=say_later("people.set_consent.evidence"),
        help_text=say_later("people.set_consent.help"),
        max_length=500,
        required=False,
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        _choose(self.fields["purpose"], [(purpose, purpose_title(purpose)) for purpose in PURPOSES])
        answers = [(word, say(f"people.set_consent.{word}")) for word in ("yes", "no")]
        _choose(self.fields["given"], answers)

    def clean(self) -> dict[str, Any]:
        """Ask how an agreement was given; a refusal needs no proof."""
        told: dict[str, Any] = super().clean() or {}
        if told.get("given") == "yes" and not told.get("evidence", "").strip():
            self.add_error("evidence", say("people.set_consent.proof"))
        return told


class Exclude(forms.Form):
    """Why somebody does not count."""

    reason = forms.ChoiceField(label=say_later("people.exclude.reason"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        reasons = [(reason, say(f"people.exclude.{reason}")) for reason in ("staff", "test")]
        _choose(self.fields["reason"], reasons)


class Merge(forms.Form):
    """Why two profiles are one person."""

    reason = forms.CharField(
        label=say_later("people.merge.reason"),
        help_text=say_later("people.merge.reason_help"),
        max_length=200,
    )


class Erase(forms.Form):
    """The word that shows that somebody means it."""

    typed = forms.CharField(max_length=40, widget=forms.TextInput({"autocomplete": "off"}))

    def __init__(self, word: str, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._word = word
        self.fields["typed"].label = say("people.erase.type", word=word)

    def clean_typed(self) -> str:
        """Compare it, whatever the case."""
        typed: str = self.cleaned_data["typed"].strip()
        if typed.casefold() != self._word.casefold():
            raise forms.ValidationError(say("people.erase.differs", word=self._word))
        return typed


def _choose(field: forms.Field, choices: list[tuple[str, str]]) -> None:
    field.choices = choices  # type: ignore[attr-defined]  # a field of choices has them
