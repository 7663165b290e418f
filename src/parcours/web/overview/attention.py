"""What needs attention, the most costly first: causes, losses, and what the log cannot tell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from parcours.charts.journey_map.model import Estimate
from parcours.charts.journey_map.speech import Speech
from parcours.web.design.books import say
from parcours.web.journey_map.overlay import PageOverlay

_EACH = 3


@dataclass(frozen=True)
class Matter:
    """Something to look at: what it is, what it costs, and where more is said of it.

    ``money`` and ``interval`` say ``cost`` in words; all are empty where it is not known.
    """

    kind: Literal["trouble", "cause", "leak", "gap"]
    label: str
    title: str
    money: str
    interval: str
    text: str
    href: str
    cost: Estimate | None = None


def matters(speech: Speech, overlay: PageOverlay) -> Iterator[Matter]:
    """Yield what needs attention."""
    yield from _causes(speech, overlay)
    yield from _leaks(speech, overlay)
    for name, advice in speech.unknowns()[:_EACH]:
        yield Matter("gap", say("overview.attention.gap"), name, "", "", advice, "")


def _causes(speech: Speech, overlay: PageOverlay) -> Iterator[Matter]:
    for at, pain in enumerate(speech.map.pains):
        if pain.is_certain and at < _EACH:
            yield Matter(
                kind="cause",
                label=say("overview.attention.cause"),
                title=speech.name(pain),
                money=speech.cost(pain),
                interval=speech.cost_interval(pain) if pain.cost else "",
                text=speech.story(pain),
                href=overlay.address("pain", str(at)),
                cost=pain.cost,
            )


def _leaks(speech: Speech, overlay: PageOverlay) -> Iterator[Matter]:
    for at, leak in enumerate(speech.map.leaks[:_EACH]):
        yield Matter(
            kind="leak",
            label=say("overview.attention.leak"),
            title=speech.leak_name(leak),
            money=speech.risk(leak),
            interval=speech.interval(leak.at_risk) if leak.at_risk else "",
            text=speech.leak(leak),
            href=overlay.address("leak", str(at)),
            cost=leak.at_risk,
        )
