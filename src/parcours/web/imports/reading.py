"""How a file is read: the form in which somebody corrects it, and what they said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from parcours.collect.importing.fields import FIELDS
from parcours.web.design.books import say
from parcours.web.imports.phrases import field

KEPT = "properties."
KEEP = "keep"
_RARE = """type message_id checkout_id cart_id checkout_step checkout_field line variant items landing
    utm_term utm_content click_id os browser message_ref flow_id survey_id experiment_id properties shop_id"""
_CHOICES = {"dates": ("day-first", "month-first"), "decimal": ("comma", "point")}


@dataclass(frozen=True)
class Column:
    """A column of the file: what it is taken for, and what it can be taken for."""

    name: str
    examples: str
    field: str
    options: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Question:
    """Something that a file may leave open; ``chosen`` is what was said."""

    name: str
    label: str
    options: Sequence[tuple[str, str]]
    chosen: str


def columns(seen: Mapping[str, Any]) -> list[Column]:
    """Return the columns that were seen."""
    return [_column(told) for told in seen["columns"]]


def questions(options: Mapping[str, Any]) -> list[Question]:
    """Return what can be said of dates and numbers."""
    return [
        Question(
            name,
            say(f"imports.read.{name}"),
            [("", say("imports.read.found_out")), *((each, say(f"imports.read.{each}")) for each in known)],
            str(options.get(name) or ""),
        )
        for name, known in _CHOICES.items()
    ]


def said(form: Mapping[str, str], seen: Mapping[str, Any], before: Mapping[str, Any]) -> dict[str, Any]:
    """Return the options that a form says, for a file as it was seen with the options before."""
    mapped = dict(before.get("columns", {}))
    for number, told in enumerate(seen["columns"]):
        name, now = told["column"], form.get(f"c{number}")
        if now is not None and now != _shown(told["field"]):
            mapped[name] = f"{KEPT}{name}" if now == KEEP else now
    given = {name: form[name] for name, known in _CHOICES.items() if form.get(name) in known}
    texts = {name: form.get(name, "").strip() for name in ("event", "sheet")}
    test = {"test_orders": True} if "test_orders" in form else {}
    return {"columns": mapped, **given, **{name: text for name, text in texts.items() if text}, **test}


def _column(told: Mapping[str, Any]) -> Column:
    chosen, rare = _shown(told["field"]), _RARE.split()
    names = [each.name for each in FIELDS if each.name not in rare or each.name == chosen]
    options = [
        ("", say("imports.read.leave_out")),
        (KEEP, say("imports.read.keep")),
        *((name, field(name)) for name in names),
    ]
    return Column(told["column"], " · ".join(told["examples"]), chosen, options)


def _shown(name: str) -> str:
    return KEEP if name.startswith(KEPT) else name
