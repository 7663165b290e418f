"""The overview over the API: what needs attention, and the numbers of some days beside those before."""

from __future__ import annotations

from typing import Any, Literal

from ninja import Query
from pydantic import Field

from parcours.charts.journey_map.speech import Speech
from parcours.journeys.trends.result import share
from parcours.web.accounts.marks import StaffRequest
from parcours.web.api import asking
from parcours.web.api.asking import Analysis, ComparedDays, Days
from parcours.web.api.endpoints import Endpoints
from parcours.web.api.fields import Estimate, Money, Told, estimated, exact
from parcours.web.design.books import language
from parcours.web.explore.screen import Asked
from parcours.web.explore.selections import Selection
from parcours.web.journey_map.overlay import PageOverlay
from parcours.web.journey_map.selectors import DrawMap
from parcours.web.overview import stats
from parcours.web.overview.attention import matters
from parcours.web.overview.selectors import CountDays, FindVainSearches, RankProducts
from parcours.web.overview.views import questions
from parcours.web.period import Period

_COUNTS = ("profiles", "new_customers", "orders", "revenue")
_ESTIMATES = ("order_value", "conversion", "repeat", "abandoned", "voided")

endpoints = Endpoints("overview")


class MatterOut(Told):
    """Something to look at."""

    kind: Literal["cause", "leak", "gap"]
    title: str
    text: str
    cost: Money | None = Field(description="what it costs, or the revenue at risk")


class AttentionOut(Analysis):
    """What needs attention, the most costly first."""

    items: list[MatterOut]
    currency: str


class DayNumbers(Told):
    """A day of the shop's zone."""

    day: str
    profiles: int
    orders: int
    revenue: int
    new_customers: int


class Numbers(Told):
    """The numbers of some days; money in minor units of the currency."""

    profiles: int
    new_customers: int
    orders: int
    revenue: int
    unpriced: int = Field(description="orders without a price, which add nothing to the revenue")
    order_value: Estimate
    conversion: Estimate
    repeat: Estimate
    abandoned: Estimate
    voided: Estimate


class OverviewOut(Analysis):
    """The numbers of some days, and of the days before."""

    now: Numbers
    before: Numbers | None
    by_day: list[DayNumbers]
    currency: str


class ChannelNumbers(Told):
    """Who came by a channel, and what was ordered after it; an empty name: nobody knows by which."""

    name: str
    profiles: int
    orders: int
    revenue: int
    conversion: Estimate


class ChannelsOut(Analysis):
    """The channels, the most profiles first."""

    items: list[ChannelNumbers]
    currency: str


class SearchOut(Told):
    """A search that found nothing."""

    name: str
    n: int


class SearchesOut(Analysis):
    """The searches that found nothing, the most frequent first."""

    items: list[SearchOut]


class SoldOut(Told):
    """A product: in how many orders it is, and how many pieces."""

    name: str
    n: int
    pieces: int


class SellersOut(Analysis):
    """The products in most orders."""

    items: list[SoldOut]


@endpoints.reads("/overview", OverviewOut)
def overview(request: StaffRequest, asked: Query[ComparedDays]) -> dict[str, Any]:
    """Return the numbers of some days beside those of the days before."""
    about = asking.asked(asked)
    for period in filter(None, (about.period, about.before)):
        about.begin(*questions(about, period))
    now = _days(about, about.period)
    trends = now.trends
    rows = zip(
        trends.days, trends.daily_profiles, trends.daily_orders, trends.daily_revenue, trends.daily_new,
        strict=True,
    )  # fmt: skip
    return {
        **asking.told(asking.found(about, questions(about, about.period)[0]), about.period),
        "now": _numbers(now),
        "before": _numbers(_days(about, about.before)) if about.before else None,
        "by_day": [dict(zip(DayNumbers.model_fields, row, strict=True)) for row in rows],
        "currency": trends.params.currency,
        "definitions": exact(**_how(_COUNTS)) | estimated(**_how(_ESTIMATES)),
    }


@endpoints.reads("/overview/attention", AttentionOut)
def attention(request: StaffRequest, asked: Query[ComparedDays]) -> dict[str, Any]:
    """List what needs attention: causes, losses, and what the log cannot tell."""
    about = asking.asked(asked)
    found = asking.found(about, DrawMap.of(about.period, about.opened))
    speech = Speech(found.value, language())
    return {
        **asking.told(found, about.period),
        "items": matters(speech, PageOverlay(found.value, about, {})),
        "currency": found.value.currency,
        "definitions": estimated(items="overview.attention.how"),
    }


@endpoints.reads("/overview/channels", ChannelsOut)
def channels(request: StaffRequest, asked: Query[Days]) -> dict[str, Any]:
    """Say who came by each channel, and what was ordered after it."""
    about = asking.asked(asked)
    found = asking.found(about, CountDays(about.period.first, about.period.last))
    return {
        **asking.told(found, about.period),
        "items": [
            {**vars(each), "conversion": share(each.orders, each.profiles)} for each in found.value.channels
        ],
        "currency": found.value.params.currency,
        "definitions": exact(items="overview.channels.how"),
    }


@endpoints.reads("/overview/searches", SearchesOut)
def searches(request: StaffRequest, asked: Query[Days]) -> dict[str, Any]:
    """List the searches that found nothing."""
    about = asking.asked(asked)
    found = asking.found(about, FindVainSearches(Selection.of_days(about.period, about.opened)))
    how = exact(items="overview.searches.how")
    return {**asking.told(found, about.period), "items": found.value, "definitions": how}


@endpoints.reads("/overview/products", SellersOut)
def products(request: StaffRequest, asked: Query[Days]) -> dict[str, Any]:
    """List the products in most orders."""
    about = asking.asked(asked)
    found = asking.found(about, RankProducts(Selection.of_days(about.period, about.opened)))
    how = exact(items="overview.products.how")
    return {**asking.told(found, about.period), "items": found.value, "definitions": how}


def _days(about: Asked, period: Period) -> stats.Days:
    days, carts = questions(about, period)
    return stats.Days(asking.found(about, days).value, asking.found(about, carts).value)


def _numbers(days: stats.Days) -> dict[str, Any]:
    trends = days.trends
    counts = {name: getattr(trends, name) for name in (*_COUNTS, "unpriced")}
    estimates = {name: getattr(trends, name) for name in ("order_value", "conversion", "repeat")}
    return {**counts, **estimates, "abandoned": days.abandoned, "voided": trends.void_share}


def _how(names: tuple[str, ...]) -> dict[str, str]:
    return {name: f"overview.{name}.how" for name in names}
