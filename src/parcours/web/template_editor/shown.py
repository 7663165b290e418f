"""What would move, as the preview shows it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from parcours.charts.formats import UNKNOWN
from parcours.journeys.purchase_journeys.template import Template as StepTemplate
from parcours.journeys.stages import Compared
from parcours.touchpoints import STAGES, title
from parcours.web.design import formats
from parcours.web.design.books import language, say
from parcours.web.design.components import Cell, Column, Empty, Flag, Row, Table
from parcours.web.explore.events import event_title
from parcours.web.explore.numbers import count
from parcours.web.stages.rules import told as rules_told
from parcours.web.template_editor.moving import Counted, StepsLooked
from parcours.web.template_editor.reading import AnyTemplate


@dataclass(frozen=True)
class Part:
    """A rule or a step of a template, in words."""

    stage: str
    name: str
    says: tuple[str, ...]
    off: bool = False


def stages_shown(found: Compared) -> dict[str, Any]:
    """Return the matrix of who would move, and the cells of the map and flags that would change."""
    return {
        "moved": _moved(found),
        "matrix": [_row(found, at) for at in range(len(STAGES))],
        "stages": [title(stage, language()) for stage in STAGES],
        "cells": _cells(found),
    }


def steps_shown(found: StepsLooked, now: StepTemplate, then: StepTemplate) -> dict[str, Any]:
    """Return how many journeys would come to each step, and which touchpoints would stand elsewhere."""
    return {
        "steps": _steps(found, now, then),
        "places": _places(found, now, then),
        "journeys": say("template_editor.look.journeys", count=found.journeys_then),
    }


def parts(template: AnyTemplate) -> Iterator[Part]:
    """Yield what a template says, in words: its rules in their order, or its steps with their events."""
    if isinstance(template, StepTemplate):
        for step in template.steps:
            events = tuple(sorted(map(event_title, step.events)))
            yield Part(step.stage, step_title(template, step.name), events)
    else:
        for rule in rules_told(template):
            yield Part(rule.stage, rule.name, rule.asks, rule.off)


def step_title(template: StepTemplate, name: str) -> str:
    """Return what a step is called in the reader's language."""
    step = next((step for step in template.steps if step.name == name), None)
    own = dict(step.titles).get(language()) if step else None
    return own or title(name, language())


def _moved(found: Compared) -> str:
    n = int(found.profiles.sum())
    if not found.moved:
        return say("template_editor.look.nobody", count=n)
    share = formats.now().share(found.moved / n)
    return say("template_editor.look.moved", count=found.moved, share=share, n=count(n))


def _row(found: Compared, at: int) -> tuple[str, list[tuple[str, str, str]]]:
    """Return a stage of now with, for each stage of then, how many, what they brought, and how to mark it."""
    cells = []
    for to in range(len(STAGES)):
        n, money = int(found.profiles[at, to]), int(found.revenue[at, to])
        kind = "stays" if at == to else "moves" if n else "none"
        cells.append((count(n) if n else UNKNOWN, formats.now().about(money) if money else "", kind))
    return title(STAGES[at], language()), cells


def _cells(found: Compared) -> Table:
    rows = [_change(_now_in(stage), found.now.counts[stage], found.then.counts[stage]) for stage in STAGES]
    flags = zip(found.now.flags().rows(), found.then.flags().rows(), strict=True)
    rows += [_change(Flag(one["flag"]), one["customers"], other["customers"]) for one, other in flags]
    changed = [row for row in rows if row is not None]
    return Table(say("template_editor.look.cells"), _columns("cell"), changed, _nothing())


def _now_in(stage: str) -> str:
    return say("template_editor.look.now_in", stage=title(stage, language()))


def _change(name: Cell, now: int, then: int) -> Row | None:
    if now == then:
        return None
    return Row((name, count(now), count(then), _signed(then - now)))


def _steps(found: StepsLooked, now: StepTemplate, then: StepTemplate) -> Table:
    rows = [_step(each, now, then) for each in found.steps]
    return Table(say("template_editor.look.steps"), _columns("step"), rows, _nothing())


def _step(each: Counted, now: StepTemplate, then: StepTemplate) -> Row:
    name = step_title(then if each.is_known_then else now, each.name)
    shown = [
        count(n) if n is not None else say(f"template_editor.look.{'unrecorded' if is_known else 'no_step'}")
        for n, is_known in ((each.now, each.is_known_now), (each.then, each.is_known_then))
    ]
    by = (each.then or 0) - (each.now or 0)
    return Row((name, *shown, _signed(by) if by else UNKNOWN))


def _places(found: StepsLooked, now: StepTemplate, then: StepTemplate) -> Table:
    columns = tuple(Column(say(f"template_editor.look.{name}")) for name in ("place", "now", "then"))
    rows = [
        Row((title(place, language()), step_title(now, one) or UNKNOWN, step_title(then, other) or UNKNOWN))
        for place, one, other in found.places
    ]
    return Table(say("template_editor.look.places"), columns, rows, _nothing())


def _columns(first: str) -> tuple[Column, ...]:
    numbers = tuple(Column(say(f"template_editor.look.{name}"), "number") for name in ("now", "then", "by"))
    return (Column(say(f"template_editor.look.{first}")), *numbers)


def _signed(by: int) -> str:
    return ("+" if by > 0 else "\N{MINUS SIGN}") + count(abs(by))


def _nothing() -> Empty:
    return Empty(say("template_editor.look.same"), say("template_editor.look.same_why"))


def history_rows(rows: Iterator[Row]) -> Table:
    """Return the table of versions."""
    columns = tuple(Column(say(f"template_editor.history.{name}")) for name in ("version", "at", "author"))
    empty = Empty(say("template_editor.history.none"), say("template_editor.history.none_why"))
    return Table(say("template_editor.history.title"), columns, list(rows), empty)


def address(name: str, kind: str, *more: object) -> str:
    """Return the address of a screen of one kind of template."""
    return reverse(f"template_editor:{name}", args=[kind, *more])
