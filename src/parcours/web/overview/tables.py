"""The tables of the overview."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.urls import reverse

from parcours.journeys.trends import ChannelTrend
from parcours.journeys.trends.result import share
from parcours.touchpoints import title
from parcours.web.design import formats
from parcours.web.design.books import language, say
from parcours.web.design.components import Column, Empty, Row, Table
from parcours.web.explore.numbers import count
from parcours.web.overview.selectors import Counted


def channels_table(channels: Sequence[ChannelTrend]) -> Table:
    """Return who came by each channel, and what was ordered after it."""
    columns = (
        Column(say("overview.channels.channel")),
        *(
            Column(say(f"overview.channels.{name}"), "number")
            for name in ("profiles", "orders", "conversion", "revenue")
        ),
    )
    rows = [
        Row(
            (
                title(each.name, language()) if each.name else say("overview.channels.unknown"),
                count(each.profiles),
                count(each.orders),
                formats.now().share(share(each.orders, each.profiles).value),
                formats.now().money(each.revenue),
            )
        )
        for each in channels
    ]
    return Table(say("overview.channels.title"), columns, rows, _nothing())


def searches_table(found: tuple[Counted, ...]) -> Table:
    """Return what was searched in vain."""
    columns = (Column(say("overview.searches.search")), Column(say("overview.searches.times"), "number"))
    rows = [Row((each.name, count(each.n))) for each in found]
    empty = Empty(say("overview.searches.none"), say("overview.searches.none_why"))
    return Table(say("overview.searches.title"), columns, rows, empty)


def products_table(found: tuple[Counted, ...], names: Mapping[str, str]) -> Table:
    """Return what was ordered most, by name where one is known."""
    columns = (
        Column(say("overview.products.product")),
        Column(say("overview.products.orders"), "number"),
        Column(say("overview.products.pieces"), "number"),
    )
    rows = [
        Row(
            (names.get(each.name, each.name), count(each.n), count(each.pieces)),
            reverse("products:product", args=[each.name]),
        )
        for each in found
    ]
    return Table(say("overview.products.title"), columns, rows, _nothing())


def _nothing() -> Empty:
    return Empty(say("overview.nothing"), say("overview.nothing_why"))
