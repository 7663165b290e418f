"""Tables of imports: the history, and what becomes of the first rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse

from parcours.charts.formats import UNKNOWN
from parcours.web.design import formats
from parcours.web.design.books import say
from parcours.web.design.components import Badge, Column, Empty, Row, Table, Tone
from parcours.web.explore.events import event_title
from parcours.web.imports.selectors import Import

_TONES: dict[str, Tone] = {"done": "good", "failed": "danger", "stopped": "warn", "running": "info"}


def history(imports: Sequence[Import]) -> Table:
    """List the imports."""
    columns = (
        Column(say("imports.file")),
        Column(say("imports.state")),
        Column(say("imports.counts.accepted"), "number"),
        Column(say("imports.counts.rejected"), "number"),
        Column(say("imports.brought")),
    )
    rows = [_row(each) for each in imports]
    return Table(say("imports.history"), columns, rows, Empty(say("imports.none"), say("imports.none_why")))


def badge(found: Import) -> Badge:
    """Say how an import stands."""
    return Badge(say(f"imports.states.{found.state}"), _TONES.get(found.state, "plain"))


def outcome(seen: Mapping[str, Any]) -> Table:
    """Show what becomes of the first rows."""
    names = ("when", "what", "who", "order", "amount")
    columns = tuple(
        Column(say(f"imports.sample.{each}"), "number" if each == "amount" else "text") for each in names
    )
    rows = [Row(_touchpoint(each)) for each in seen["touchpoints"]]
    empty = Empty(say("imports.sample.none"), say("imports.sample.none_why"))
    return Table(say("imports.sample.title"), columns, rows, empty)


def _row(found: Import) -> Row:
    counts = found.job.result.get("counts", found.job.figures) if found.job else {}
    cells = (
        found.name,
        badge(found),
        formats.now().number(counts.get("accepted")),
        formats.now().number(counts.get("rejected")),
        formats.instant(found.made_at),
    )
    return Row(cells, reverse("imports:show", args=[found.number]))


def _touchpoint(told: Mapping[str, Any]) -> tuple[str, ...]:
    amount = told.get("revenue", told.get("total"))
    return (
        formats.instant(datetime.fromisoformat(told["timestamp"])),
        event_title(told["event"]),
        str(told.get("user_id") or told.get("anonymous_id") or UNKNOWN),
        str(told.get("order_id", UNKNOWN)),
        formats.now(told.get("currency", "")).money(amount),
    )
