"""The rules of the stages as a YAML file that people read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from parcours.journeys.document import yaml_of
from parcours.touchpoints.time.durations import format_duration

if TYPE_CHECKING:
    from parcours.journeys.stages.template import Act, Flags, Rule, Template

_HEAD = """\
# The five stages of the lifecycle, as rules: a profile is in the stage of the first rule that holds, read
# from the top. Written by Parcours; edit it here or on the screen of the stages. The meaning of every key:
# docs, Stages.
"""
_FLAGS = ("at_risk", "lapsed", "lost")


def written(template: Template) -> str:
    """Return the file of a template."""
    told = {
        "version": 1,
        "edition": template.edition,
        "visit_ends_after": format_duration(template.visit_ends_after),
        "rules": [dict(_rule(rule)) for rule in template.rules],
        "otherwise": template.otherwise,
        "complaints": {
            "opened_by": list(template.complaint_opened_by),
            "closed_by": list(template.complaint_closed_by),
        },
        "flags": _flags(template.flags),
    }
    return _HEAD + yaml_of(told)


def _rule(rule: Rule) -> Iterator[tuple[str, Any]]:
    yield from (("name", rule.name), ("stage", rule.stage))
    if rule.off:
        yield "off", True
    if rule.unless_complaint:
        yield "unless_complaint", True
    if rule.acts:
        yield "acts", [dict(_act(act)) for act in rule.acts]
    elif rule.first_order:
        after, without = rule.first_order.after_delivery, rule.first_order.without_delivery
        lengths = {"after_delivery": format_duration(after), "without_delivery": format_duration(without)}
        yield "first_order", lengths
    else:
        yield "any_order", True


def _act(act: Act) -> Iterator[tuple[str, Any]]:
    yield "events", list(act.events)
    if act.visits > 1:
        yield "visits", act.visits
    if act.least_score is not None:
        yield "least_score", act.least_score
    if act.verified:
        yield "verified", True
    yield "within", format_duration(act.within)


def _flags(flags: Flags) -> dict[str, Any]:
    return {
        "percentiles": dict(zip(_FLAGS, flags.percentiles, strict=True)),
        "fewest_buyers": flags.fewest_buyers,
        "fixed": {name: format_duration(length) for name, length in zip(_FLAGS, flags.fixed, strict=True)},
    }
