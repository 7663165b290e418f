"""What became of the map since the days that it is compared with."""

from __future__ import annotations

from collections.abc import Iterator

from parcours.charts.journey_map import Map
from parcours.charts.journey_map.speech import Speech
from parcours.web.design.books import say
from parcours.web.design.components import Column, Empty, Row, Table
from parcours.web.explore.numbers import change


def changes_table(speech: Speech, before: Map) -> Table:
    """Return the numbers of each stage, step and touchpoint with what they were."""
    columns = (
        Column(say("journey_map.changes.what")),
        Column(say("journey_map.changes.now"), "number"),
        Column(say("journey_map.changes.before"), "number"),
        Column(say("journey_map.changes.change"), "number"),
    )
    rows = [*_stages(speech, before), *_steps(speech, before), *_risks(speech, before)]
    empty = Empty(say("journey_map.changes.nothing"), say("journey_map.changes.nothing_why"))
    return Table(say("journey_map.changes.title"), columns, rows, empty)


def _stages(speech: Speech, before: Map) -> Iterator[Row]:
    shown = speech.formats
    for now, then in zip(speech.map.stages, before.stages, strict=True):
        name = speech.term(now.name)
        told = say("journey_map.changes.met", stage=name)
        moved = change(now.profiles, then.profiles)
        yield Row((told, shown.count(now.profiles), shown.count(then.profiles), moved))
        if now.onward.share is not None and then.onward.share is not None:
            told = say("journey_map.changes.onward", stage=name)
            shares = shown.share(now.onward.share), shown.share(then.onward.share)
            yield Row((told, *shares, change(now.onward.share, then.onward.share)))


def _steps(speech: Speech, before: Map) -> Iterator[Row]:
    earlier = {step.name: step.journeys for step in before.steps}
    for step in speech.map.steps:
        then = earlier.get(step.name)
        if step.journeys is not None and then is not None:
            told = say("journey_map.changes.step", step=speech.term(step.name))
            counts = speech.formats.count(step.journeys), speech.formats.count(then)
            yield Row((told, *counts, change(step.journeys, then, good="neither")))


def _risks(speech: Speech, before: Map) -> Iterator[Row]:
    earlier = {place.name: place.at_risk for place in before.places}
    for place in speech.map.places:
        then = earlier.get(place.name)
        if place.at_risk is not None and then is not None:
            told = say("journey_map.changes.risk", place=speech.term(place.name))
            money = speech.formats.about(place.at_risk.value), speech.formats.about(then.value)
            yield Row((told, *money, change(place.at_risk.value, then.value, good="down")))
