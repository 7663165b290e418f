"""What the screens of the templates have in common."""

from __future__ import annotations

from typing import Any

from parcours.journeys.document import DocumentError
from parcours.shop.templates import KINDS, Kind
from parcours.web.design.books import say
from parcours.web.design.components import Progress, Tab, Tabs
from parcours.web.template_editor.selectors import Pace
from parcours.web.template_editor.shown import address


def page(kind: Kind) -> dict[str, Any]:
    """Return what every screen of a kind shows."""
    return {
        "kind": kind,
        "heading": say(f"template_editor.{kind}.title"),
        "tabs": Tabs(
            say("template_editor.nav"),
            tuple(
                Tab(say(f"template_editor.{each}.tab"), address("edit", each), here=each == kind)
                for each in KINDS
            ),
        ),
        "back": address("edit", kind),
        "back_title": say(f"template_editor.{kind}.back"),
    }


def told(error: DocumentError) -> str:
    """Say what is wrong with a text: at which line, what was expected, what to do."""
    place = say("template_editor.at_key", line=str(error.line), place=error.key) if error.key else ""
    place = place or say("template_editor.at_line", line=str(error.line))
    values = {name: str(value) for name, value in error.values.items()}
    return f"{place} {say(f'template_editor.problems.{error.problem}', **values)}"


def progress(pace: Pace) -> Progress:
    """Return how far the list of people follows."""
    done, due = (1, 1) if pace.is_there else (pace.done, max(pace.due, pace.done + 1))
    word = "there" if pace.is_there else "coming"
    return Progress(
        label=say(f"template_editor.pace.{word}"),
        done=done,
        of=due,
        href=address("pace", "stages"),
        detail=say("template_editor.pace.of", count=pace.due) if pace.due else "",
    )
