"""Fields for what templates say: lengths of time, and which events count."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.choices import CallableChoiceIterator

from parcours.journeys.document import LONGEST_NAME, LONGEST_WINDOW
from parcours.touchpoints import EVENTS
from parcours.touchpoints.time.zones import DAY, HOUR, MINUTE, SECOND
from parcours.web.design.books import say, say_later
from parcours.web.explore.events import event_title
from parcours.web.template_editor.blocks import Block

UNITS = {"d": DAY, "h": HOUR, "m": MINUTE, "s": SECOND}
_LARGEST = 999_999
_NUMBER, _UNIT = (say_later(f"template_editor.length.{each}") for each in ("number", "unit"))


class LengthWidget(forms.MultiWidget):
    """A number and its unit."""

    template_name = "template_editor/length.html"
    use_fieldset = True

    def __init__(self) -> None:
        number = {"min": 1, "max": _LARGEST, "step": 1, "inputmode": "numeric", "aria-label": _NUMBER}
        unit = forms.Select({"aria-label": _UNIT}, choices=CallableChoiceIterator(_units))
        super().__init__((forms.NumberInput(number), unit))

    def decompress(self, value: int | None) -> list[Any]:
        """Return the number in the largest unit that leaves no rest."""
        if not value:
            return ["", "d"]
        unit = next((unit for unit, size in UNITS.items() if value % size == 0), "s")
        return [value // UNITS[unit], unit]


class LengthField(forms.MultiValueField):
    """A length of time in microseconds."""

    def __init__(self) -> None:
        number = forms.IntegerField(min_value=1, max_value=_LARGEST)
        unit = forms.ChoiceField(choices=_units)
        super().__init__((number, unit), widget=LengthWidget())

    def compress(self, data_list: Sequence[Any]) -> int:
        """Return the length."""
        length: int = data_list[0] * UNITS[data_list[1]]
        if length > LONGEST_WINDOW:
            raise ValidationError(say("template_editor.errors.too_long"))
        return length


class EventsField(forms.MultipleChoiceField):
    """Events that are chosen already, each to be taken off."""

    widget = forms.CheckboxSelectMultiple

    def validate(self, value: list[str]) -> None:
        """Look at what is there: the form says whether nothing is enough."""
        for name in value:
            if not self.valid_value(name):
                raise ValidationError(say("template_editor.errors.event"))

    def valid_value(self, value: str) -> bool:
        """Return whether it may be an event's name: shops have events of their own."""
        return 0 < len(value) <= LONGEST_NAME and value.isprintable()


class EventField(forms.CharField):
    """One more event, as the reader's language calls it, or by the name that the log has."""

    def __init__(self) -> None:
        widget = forms.TextInput({"list": "events", "autocomplete": "off"})
        super().__init__(required=False, max_length=LONGEST_NAME, widget=widget)

    def clean(self, value: Any) -> str:
        """Return the event's name in the log."""
        written = super().clean(value).strip()
        if not written.isprintable():
            raise ValidationError(say("template_editor.errors.event"))
        return known_titles().get(written.casefold(), written)


def known_titles() -> dict[str, str]:
    """Return events of the catalogue by what the reader calls them, but those that are called the same."""
    found: dict[str, str] = {}
    twice = set()
    for event in EVENTS:
        called = event_title(event.name).casefold()
        twice |= {called} & found.keys()
        found[called] = event.name
    return {called: name for called, name in found.items() if called not in twice}


def with_more(block: Block) -> Block:
    """Return a block whose event that was written last is one of those that are chosen."""
    written = "".join(block.values.get("more", [])).strip()[:LONGEST_NAME]
    if written and written.isprintable():
        name = known_titles().get(written.casefold(), written)
        block.values["events"] = list(dict.fromkeys([*block.values.get("events", []), name]))
        block.values["more"] = [""]
    block.inner = [with_more(inner) for inner in block.inner]
    return block


def choices_of(names: Sequence[str]) -> list[tuple[str, str]]:
    """Return events with what they are called."""
    return [(name, event_title(name)) for name in names if name]


def _units() -> list[tuple[str, str]]:
    return [(unit, say(f"template_editor.units.{unit}")) for unit in UNITS]


def length_values(name: str, length: int) -> dict[str, list[str]]:
    """Return a length as a form sends it."""
    number, unit = LengthWidget().decompress(length)
    return {f"{name}_0": [str(number)], f"{name}_1": [str(unit)]}
