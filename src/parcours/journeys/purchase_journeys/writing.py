"""The steps as a YAML file that people read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from parcours.journeys.document import yaml_of
from parcours.journeys.orders.paths import catalogue_steps
from parcours.touchpoints.time.durations import format_duration

if TYPE_CHECKING:
    from parcours.journeys.purchase_journeys.template import Template, TemplateStep

_HEAD = """\
# The steps of a journey towards one order, in their order. Written by Parcours; edit it here or on the
# screen of the steps. `catalogue` stands for all events that the catalogue puts at a step. The meaning of
# every key: docs, Purchase journeys.
"""


def written(template: Template) -> str:
    """Return the file of a template."""
    told = {
        "version": 1,
        "edition": template.edition,
        "visit_ends_after": format_duration(template.visit_ends_after),
        "frictions_are_obstacles": template.frictions_are_obstacles,
        "steps": [dict(_step(step, template.step_of)) for step in template.steps],
    }
    return _HEAD + yaml_of(told)


def _step(step: TemplateStep, step_of: dict[str, str]) -> Iterator[tuple[str, Any]]:
    yield from (("name", step.name), ("stage", step.stage))
    if step.titles:
        yield "titles", dict(step.titles)
    if step.emotion:
        why = {"why": step.emotion.why} if step.emotion.why else {}
        yield "emotion", {"level": step.emotion.level, **why}
    if events := _events(step, step_of):
        yield "events", events


def _events(step: TemplateStep, step_of: dict[str, str]) -> list[str]:
    """Return the events by name, those of the catalogue by one word where none was taken off."""
    usual = [event for event, where in catalogue_steps().items() if where == step.name]
    if not usual or not set(usual) <= step_of.keys():
        return list(step.events)
    return ["catalogue", *(event for event in step.events if event not in usual)]
