"""What stands in each cell of the picture: the same words and numbers as on the page."""

from __future__ import annotations

from parcours.charts.journey_map.blocks import Bar, Block, Line
from parcours.charts.journey_map.model import Leak, Pain, Place, Stage
from parcours.charts.journey_map.speech import Speech
from parcours.charts.journey_map.stages import SHOWN_CHANNELS, SHOWN_PLACES, hurt, largest

Cell = tuple[Block, ...]
_SMALL = 11


def steps(speech: Speech, stage: Stage) -> Cell:
    """Return the steps of the purchase journey that fall in a stage."""
    return tuple(
        Block((Line(speech.term(step.name), bold=True), _muted(speech.step(step))))
        for step in speech.map.steps
        if step.stage == stage.name
    )


def reach(speech: Speech, stage: Stage) -> Cell:
    """Return who and how many touchpoints."""
    if not stage.touchpoints:
        return _unmeasured(speech)
    most = max(s.profiles for s in speech.map.stages) or 1
    reached = Line(speech.say("people", n=stage.profiles), bold=True)
    met = _muted(speech.say("met", n=stage.touchpoints))
    return (Block((reached, Bar(stage.profiles / most), met)),)


def onward(speech: Speech, stage: Stage) -> Cell:
    """Return which share goes on, of how many, how soon."""
    if stage.onward.share is None:
        return _unmeasured(speech)
    said = Line(speech.going_on(stage.name, stage.onward), bold=True)
    return (Block((said, Bar(stage.onward.share), _muted(speech.within(stage.onward)))),)


def places(speech: Speech, stage: Stage) -> Cell:
    """Return the touchpoints of a stage."""
    shown, more = largest(speech.map.at(stage.name), SHOWN_PLACES)
    if not shown:
        return _unmeasured(speech)
    most = max(place.profiles for place in shown) or 1
    rest = (Block((_muted(speech.say("and_more", n=more)),)),) if more else ()
    return (*(_place(speech, place, most) for place in shown), *rest)


def _place(speech: Speech, place: Place, most: int) -> Block:
    lines = [_muted(speech.volume(place))]
    if place.ordered.profiles:
        lines.append(_muted(speech.ordering(place)))
    lines += [Line(speech.score(score), _SMALL) for score in place.scores]
    if place.at_risk is not None:
        lines.append(Line(speech.at_risk(place), _SMALL, "loss"))
        lines.append(_muted(speech.lost(place)))
    return Block((Line(speech.term(place.name), bold=True), Bar(place.profiles / most), *lines))


def pains(speech: Speech, stage: Stage) -> Cell:
    """Return what hurts most in a stage."""
    found, leaks = hurt(speech, stage)
    if not found and not leaks:
        return (Block((_muted(speech.say("no_pains" if speech.map.pains else "unmeasured")),)),)
    return (*(_pain(speech, pain) for pain in found), *(_leak(speech, leak) for leak in leaks))


def _pain(speech: Speech, pain: Pain) -> Block:
    name, met = Line(speech.name(pain), bold=True), _muted(speech.met(pain))
    if not pain.is_certain:
        return Block((name, met, _muted(speech.cost(pain))))
    cost = Line(speech.cost(pain), _SMALL, "loss")
    return Block((name, met, cost, *([_muted(speech.cost_interval(pain))] if pain.cost else [])))


def _leak(speech: Speech, leak: Leak) -> Block:
    lines = [Line(speech.leak_name(leak), bold=True), _muted(speech.left(leak))]
    if leak.at_risk is not None:
        lines.append(Line(speech.risk(leak), _SMALL, "loss"))
        lines.append(_muted(speech.interval(leak.at_risk)))
    return Block(tuple(lines))


def channels(speech: Speech, stage: Stage) -> Cell:
    """Return by which channels people came."""
    shown = stage.channels[:SHOWN_CHANNELS]
    written = ((speech.term(channel.name), speech.formats.count(channel.profiles)) for channel in shown)
    lines = tuple(Line(f"{name} · {count}", _SMALL) for name, count in written)
    return (Block(lines),) if lines else _unmeasured(speech)


def _muted(text: str) -> Line:
    return Line(text, _SMALL, "muted")


def _unmeasured(speech: Speech) -> Cell:
    return (Block((_muted(speech.say("unmeasured")),)),)
