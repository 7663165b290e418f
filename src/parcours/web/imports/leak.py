"""The biggest leak of what has come in: the same answer as the map's."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse

from parcours.charts.journey_map.speech import Speech
from parcours.web.design.books import language
from parcours.web.explore.screen import Asked, Context, Part, query_of
from parcours.web.journey_map.selectors import DrawMap


def _leak(request: HttpRequest, about: Asked) -> Context | None:
    del request
    if about.opened.is_empty:
        return None  # what came in is not read yet
    found = about.ask(DrawMap.of(about.period, about.opened))
    if found is None:
        return None
    speech = Speech(found.value, language())
    leak = found.value.leaks[0] if found.value.leaks else None
    return {
        "answer": found,
        "name": speech.leak_name(leak) if leak else "",
        "told": speech.leak(leak) if leak else "",
        "risk": speech.risk(leak) if leak else "",
        "map": f"{reverse('journey_map:home')}?{query_of(about.period)}",
    }


LEAK = Part("leak", "imports/leak.html", _leak)
