"""What a rule says."""

from __future__ import annotations

from typing import Any, get_args

from django import forms

from parcours.commerce.ruled import Subject
from parcours.web.design.books import say, say_later

SUBJECTS: tuple[Subject, ...] = get_args(Subject)


class RuleForm(forms.Form):
    """Whose orders, or which, never count; and why."""

    subject = forms.ChoiceField(
        label=say_later("exclusions.fields.subject"),
        choices=lambda: [(name, say(f"exclusions.subjects.{name}")) for name in SUBJECTS],
    )
    value = forms.CharField(
        label=say_later("exclusions.fields.value"),
        help_text=say_later("exclusions.hints.value"),
        max_length=254,
        widget=forms.TextInput({"autocomplete": "off", "dir": "auto", "list": "ways"}),
    )
    reason = forms.CharField(
        label=say_later("exclusions.fields.reason"),
        help_text=say_later("exclusions.hints.reason"),
        max_length=200,
    )

    def clean(self) -> dict[str, Any]:
        """An address is one."""
        told: dict[str, Any] = super().clean() or {}
        if told.get("subject") == "email" and "@" not in told.get("value", "@"):
            self.add_error("value", say("exclusions.errors.email"))
        return told
