"""What the page lays over the map: where each thing leads, and what people noted of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import QueryDict
from django.urls import reverse

from parcours.charts.journey_map.overlay import Kind
from parcours.journeys.journey_map import JourneyMap
from parcours.touchpoints import group_of
from parcours.web.explore.screen import Asked, query_of
from parcours.web.funnel.query import Asking


@dataclass(frozen=True)
class PageOverlay:
    """Leads from a map to the pages of its things: a loss on the way to the order to the funnel."""

    drawn: JourneyMap
    about: Asked
    noted: Mapping[tuple[str, str], tuple[str, ...]]

    def address(self, kind: Kind, name: str) -> str:
        """Return where its numbers and people are."""
        return self._funnel(int(name)) if kind == "leak" else cell_address(self.about, kind, name)

    def notes(self, kind: Kind, name: str) -> Sequence[str]:
        """Return what people noted of it."""
        return self.noted.get((kind, name), ())

    def _funnel(self, number: int) -> str:
        leak, drops = self.drawn.leaks[number], self.drawn.params.drop_offs
        if drops is None or leak.kind != "left":
            return cell_address(self.about, "leak", str(number))
        steps = tuple(step.name for step in drops.steps)
        lost = next(at for at, step in enumerate(steps, 1) if group_of(step) == leak.place)
        query = Asking(steps, str(drops.within)).query(lost=lost)
        return f"{reverse('funnel:home')}?{query}&{query_of(self.about.period)}#lost"


def cell_address(about: Asked, kind: Kind, name: str) -> str:
    """Return the address of a thing's own page."""
    query = QueryDict(mutable=True)
    query.update({"kind": kind, "name": name})
    return f"{reverse('journey_map:cell')}?{query.urlencode()}&{query_of(about.period)}"
