"""Numbers as screens show them: with how many they rest on, their interval, and what became of them."""

from __future__ import annotations

from typing import Literal

from parcours.charts import Formats
from parcours.journeys.trends import Estimate
from parcours.web.design import formats
from parcours.web.design.books import say
from parcours.web.design.components import Change

Kind = Literal["share", "money"]
Good = Literal["up", "down", "neither"]


def change(now: float | None, before: float | None, *, good: Good = "up") -> Change:
    """Return what became of a number, as a share of what it was."""
    share = (now - before) / before if now is not None and before else None
    return Change(share, good, say("explore.than_before"))


def interval(estimate: Estimate, kind: Kind) -> str:
    """Write the interval of an estimate; nothing where there is none."""
    if estimate.low is None or estimate.high is None:
        return ""
    return say("explore.interval", low=written(estimate.low, kind), high=written(estimate.high, kind))


def written(value: float | None, kind: Kind) -> str:
    """Write a share, or money."""
    shown: Formats = formats.now()
    return shown.share(value) if kind == "share" else shown.money(value)


def about(value: float | None) -> str:
    """Write an estimated amount with the digits that it deserves."""
    return formats.now().about(value)


def count(value: int | None) -> str:
    """Write a whole number."""
    return formats.now().count(value)
