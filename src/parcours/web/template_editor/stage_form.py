"""The rules of the stages as a form in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, cast

from django import forms
from django.http import QueryDict

from parcours.journeys.document import LONGEST_TITLE
from parcours.journeys.stages.template import (
    FLAGS,
    MOST_ACTS,
    MOST_RULES,
    MOST_VISITS,
    Act,
    FirstOrder,
    Flags,
    Rule,
    Template,
)
from parcours.touchpoints import DAY, STAGES, title
from parcours.web.design.books import language, say
from parcours.web.stages.rules import rule_title
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

KINDS = ("acts", "first_order", "any_order")


class RuleForm(Labelled):
    """One rule, without what it asks for."""

    words: ClassVar[str] = "rule"
    title = forms.CharField(max_length=LONGEST_TITLE)
    stage = forms.ChoiceField(choices=lambda: [(name, title(name, language())) for name in STAGES])
    is_on = forms.BooleanField(required=False)
    unless_complaint = forms.BooleanField(required=False)
    kind = forms.ChoiceField(choices=lambda: [(kind, kind) for kind in KINDS], widget=forms.HiddenInput)
    code = forms.CharField(required=False, max_length=LONGEST_TITLE, widget=forms.HiddenInput)
    after_delivery = LengthField()
    without_delivery = LengthField()

    def __init__(self, *args: Any, kind: str, **more: Any) -> None:
        super().__init__(*args, **more)
        if kind != "first_order":
            del self.fields["after_delivery"], self.fields["without_delivery"]

    def clean_title(self) -> str:
        """What can be read."""
        return readable(self.cleaned_data["title"])


class ActForm(Labelled):
    """One thing that a profile must have done."""

    words: ClassVar[str] = "act"
    events = EventsField()
    more = EventField()
    within = LengthField()
    visits = forms.IntegerField(min_value=1, max_value=MOST_VISITS)
    least_score = forms.FloatField(required=False)
    verified = forms.BooleanField(required=False)

    def __init__(self, *args: Any, events: list[str], **more: Any) -> None:
        super().__init__(*args, **more)
        cast("Any", self.fields["events"]).choices = choices_of(events)

    def clean(self) -> dict[str, Any]:
        """At least one event."""
        if "more" in self.cleaned_data and not self.chosen():
            self.add_error("more", say("template_editor.errors.no_event"))
        return self.cleaned_data

    def chosen(self) -> tuple[str, ...]:
        """Return the events that count, each once."""
        named = (*self.cleaned_data.get("events", ()), self.cleaned_data.get("more", ""))
        return tuple(dict.fromkeys(name for name in named if name))


class WholeForm(Labelled):
    """What is said once for all rules."""

    words: ClassVar[str] = "whole"
    otherwise = forms.ChoiceField(choices=lambda: [(name, title(name, language())) for name in STAGES])
    visit_ends_after = LengthField()
    fewest_buyers = forms.IntegerField(min_value=1, max_value=10**9)
    percent_at_risk = forms.IntegerField(min_value=1, max_value=99)
    percent_lapsed = forms.IntegerField(min_value=1, max_value=99)
    percent_lost = forms.IntegerField(min_value=1, max_value=99)
    fixed_at_risk = LengthField()
    fixed_lapsed = LengthField()
    fixed_lost = LengthField()

    def clean(self) -> dict[str, Any]:
        """Thresholds rise."""
        for what in ("percent", "fixed"):
            given_ones = (self.cleaned_data.get(f"{what}_{flag}") for flag in FLAGS)
            values = [value for value in given_ones if value is not None]
            if len(values) == len(FLAGS) and sorted(values) != values:
                self.add_error(f"{what}_at_risk", say("template_editor.errors.rise"))
        return self.cleaned_data


@dataclass(frozen=True, eq=False)
class RuleForms:
    """The forms of one rule: its own, and one of each thing that it asks for."""

    form: RuleForm
    acts: list[ActForm]
    kind: str

    @property
    def is_valid(self) -> bool:
        """Whether all make sense; asked of each, so that all mistakes are shown at once."""
        return all([self.form.is_valid(), *(act.is_valid() for act in self.acts)])

    @property
    def has_errors(self) -> bool:
        """Whether somebody must look at it."""
        return bool(self.form.is_bound and (self.form.errors or any(act.errors for act in self.acts)))


class StageForms:
    """The whole template as forms: as it is, as it was sent, or as a button changed it."""

    def __init__(self, template: Template, sent: QueryDict | None = None, *, wish: str = "") -> None:
        self._template = template
        rules = blocks.read(sent, "r") if sent is not None else list(map(_rule_block, template.rules))
        self.is_changed = bool(wish) and blocks.change(
            rules, wish, {"outer": _fresh_rule(), "inner": _fresh_act()}
        )
        is_bound = sent is not None and not self.is_changed
        rules = rules if is_bound else list(map(with_more, rules))
        self.rules = [_rule_forms(at, block, is_bound=is_bound) for at, block in enumerate(rules)]
        whole = blocks.read(sent, "w") if sent is not None else []
        block = whole[0] if whole else _whole_block(template)
        self.whole = WholeForm(**given(block, "w0", is_bound=is_bound))
        self.problems: list[str] = []

    def is_valid(self) -> bool:
        """Whether a template can be made of it."""
        acts = sum(len(rule.acts) for rule in self.rules)
        if not self.rules or len(self.rules) > MOST_RULES or acts > MOST_ACTS:
            self.problems.append(say("template_editor.errors.too_many", rules=MOST_RULES, acts=MOST_ACTS))
        if any(rule.kind == "acts" and not rule.acts for rule in self.rules):
            self.problems.append(say("template_editor.errors.asks"))
        return all([*(rule.is_valid for rule in self.rules), self.whole.is_valid(), not self.problems])

    def template(self) -> Template:
        """Return what was written."""
        said, before = self.whole.cleaned_data, self._template
        return Template(
            rules=tuple(map(_rule, self.rules)),
            otherwise=said["otherwise"],
            visit_ends_after=said["visit_ends_after"],
            complaint_opened_by=before.complaint_opened_by,
            complaint_closed_by=before.complaint_closed_by,
            flags=Flags(
                percentiles=tuple(said[f"percent_{flag}"] for flag in FLAGS),
                fixed=tuple(said[f"fixed_{flag}"] for flag in FLAGS),
                fewest_buyers=said["fewest_buyers"],
            ),
            edition=before.edition,
        )


def _rule_forms(at: int, block: Block, *, is_bound: bool) -> RuleForms:
    kind = next((kind for kind in KINDS if [kind] == block.values.get("kind")), "acts")
    form = RuleForm(kind=kind, **given(block, f"r{at}", is_bound=is_bound))
    acts = [
        ActForm(events=inner.values.get("events", []), **given(inner, f"r{at}a{number}", is_bound=is_bound))
        for number, inner in enumerate(block.inner)
    ]
    return RuleForms(form, acts if kind == "acts" else [], kind)


def _rule(forms_of: RuleForms) -> Rule:
    said = forms_of.form.cleaned_data
    called, code = said["title"], said["code"]
    return Rule(
        name=code if code and called == rule_title(code) else called,
        stage=said["stage"],
        acts=tuple(map(_act, forms_of.acts)),
        first_order=FirstOrder(said["after_delivery"], said["without_delivery"])
        if forms_of.kind == "first_order"
        else None,
        unless_complaint=said["unless_complaint"],
        off=not said["is_on"],
    )


def _act(form: ActForm) -> Act:
    said = form.cleaned_data
    return Act(form.chosen(), said["within"], said["visits"], said["least_score"], said["verified"])


def _rule_block(rule: Rule) -> Block:
    values = {
        "title": [rule_title(rule.name) if rule.name else ""],
        "code": [rule.name],
        "stage": [rule.stage],
        "kind": ["acts" if rule.acts else "first_order" if rule.first_order else "any_order"],
        "is_on": _ticked(not rule.off),
        "unless_complaint": _ticked(rule.unless_complaint),
    }
    if rule.first_order:
        values |= length_values("after_delivery", rule.first_order.after_delivery)
        values |= length_values("without_delivery", rule.first_order.without_delivery)
    return Block(values, list(map(_act_block, rule.acts)))


def _act_block(act: Act) -> Block:
    return Block(
        {
            "events": list(act.events),
            "visits": [str(act.visits)],
            "least_score": [f"{act.least_score:g}" if act.least_score is not None else ""],
            "verified": _ticked(act.verified),
            **length_values("within", act.within),
        }
    )


def _whole_block(template: Template) -> Block:
    flags = template.flags
    values = {"otherwise": [template.otherwise], "fewest_buyers": [str(flags.fewest_buyers)]}
    values |= length_values("visit_ends_after", template.visit_ends_after)
    for flag, percent, fixed in zip(FLAGS, flags.percentiles, flags.fixed, strict=True):
        values |= {f"percent_{flag}": [str(percent)], **length_values(f"fixed_{flag}", fixed)}
    return Block(values)


def _fresh_rule() -> Block:
    return _rule_block(Rule("", "consideration", (Act((), 30 * DAY),)))


def _fresh_act() -> Block:
    return _act_block(Act((), 30 * DAY))


def _ticked(is_so: bool) -> list[str]:  # noqa: FBT001 - a value of a form
    return ["on"] if is_so else []
