"""What the web process computes before anybody asks, so that the first page comes at once."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.http import QueryDict
from django.template.loader import get_template
from django.urls import reverse
from django.utils.translation import override

from parcours.errors import ParcoursError
from parcours.web.design.books import books
from parcours.web.explore.answers import ANSWERS, Question
from parcours.web.explore.journeys import keeper
from parcours.web.explore.screen import Asked, usual
from parcours.web.explore.selections import Selection
from parcours.web.funnel.query import parse
from parcours.web.funnel.selectors import CountEvents, CountFunnel, FindDrop, ListValues
from parcours.web.journey_map.selectors import CompareMap, DrawMap
from parcours.web.navigation import ENTRIES
from parcours.web.overview.selectors import CountDays, FindVainSearches, RankProducts
from parcours.web.overview.views import CARTS
from parcours.web.stages.selectors import ReadStages

_PATIENCE: Final = 600.0
_WEB: Final = Path(__file__).parent
_log = logging.getLogger("parcours.web.explore")


def begin() -> None:
    """Begin in a thread of its own; whoever asks meanwhile is answered as usual."""
    threading.Thread(target=_warm_quietly, name="parcours-warming", daemon=True).start()


def warm() -> None:
    """Read what every page needs, open the journeys and ask what the screens ask first."""
    _read_pages()
    found = keeper().open()
    if found.is_empty:
        return
    for question in _questions(usual(found)):
        ANSWERS.ask(question, found, patience=_PATIENCE)


def _read_pages() -> None:
    """Read all views, their addresses, templates and words: whoever came first would wait for it."""
    features = ("design", "explore", *(entry.feature for entry in ENTRIES))
    for language, _ in settings.LANGUAGES:
        with override(language):
            reverse(f"{ENTRIES[0].feature}:home")
        for book in chain.from_iterable(map(books, features)):
            book.phrases(language)
    for folder in _WEB.glob("*/templates"):
        for path in folder.rglob("*.html"):
            get_template(path.relative_to(folder).as_posix())


def _warm_quietly() -> None:
    try:
        warm()
    except (ParcoursError, OSError):
        _log.exception("Nothing could be computed before the first request.")


def _questions(about: Asked) -> Iterator[Question[Any]]:
    period, before = about.period, about.before
    days = Selection.of_days(period, about.opened)
    asking = parse(QueryDict(), about.opened.journeys.parts[0].names)
    yield CountDays(period.first, period.last)
    yield CountFunnel(asking, days)
    yield DrawMap.of(period, about.opened)
    yield ReadStages(period.first, period.last, before.last if before else None)
    yield FindDrop(asking, days, 1)
    yield CountFunnel(CARTS, days)
    yield FindVainSearches(days)
    yield RankProducts(days)
    yield CountEvents()
    yield ListValues()
    if before:
        earlier = Selection.of_days(before, about.opened)
        yield CountDays(before.first, before.last)
        yield CountFunnel(asking, earlier)
        yield CountFunnel(CARTS, earlier)
        yield CompareMap.of(before, about.opened)
