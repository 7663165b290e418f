"""The numbers of a map as tables."""

from __future__ import annotations

from collections.abc import Sequence

from parcours.charts.journey_map.model import Estimate, Pain, Place
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
    """Return one row a pain point, in their order; what may cost nothing has no cost, only its bounds."""
    pains = speech.map.pains
    fields = (
        Field(speech.say("pain"), "text", [speech.name(p) for p in pains]),
        Field(speech.say("stage"), "text", [speech.term(p.stage) for p in pains]),
        Field(speech.say("profiles"), "count", [p.n for p in pains]),
        Field(speech.say("lost_with"), "share", [p.lost for p in pains]),
        Field(speech.say("lost_without"), "share", [p.lost_without for p in pains]),
        Field(
            speech.say("cost"), "money", [p.cost.value if p.cost and p.is_certain else None for p in pains]
        ),
        Field(speech.say("low"), "money", [p.cost and p.cost.low for p in pains]),
        Field(speech.say("high"), "money", [p.cost and p.cost.high for p in pains]),
        Field(speech.say("remark"), "text", [_remark(speech, p) for p in pains]),
    )
    return Table(speech.say("ranked"), fields, speech.map.currency)


def _remark(speech: Speech, pain: Pain) -> str:
    said = "" if pain.is_certain and pain.cost else speech.cost(pain)
    return " · ".join(filter(None, (said, speech.beside(pain)))) or "–"


def leaks_table(speech: Speech) -> Table:
    """Return one row a drop-off, in their order."""
    leaks = speech.map.leaks
    fields = (
        Field(speech.say("leak_head"), "text", [speech.leak_name(leak) for leak in leaks]),
        Field(speech.say("stage"), "text", [speech.term(leak.stage) for leak in leaks]),
        Field(speech.say("profiles"), "count", [leak.n for leak in leaks]),
        Field(speech.say("of"), "count", [leak.of for leak in leaks]),
        Field(speech.say("recent"), "count", [leak.too_recent for leak in leaks]),
        *_money(speech, [leak.at_risk for leak in leaks]),
    )
    return Table(speech.say("leaks"), fields, speech.map.currency)


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
