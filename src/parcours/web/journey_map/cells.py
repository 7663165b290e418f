"""One thing of the map by itself: its numbers and how they are computed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeVar
from urllib.parse import urlencode

from django.urls import reverse

from parcours.charts.journey_map.model import Place, Stage
from parcours.charts.journey_map.speech import Speech

Lines = Iterator[tuple[str, str]]
Thing = TypeVar("Thing")


@dataclass(frozen=True)
class Cell:
    """What a thing is called, its numbers by name, how they are computed, and who is behind them."""

    title: str
    lines: tuple[tuple[str, str], ...]
    how: str
    people: str = ""


def cell_of(speech: Speech, kind: str, name: str, query: str) -> Cell | None:
    """Return a thing of the map by kind and name; None where the map has none such."""
    made = _KINDS.get(kind)
    return made(speech, name, query) if made else None


def _place(speech: Speech, name: str, query: str) -> Cell | None:
    found = next((place for place in speech.map.places if place.name == name), None)
    if found is None:
        return None
    people = f"{reverse('journey_map:people')}?{urlencode({'place': name})}&{query}"
    return Cell(speech.term(name), tuple(_of_place(speech, found)), _how(speech, "how_map"), people)


def _of_place(speech: Speech, place: Place) -> Lines:
    formats = speech.formats
    yield speech.say("profiles"), formats.count(place.profiles)
    yield speech.say("touchpoints"), formats.count(place.touchpoints)
    yield (
        speech.say("ordered"),
        f"{formats.count(place.ordered.profiles)} · {formats.share(place.ordered.share)}",
    )
    yield speech.say("time"), formats.duration(place.ordered.seconds)
    for score in place.scores:
        yield speech.say("satisfaction"), speech.score(score)
    if place.at_risk is not None:
        yield speech.say("money"), f"{formats.about(place.at_risk.value)} ({speech.interval(place.at_risk)})"


def _stage(speech: Speech, name: str, query: str) -> Cell | None:
    found = next((stage for stage in speech.map.stages if stage.name == name), None)
    if found is None:
        return None
    people = f"{reverse('stages:people')}?{urlencode({'stage': name})}&{query}"
    return Cell(speech.term(name), tuple(_of_stage(speech, found)), _how(speech, "how_map"), people)


def _of_stage(speech: Speech, stage: Stage) -> Lines:
    yield speech.say("now"), speech.now(stage)
    yield (
        speech.say("reach"),
        f"{speech.say('people', n=stage.profiles)} · {speech.say('met', n=stage.touchpoints)}",
    )
    if stage.onward.share is not None:
        yield (
            speech.say("onward"),
            f"{speech.going_on(stage.name, stage.onward)} · {speech.within(stage.onward)}",
        )
    for channel in stage.channels:
        yield speech.term(channel.name), speech.say("people", n=channel.profiles)


def _step(speech: Speech, name: str, _: str) -> Cell | None:
    found = next((step for step in speech.map.steps if step.name == name), None)
    if found is None:
        return None
    lines = ((speech.say("steps"), speech.step(found)),)
    return Cell(speech.term(name), lines, _how(speech, "how_map"))


def _pain(speech: Speech, name: str, query: str) -> Cell | None:
    found = _at(speech.map.pains, name)
    if found is None:
        return None
    lines = [(speech.say("cost"), speech.cost(found))]
    if found.cost and found.is_certain:
        lines.append((speech.say("low") + " – " + speech.say("high"), speech.cost_interval(found)))
    lines += [(speech.say("profiles"), speech.met(found)), (speech.say("remark"), speech.story(found))]
    if beside := speech.beside(found):
        lines.append((speech.term(found.place), beside))
    people = f"{reverse('journey_map:people')}?{urlencode({'place': found.place})}&{query}"
    return Cell(speech.name(found), tuple(lines), _how(speech, "how_pains"), people)


def _leak(speech: Speech, name: str, _: str) -> Cell | None:
    found = _at(speech.map.leaks, name)
    if found is None:
        return None
    lines = [(speech.say("money"), speech.risk(found)), (speech.say("profiles"), speech.left(found))]
    if found.at_risk is not None:
        lines.append((speech.say("low") + " – " + speech.say("high"), speech.interval(found.at_risk)))
    if found.too_recent:
        lines.append((speech.say("recent"), speech.formats.count(found.too_recent)))
    return Cell(speech.leak_name(found), tuple(lines), _how(speech, "how_leaks"))


def _at(things: tuple[Thing, ...], number: str) -> Thing | None:
    return next((thing for at, thing in enumerate(things) if str(at) == number), None)


def _how(speech: Speech, key: str) -> str:
    return speech.say(key, days=speech.map.days)


_KINDS: MappingProxyType[str, Callable[[Speech, str, str], Cell | None]] = MappingProxyType(
    {"place": _place, "stage": _stage, "step": _step, "pain": _pain, "leak": _leak}
)
