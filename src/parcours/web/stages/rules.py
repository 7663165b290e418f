"""The rules of the stages in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from parcours.charts import Formats
from parcours.journeys.stages import Reason, Template
from parcours.journeys.stages.template import Act, Rule
from parcours.web.design import formats
from parcours.web.design.books import books, language, say
from parcours.web.explore.events import event_title

_SECOND = 1_000_000


@dataclass(frozen=True)
class Told:
    """One rule: the stage that it leads to, what it is called, what it asks for, and if it is not in use."""

    stage: str
    name: str
    asks: tuple[str, ...]
    off: bool = False


def told(template: Template) -> Iterator[Told]:
    """Yield the rules in the order in which they are asked, then what holds otherwise."""
    for rule in template.rules:
        yield Told(rule.stage, rule_title(rule.name), tuple(_asks(rule)), rule.off)
    yield Told(template.otherwise, rule_title("otherwise"), (say("stages.asks.otherwise"),))


def rule_title(name: str) -> str:
    """Return what a rule is called; a rule of the shop's own keeps its name."""
    key = f"rules.{name}"
    known = any(key in book.phrases(language()) for book in books("stages"))
    return say(f"stages.{key}") if known else name


def reason_told(reason: Reason) -> str:
    """Say what brought a move about."""
    if reason.event is None:
        return say("stages.reasons.ran_out", rule=rule_title(reason.rule))
    return say("stages.reasons.event", event=event_title(reason.event))


def _asks(rule: Rule) -> Iterator[str]:
    if rule.first_order:
        lengths = rule.first_order.after_delivery, rule.first_order.without_delivery
        yield say("stages.asks.first_order", delivered=_length(lengths[0]), ordered=_length(lengths[1]))
    elif not rule.acts:
        yield say("stages.asks.any_order")
    for act in rule.acts:
        yield _act(act)
    if rule.unless_complaint:
        yield say("stages.asks.unless_complaint")


def _act(act: Act) -> str:
    events = say("stages.asks.or").join(event_title(name) for name in act.events)
    said = [say("stages.asks.act", events=events, within=_length(act.within))]
    if act.visits > 1:
        said.append(say("stages.asks.visits", n=str(act.visits)))
    if act.least_score is not None:
        said.append(say("stages.asks.score", score=f"{act.least_score:g}"))
    if act.verified:
        said.append(say("stages.asks.verified"))
    return ", ".join(said)


def _length(micros: int) -> str:
    shown: Formats = formats.now()
    return shown.duration(micros / _SECOND)
