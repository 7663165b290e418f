"""The numbers of a map as tables."""

from __future__ import annotations

from collections.abc import Sequence

from parcours.charts.journey_map.model import Estimate, Place
from parcours.charts.journey_map.speech import Speech
from parcours.charts.table import Field, Table


def places_table(speech: Speech) -> Table:
    """Return one row a touchpoint."""
    places = speech.map.places
    fields = (
        Field(speech.say("touchpoint"), "text", [speech.term(p.name) for p in places]),
        Field(speech.say("stage"), "text", [speech.term(p.stage) for p in places]),
        Field(speech.say("step_name"), "text", [speech.term(p.step) for p in places]),
        Field(speech.say("touchpoints"), "count", [p.touchpoints for p in places]),
        Field(speech.say("profiles"), "count", [p.profiles for p in places]),
        Field(speech.say("ordered"), "count", [p.ordered.profiles for p in places]),
        Field(speech.say("share"), "share", [p.ordered.share for p in places]),
        Field(speech.say("time"), "duration", [p.ordered.seconds for p in places]),
        Field(speech.say("satisfaction"), "text", [_scores(speech, p) for p in places]),
        *_money(speech, [p.at_risk for p in places]),
    )
    return Table(speech.say("all"), _distinct(fields), speech.map.currency)


def pains_table(speech: Speech) -> Table:
    """Return one row a pain point, in their order."""
    pains = speech.map.pains
    fields = (
        Field(speech.say("pain"), "text", [speech.name(p) for p in pains]),
        Field(speech.say("stage"), "text", [speech.term(p.stage) for p in pains]),
        Field(speech.say("profiles"), "count", [p.n for p in pains]),
        Field(speech.say("of"), "count", [p.of for p in pains]),
        Field(speech.say("recent"), "count", [p.too_recent for p in pains]),
        Field(speech.say("lost_with"), "share", [p.lost for p in pains]),
        Field(speech.say("lost_without"), "share", [p.lost_without for p in pains]),
        *_money(speech, [p.at_risk for p in pains]),
    )
    return Table(speech.say("ranked"), fields, speech.map.currency)


def _money(speech: Speech, risks: Sequence[Estimate | None]) -> tuple[Field, ...]:
    return (
        Field(speech.say("money"), "money", [r and r.value for r in risks]),
        Field(speech.say("low"), "money", [r and r.low for r in risks]),
        Field(speech.say("high"), "money", [r and r.high for r in risks]),
    )


def _scores(speech: Speech, place: Place) -> str | None:
    return "; ".join(speech.score(score) for score in place.scores) or None


def _distinct(fields: tuple[Field, ...]) -> tuple[Field, ...]:
    # In French and Hebrew the column of names and that of counts share a word.
    first, *rest = fields
    return (first, *(Field(f"{f.name} (n)", f.kind, f.values) if f.name == first.name else f for f in rest))
