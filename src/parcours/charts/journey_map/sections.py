"""The sections of the page around the road: what is lost, who is where, what is unknown, all numbers."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import TypeVar

from parcours.charts.journey_map.model import Leak, Pain, Stage
from parcours.charts.journey_map.overlay import linked
from parcours.charts.journey_map.speech import Speech
from parcours.charts.journey_map.tables import leaks_table, pains_table, places_table
from parcours.charts.picture import scrolling
from parcours.charts.table import Table
from parcours.charts.tables import html_table

_HEADLINES = 3
Thing = TypeVar("Thing")


def section(name: str, title: str, body: str, how: str = "") -> str:
    """Return a section under its heading, with how its numbers are computed."""
    return (
        f'<section class="pc-map-{name}" aria-labelledby="pc-{name}">'
        f'<h2 id="pc-{name}">{escape(title)}</h2>{body}{how}</section>'
    )


def computed(speech: Speech, key: str) -> str:
    """Return the folded definition of a section's numbers."""
    told = speech.say(key, days=speech.map.days)
    return f'<details class="pc-how"><summary>{speech.say("how")}</summary><p>{escape(told)}</p></details>'


def bar(share: float, role: str = "mark") -> str:
    """Return a bar that fills its line, as wide as the share; the number stands beside it in words."""
    head = '<svg class="pc-bar" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">'
    filled = f'<rect class="pc-f-{role}" width="{100 * share:.1f}" height="1"/>'
    ground = '<rect class="pc-f-line" width="100" height="1"/>'
    return f"{head}{ground}{filled}</svg>"


def causes(speech: Speech) -> str:
    """Return the three costliest pain points in words; nothing where none was looked for."""
    if not speech.map.pains:
        return ""
    worst = speech.map.causes[:_HEADLINES]
    items = "".join(f"<li>{_cause(speech, pain)}</li>" for pain in worst)
    body = f"<ol>{items}</ol>" if worst else f"<p>{escape(speech.say('no_causes'))}</p>"
    return section("causes", speech.say("causes"), body, computed(speech, "how_pains"))


def _cause(speech: Speech, pain: Pain) -> str:
    name = linked(speech.overlay, "pain", place_of(pain, speech.map.pains), escape(speech.name(pain)))
    interval = f'<span class="pc-muted">{escape(speech.cost_interval(pain))}</span>'
    beside = speech.beside(pain)
    more = f'<p class="pc-muted"><bdi>{escape(beside)}</bdi></p>' if beside else ""
    return (
        f"<h3>{name}</h3><p><strong>{escape(speech.cost(pain))}</strong> {interval}</p>"
        f"<p>{escape(speech.story(pain))}</p>{more}"
    )


def leaks(speech: Speech) -> str:
    """Return the three largest drop-offs in words, and all of them folded."""
    worst = speech.map.leaks[:_HEADLINES]
    items = "".join(f"<li>{_leak(speech, leak)}</li>" for leak in worst)
    body = f"<ol>{items}</ol>" if worst else f"<p>{escape(speech.say('no_leaks'))}</p>"
    more = _folded(speech, leaks_table(speech)) if worst else ""
    return section("leaks", speech.say("leaks"), body + more, computed(speech, "how_leaks"))


def _leak(speech: Speech, leak: Leak) -> str:
    risk = f"<strong>{escape(speech.risk(leak))}</strong>"
    interval = f'<span class="pc-muted">{escape(speech.interval(leak.at_risk))}</span>'
    recent = f'<p class="pc-muted">{escape(speech.too_recent(leak))}</p>' if leak.too_recent else ""
    told = linked(speech.overlay, "leak", place_of(leak, speech.map.leaks), escape(speech.leak(leak)))
    return f"<p>{risk} {interval}</p><p>{told}</p>{recent}"


def place_of(thing: Thing, things: Sequence[Thing]) -> str:
    """Return a thing's place in a list, which is how an overlay knows it."""
    return str(things.index(thing))


def now(speech: Speech) -> str:
    """Return how many profiles are in each stage."""
    most = max((stage.now or 0 for stage in speech.map.stages), default=0) or 1
    items = "".join(_now(speech, stage, most) for stage in speech.map.stages)
    late = f"<p>{escape(speech.flags())}</p>" if speech.map.customers else ""
    return section("now", speech.say("now"), f"<ol>{items}</ol>{late}", computed(speech, "how_now"))


def _now(speech: Speech, stage: Stage, most: int) -> str:
    name = linked(speech.overlay, "stage", stage.name, escape(speech.term(stage.name)))
    if stage.now is None or not stage.populated:
        return f'<li><span>{name}</span> <span class="pc-muted">{speech.say("unmeasured")}</span></li>'
    share = speech.formats.share(stage.now / max(speech.map.seen, 1))
    count = f'<b>{speech.formats.count(stage.now)}</b> <span class="pc-muted">{share}</span>'
    return f"<li><span>{name}</span> {bar(stage.now / most)} <span>{count}</span></li>"


def pains(speech: Speech) -> str:
    """Return all pain points, ranked."""
    if not speech.map.pains:
        return ""
    table = pains_table(speech)
    shown = scrolling(html_table(table, speech.language), table.title)
    return section("pains", table.title, shown)


def unknowns(speech: Speech) -> str:
    """Return what the log does not tell yet, and what would tell it."""
    items = "".join(f"<dt>{escape(name)}</dt><dd>{escape(advice)}</dd>" for name, advice in speech.unknowns())
    return section("unknown", speech.say("unknown"), f"<dl>{items}</dl>") if items else ""


def footer_tables(speech: Speech) -> str:
    """Return every touchpoint's numbers, folded."""
    table = places_table(speech)
    return section("all", table.title, _folded(speech, table))


def _folded(speech: Speech, table: Table) -> str:
    shown = scrolling(html_table(table, speech.language), table.title)
    return f"<details><summary>{speech.say('numbers')}</summary>{shown}</details>"
