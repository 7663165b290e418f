"""What the forms of the templates have in common."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError

from parcours.web.design.books import say
from parcours.web.template_editor.blocks import Block


class Labelled(forms.Form):
    """A form whose labels and hints are phrases."""

    words: ClassVar[str]

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        for name, field in self.fields.items():
            if not field.widget.is_hidden:
                field.label = say(f"template_editor.{self.words}.{name}")


def given(block: Block, prefix: str, *, is_bound: bool) -> dict[str, Any]:
    """Return what a form is made with: bound where mistakes are to be shown, else only filled in."""
    sent = block.sent(prefix)
    return {"data": sent, "prefix": prefix} if is_bound else {"initial": Filled(block), "prefix": prefix}


class Filled(dict[str, Any]):
    """The values of a block as a form's initial ones, whatever kind of field asks."""

    def __init__(self, block: Block) -> None:
        super().__init__({name: _single(values) for name, values in block.values.items()})
        for name in list(self):
            if name.endswith("_0") and f"{name[:-2]}_1" in self:
                self[name[:-2]] = [self[name], self[f"{name[:-2]}_1"]]
        self["events"] = block.values.get("events", [])


def readable(text: str) -> str:
    """Return a title that shows, and does not turn the text around it.

    Raises
    ------
    ValidationError
        Nothing of it can be read.
    """
    kept = "".join(sign for sign in text if sign.isprintable()).strip()
    if not kept:
        raise ValidationError(say("template_editor.errors.title"))
    return kept


def _single(values: list[str]) -> str:
    return values[0] if values else ""
