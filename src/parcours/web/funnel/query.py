"""What the funnel explorer is asked: steps, window, breakdown and filters, all of it in the address."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import QueryDict

from parcours.journeys.drop_offs import PURCHASE

MOST_STEPS = 8
WINDOWS = ("1h", "1d", "7d", "30d", "90d")
BREAKDOWNS = ("channel", "device", "country", "language", "payment_method", "browser", "os")
FILTERS = ("channel", "device", "country")
_USUAL_WINDOW = "7d"


@dataclass(frozen=True)
class Asking:
    """A funnel.

    Parameters
    ----------
    steps
        Names of events, two or more.
    within
        How long after the first step the last one may come.
    by
        The column to break it down by; empty for none.
    where
        Pairs of a column and the value that touchpoints must have.
    """

    steps: tuple[str, ...]
    within: str = _USUAL_WINDOW
    by: str = ""
    where: tuple[tuple[str, str], ...] = ()

    def query(self, **more: str | int) -> str:
        """Return the funnel as part of an address."""
        query = QueryDict(mutable=True)
        query.setlist("step", list(self.steps))
        query["within"] = self.within
        if self.by:
            query["by"] = self.by
        query.update(dict(self.where))
        query.update({name: str(value) for name, value in more.items()})
        return query.urlencode()


def parse(query: QueryDict, events: Iterable[str]) -> Asking:
    """Return the funnel that an address asks for; what makes no sense there is left out.

    Parameters
    ----------
    query
        The address's: ``step`` twice or more, ``within``, ``by``, and filters by the column's name.
    events
        Names of the log's events; steps that never happened stay out, but for the usual ones.
    """
    known = {*events, *PURCHASE}
    steps = tuple(step for step in query.getlist("step") if step in known)[:MOST_STEPS]
    within, by = query.get("within", ""), query.get("by", "")
    return Asking(
        steps=steps if len(steps) > 1 else _usual(known),
        within=within if within in WINDOWS else _USUAL_WINDOW,
        by=by if by in BREAKDOWNS else "",
        where=tuple((column, value) for column in FILTERS if (value := query.get(column, ""))),
    )


def _usual(known: set[str]) -> tuple[str, ...]:
    return tuple(step for step in PURCHASE if step in known)
