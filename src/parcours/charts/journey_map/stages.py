"""The road: five stages side by side on a wide screen, one below the other on a phone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from parcours.charts.journey_map.model import Channel, Leak, Pain, Place, Stage, Step
from parcours.charts.journey_map.overlay import linked, noted
from parcours.charts.journey_map.sections import bar, computed, place_of, section
from parcours.charts.journey_map.speech import Speech

SHOWN_PLACES = 8
SHOWN_PAINS = 3
SHOWN_CHANNELS = 5
_ROWS = ("now", "steps", "reach", "onward", "places", "pains", "channels")


def road(speech: Speech) -> str:
    """Return the section with the five stages."""
    # Row names stand once at the edge of a wide screen; each cell carries its own for everyone else.
    names = "".join(f'<span class="pc-row-{row}">{escape(_row_name(speech, row))}</span>' for row in _ROWS)
    stages = "".join(_stage(speech, stage) for stage in speech.map.stages)
    body = (
        f'<div class="pc-road"><div class="pc-rows" aria-hidden="true">{names}</div><ol>{stages}</ol></div>'
    )
    return section("road", speech.say("map"), body, computed(speech, "how_map"))


def _row_name(speech: Speech, row: str) -> str:
    return "" if row == "now" else speech.say(row)


def _stage(speech: Speech, stage: Stage) -> str:
    name = linked(speech.overlay, "stage", stage.name, escape(speech.term(stage.name)))
    name += noted(speech.overlay, "stage", stage.name)
    if not stage.known and not any(hurt(speech, stage)):
        return f'<li class="pc-stage pc-silent"><h3>{name}</h3><p>{speech.say("unmeasured")}</p></li>'
    cells = {
        "steps": _steps(speech, stage),
        "reach": _reach(speech, stage),
        "onward": _onward(speech, stage),
        "places": _places(speech, stage),
        "pains": _pains(speech, stage),
        "channels": _channels(speech, stage),
    }
    body = "".join(_cell(speech, row, content) for row, content in cells.items())
    return f'<li class="pc-stage"><h3>{name}</h3>{body}</li>'


def _cell(speech: Speech, row: str, content: str) -> str:
    return f'<div class="pc-cell pc-row-{row}"><h4>{escape(speech.say(row))}</h4>{content}</div>'


def _unmeasured(speech: Speech) -> str:
    return f'<p class="pc-muted">{speech.say("unmeasured")}</p>'


def _list(items: Iterable[str], kind: str) -> str:
    return f'<ul class="pc-{kind}">{"".join(f"<li>{item}</li>" for item in items)}</ul>'


def _steps(speech: Speech, stage: Stage) -> str:
    steps = (step for step in speech.map.steps if step.stage == stage.name)
    return _list((_step(speech, step) for step in steps), "steps")


def _step(speech: Speech, step: Step) -> str:
    name = linked(speech.overlay, "step", step.name, escape(speech.term(step.name)))
    told = f'<b>{name}</b> <span class="pc-muted">{escape(speech.step(step))}</span>'
    return told + noted(speech.overlay, "step", step.name)


def _reach(speech: Speech, stage: Stage) -> str:
    if not stage.touchpoints:
        return _unmeasured(speech)
    most = max(s.profiles for s in speech.map.stages)
    met = escape(speech.say("met", n=stage.touchpoints))
    reached = escape(speech.say("people", n=stage.profiles))
    return f'<p><b>{reached}</b></p>{bar(stage.profiles / max(most, 1))}<p class="pc-muted">{met}</p>'


def _onward(speech: Speech, stage: Stage) -> str:
    if stage.onward.share is None:
        return _unmeasured(speech)
    said = escape(speech.going_on(stage.name, stage.onward))
    counted = escape(speech.within(stage.onward))
    return f'<p><b>{said}</b></p>{bar(stage.onward.share)}<p class="pc-muted">{counted}</p>'


def _places(speech: Speech, stage: Stage) -> str:
    shown, more = largest(speech.map.at(stage.name), SHOWN_PLACES)
    if not shown:
        return _unmeasured(speech)
    most = max(place.profiles for place in shown) or 1
    rest = f'<p class="pc-muted">{escape(speech.say("more", n=more))}</p>' if more else ""
    return _list((_place(speech, place, most) for place in shown), "places") + rest


def largest(places: Sequence[Place], count: int) -> tuple[list[Place], int]:
    """Return the touchpoints that most profiles met, in their order, and how many there are besides."""
    kept = sorted(places, key=lambda place: -place.profiles)[:count]
    return [place for place in places if place in kept], len(places) - len(kept)


def _place(speech: Speech, place: Place, most: int) -> str:
    lines = [_muted(speech.volume(place))]
    if place.ordered.profiles:
        lines.append(_muted(speech.ordering(place)))
    lines += [f"<span>{escape(speech.score(score))}</span>" for score in place.scores]
    if place.at_risk is not None:
        lines.append(f'<span class="pc-loss">{escape(speech.at_risk(place))}</span>')
        lines.append(_muted(speech.lost(place)))
    name = linked(speech.overlay, "place", place.name, escape(speech.term(place.name)))
    lines.append(noted(speech.overlay, "place", place.name))
    return f"<b>{name}</b>{bar(place.profiles / most)}{''.join(lines)}"


def _muted(text: str) -> str:
    return f'<span class="pc-muted">{escape(text)}</span>'


def hurt(speech: Speech, stage: Stage) -> tuple[list[Pain], list[Leak]]:
    """Return the pain points of a stage, and its drop-offs that stand at none of its touchpoints."""
    pains = [pain for pain in speech.map.pains if pain.stage == stage.name][:SHOWN_PAINS]
    return pains, [leak for leak in speech.map.leaks if leak.order and leak.stage == stage.name]


def _pains(speech: Speech, stage: Stage) -> str:
    pains, leaks = hurt(speech, stage)
    if not pains and not leaks:
        return f'<p class="pc-muted">{speech.say("no_pains" if speech.map.pains else "unmeasured")}</p>'
    items = [*(_pain(speech, pain) for pain in pains), *(_leak(speech, leak) for leak in leaks)]
    return _list(items, "pains")


def _pain(speech: Speech, pain: Pain) -> str:
    kind = "loss" if pain.is_certain else "muted"
    cost = f'<span class="pc-{kind}">{escape(speech.cost(pain))}</span>'
    interval = _muted(speech.cost_interval(pain)) if pain.cost and pain.is_certain else ""
    at = place_of(pain, speech.map.pains)
    name = linked(speech.overlay, "pain", at, escape(speech.name(pain)))
    return f"<b>{name}</b>{_muted(speech.met(pain))}{cost}{interval}"


def _leak(speech: Speech, leak: Leak) -> str:
    lines = [_muted(speech.left(leak))]
    if leak.at_risk is not None:
        lines.append(f'<span class="pc-loss">{escape(speech.risk(leak))}</span>')
        lines.append(_muted(speech.interval(leak.at_risk)))
    at = place_of(leak, speech.map.leaks)
    return f"<b>{linked(speech.overlay, 'leak', at, escape(speech.leak_name(leak)))}</b>{''.join(lines)}"


def _channels(speech: Speech, stage: Stage) -> str:
    if not stage.channels:
        return _unmeasured(speech)
    most = max(channel.profiles for channel in stage.channels)
    shown = stage.channels[:SHOWN_CHANNELS]
    return _list((_channel(speech, channel, most) for channel in shown), "channels")


def _channel(speech: Speech, channel: Channel, most: int) -> str:
    name, count = escape(speech.term(channel.name)), speech.formats.count(channel.profiles)
    return f"<span>{name}</span> <span>{count}</span>{bar(channel.profiles / most)}"
