"""The steps of a journey as a form in words."""

from __future__ import annotations

import re
from typing import Any, ClassVar, cast

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from parcours.journeys.document import LONGEST_TITLE
from parcours.journeys.orders.paths import DELIVERY, FIRST_CONTACT, OBSTACLES, ORDER
from parcours.journeys.orders.paths_kernel import MOST_STEPS
from parcours.journeys.purchase_journeys.template import (
    EMOTIONS,
    LONGEST_CODE,
    LONGEST_WORD,
    Emotion,
    Template,
    TemplateStep,
)
from parcours.touchpoints import STAGES, title
from parcours.web.design.books import language, say
from parcours.web.explore.events import event_title
from parcours.web.template_editor import blocks
from parcours.web.template_editor.blocks import Block
from parcours.web.template_editor.fields import (
    EventField,
    EventsField,
    LengthField,
    choices_of,
    length_values,
    with_more,
)
from parcours.web.template_editor.labelled import Labelled, given, readable
from parcours.words.languages import LANGUAGES

FIXED = (FIRST_CONTACT, ORDER)
"""The steps that a journey cannot do without."""
_BY_ITSELF = (FIRST_CONTACT, OBSTACLES, ORDER, DELIVERY)


class StepForm(Labelled):
    """One step."""

    words: ClassVar[str] = "step"
    code = forms.CharField(required=False, max_length=LONGEST_CODE, widget=forms.HiddenInput)
    title_en = forms.CharField(required=False, max_length=LONGEST_TITLE)
    title_fr = forms.CharField(required=False, max_length=LONGEST_TITLE)
    title_he = forms.CharField(required=False, max_length=LONGEST_TITLE)
    stage = forms.ChoiceField(choices=lambda: [(name, title(name, language())) for name in STAGES])
    emotion = forms.TypedChoiceField(required=False, coerce=int, empty_value=None, choices=lambda: _levels())
    why = forms.CharField(required=False, max_length=LONGEST_WORD)
    events = EventsField()
    more = EventField()

    def __init__(self, *args: Any, events: list[str], **more: Any) -> None:
        super().__init__(*args, **more)
        cast("Any", self.fields["events"]).choices = choices_of(events)
        for spoken in LANGUAGES:
            usual = title(self.code_now, spoken) if self.has_term else ""
            told = {"lang": spoken, "dir": "auto", "placeholder": usual}
            self.fields[f"title_{spoken}"].widget.attrs |= told

    def clean_why(self) -> str:
        """What can be read."""
        return "".join(sign for sign in self.cleaned_data["why"] if sign.isprintable()).strip()

    @property
    def code_now(self) -> str:
        """The step's code; empty where it is new."""
        return str(self["code"].value() or "")

    @property
    def called(self) -> str:
        """What it is called in the reader's language."""
        own = self[f"title_{language()}"].value()
        return str(own or title(self.code_now, language()) or say("template_editor.step.new"))

    @property
    def own_way(self) -> str:
        """How a journey reaches it beside its events; empty where it does not."""
        return say(f"template_editor.step.by_{self.code_now}") if self.code_now in _BY_ITSELF else ""

    @property
    def is_fixed(self) -> bool:
        """Whether a journey cannot do without it."""
        return self.code_now in FIXED

    def clean(self) -> dict[str, Any]:
        """A name in one language at least, where there is no usual term."""
        said = self.cleaned_data
        for name in (f"title_{spoken}" for spoken in LANGUAGES):
            try:
                said[name] = readable(said[name]) if said.get(name) else ""
            except ValidationError as error:
                self.add_error(name, error)
        titles = [said.get(f"title_{spoken}") for spoken in LANGUAGES]
        if not any(titles) and not self.has_term:
            self.add_error(f"title_{language()}", say("template_editor.errors.title"))
        return said

    @property
    def has_term(self) -> bool:
        """Whether the trade has a word for it."""
        return title(self.code_now, "en") != self.code_now

    def chosen(self) -> tuple[str, ...]:
        """Return the events that count, each once."""
        named = (*self.cleaned_data.get("events", ()), self.cleaned_data.get("more", ""))
        return tuple(dict.fromkeys(name for name in named if name))


class JourneyForm(Labelled):
    """What is said once for all steps."""

    words: ClassVar[str] = "whole"
    visit_ends_after = LengthField()
    frictions_are_obstacles = forms.BooleanField(required=False)


class StepForms:
    """The whole template as forms: as it is, as it was sent, or as a button changed it."""

    def __init__(self, template: Template, sent: QueryDict | None = None, *, wish: str = "") -> None:
        self._template = template
        steps = blocks.read(sent, "s") if sent is not None else list(map(_block, template.steps))
        self.is_changed = bool(wish) and blocks.change(steps, wish, {"outer": _fresh(), "inner": Block()})
        is_bound = sent is not None and not self.is_changed
        steps = steps if is_bound else list(map(with_more, steps))
        self.steps = [
            StepForm(events=block.values.get("events", []), **given(block, f"s{at}", is_bound=is_bound))
            for at, block in enumerate(steps)
        ]
        whole = blocks.read(sent, "w") if sent is not None else []
        block = whole[0] if whole else _whole_block(template)
        self.whole = JourneyForm(**given(block, "w0", is_bound=is_bound))
        self.problems: list[str] = []

    def is_valid(self) -> bool:
        """Whether a template can be made of it."""
        is_valid = all([*(step.is_valid() for step in self.steps), self.whole.is_valid()])
        if is_valid:
            self._look_for_problems()
        return is_valid and not self.problems

    def template(self) -> Template:
        """Return what was written."""
        said, codes = self.whole.cleaned_data, self._codes()
        return Template(
            steps=tuple(_step(code, step) for code, step in zip(codes, self.steps, strict=True)),
            visit_ends_after=said["visit_ends_after"],
            frictions_are_obstacles=said["frictions_are_obstacles"],
            edition=self._template.edition,
        )

    def _look_for_problems(self) -> None:
        codes, steps = self._codes(), [step.chosen() for step in self.steps]
        if len(codes) > MOST_STEPS:
            self.problems.append(say("template_editor.problems.too_many_steps", most=MOST_STEPS))
        self.problems += _out_of_order(codes)
        seen: dict[str, int] = {}
        for at, events in enumerate(steps):
            for event in events:
                if seen.setdefault(event, at) != at:
                    values = {"event": event_title(event), "step": self.steps[seen[event]].called}
                    self.problems.append(say("template_editor.problems.two_steps", **values))

    def _codes(self) -> list[str]:
        """Return the steps' codes; new ones are made of their names."""
        codes = [step.code_now for step in self.steps]
        for at, step in enumerate(self.steps):
            if not codes[at]:
                codes[at] = _new_code(step.cleaned_data["title_en"], {*codes})
        return codes


def _out_of_order(codes: list[str]) -> list[str]:
    missing = [step for step in FIXED if step not in codes]
    if missing:
        step = title(missing[0], language())
        return [say("template_editor.problems.step_missing", step=step)]
    order = codes.index(ORDER)
    wrong = {
        "not_first": codes[0] != FIRST_CONTACT,
        "after_order": OBSTACLES in codes[order:],
        "before_order": DELIVERY in codes[:order],
        "step_twice": len({*codes}) < len(codes),
    }
    return [say(f"template_editor.problems.{word}") for word, is_wrong in wrong.items() if is_wrong]


def _new_code(name: str, taken: set[str]) -> str:
    plain = re.sub("[^a-z0-9]+", "_", name.casefold()).strip("_")[: LONGEST_CODE - 4]
    stem = plain if plain[:1].isalpha() and plain[:1].isascii() else "step"
    numbered = (f"{stem}_{number}" for number in range(2, 10_000))
    return next(code for code in (stem, *numbered) if code not in taken and title(code, "en") == code)


def _step(code: str, form: StepForm) -> TemplateStep:
    said = form.cleaned_data
    titles = tuple((spoken, said[f"title_{spoken}"]) for spoken in LANGUAGES if said[f"title_{spoken}"])
    emotion = Emotion(said["emotion"], said["why"]) if said["emotion"] else None
    return TemplateStep(code, said["stage"], form.chosen(), titles, emotion)


def _block(step: TemplateStep) -> Block:
    titles = dict(step.titles)
    return Block(
        {
            "code": [step.name],
            "stage": [step.stage],
            "emotion": [str(step.emotion.level) if step.emotion else ""],
            "why": [step.emotion.why if step.emotion else ""],
            "events": list(step.events),
            **{f"title_{spoken}": [titles.get(spoken, "")] for spoken in LANGUAGES},
        }
    )


def _fresh() -> Block:
    return Block({"stage": ["retention"]})


def _whole_block(template: Template) -> Block:
    ticked = {"frictions_are_obstacles": ["on"] if template.frictions_are_obstacles else []}
    return Block(ticked | length_values("visit_ends_after", template.visit_ends_after))


def _levels() -> list[tuple[str, str]]:
    said = [(str(level), say(f"template_editor.levels.{level}")) for level in EMOTIONS]
    return [("", say("template_editor.levels.none")), *said]
