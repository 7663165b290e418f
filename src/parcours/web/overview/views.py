"""The overview's screen."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from parcours.charts.journey_map.speech import Speech
from parcours.commerce.selectors import product_names
from parcours.web.accounts.marks import needs
from parcours.web.design.books import language, say
from parcours.web.explore.screen import Asked, Context, Part, asked, nothing_yet, show
from parcours.web.explore.selections import Selection
from parcours.web.funnel.query import Asking
from parcours.web.funnel.selectors import CountFunnel
from parcours.web.journey_map.overlay import PageOverlay
from parcours.web.journey_map.selectors import DrawMap
from parcours.web.overview.attention import matters
from parcours.web.overview.findings import troubles
from parcours.web.overview.selectors import CountDays, FindVainSearches, RankProducts
from parcours.web.overview.stats import Days, stats
from parcours.web.overview.tables import channels_table, products_table, searches_table
from parcours.web.period import Period

_CHANNELS = 8
CARTS = Asking(("Product Added", "Order Completed"), "7d")


@needs("see")
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Show what needs attention, and the numbers of some days."""
    about = asked(request)
    if about.opened.is_empty:
        return nothing_yet(request, say("overview.nav"))
    for period in filter(None, (about.period, about.before)):
        about.begin(*questions(about, period))
    return show(request, about, "overview/home.html", _PARTS, {})


def questions(about: Asked, period: Period) -> tuple[CountDays, CountFunnel]:
    """Return what the numbers of some days rest on."""
    days = Selection.of_days(period, about.opened)
    return CountDays(period.first, period.last), CountFunnel(CARTS, days)


def _attention(request: HttpRequest, about: Asked) -> Context | None:
    found = about.ask(DrawMap.of(about.period, about.opened))
    if found is None:
        return None
    overlay = PageOverlay(found.value, about, {})
    speech = Speech(found.value, language())
    return {"answer": found, "matters": [*troubles(request), *matters(speech, overlay)]}


def _numbers(request: HttpRequest, about: Asked) -> Context | None:
    now = _days(about, about.period)
    before = _days(about, about.before) if about.before else None
    if now is None or (about.before and before is None):
        return None
    return {"answer": about.ask(questions(about, about.period)[0]), "stats": list(stats(now, before))}


def _days(about: Asked, period: Period) -> Days | None:
    count_days, count_carts = questions(about, period)
    days, carts = about.ask(count_days), about.ask(count_carts)
    return Days(days.value, carts.value) if days and carts else None


def _channels(request: HttpRequest, about: Asked) -> Context | None:
    found = about.ask(CountDays(about.period.first, about.period.last))
    if found is None:
        return None
    channels = found.value.channels
    rest = channels_table(channels[_CHANNELS:]) if len(channels) > _CHANNELS else None
    return {"answer": found, "table": channels_table(channels[:_CHANNELS]), "rest": rest}


def _searches(request: HttpRequest, about: Asked) -> Context | None:
    found = about.ask(FindVainSearches(Selection.of_days(about.period, about.opened)))
    return None if found is None else {"answer": found, "table": searches_table(found.value)}


def _products(request: HttpRequest, about: Asked) -> Context | None:
    found = about.ask(RankProducts(Selection.of_days(about.period, about.opened)))
    if found is None:
        return None
    names = product_names(each.name for each in found.value)
    return {"answer": found, "table": products_table(found.value, names)}


_PARTS = (
    Part("attention", "overview/attention.html", _attention),
    Part("numbers", "overview/numbers.html", _numbers),
    Part("channels", "overview/channels.html", _channels),
    Part("searches", "overview/searches.html", _searches),
    Part("products", "overview/products.html", _products),
)
