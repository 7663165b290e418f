"""The filters over a list of orders; values are those that orders have."""

from __future__ import annotations

from parcours.commerce.deeds import STATUSES
from parcours.commerce.selectors import Wanted, orders_by
from parcours.commerce.selectors.orders import Dimension
from parcours.state.actor import Actor
from parcours.web.design.books import say
from parcours.web.design.components import Filter, FilterBar, Option, Search
from parcours.web.explore.numbers import count
from parcours.web.orders.query import ANSWERS, Asking
from parcours.web.people.names import channel_title, payment_title

_COUNTED: tuple[Dimension, ...] = ("channel", "country", "payment_method", "carrier")


def filter_bar(asking: Asking) -> FilterBar:
    """Return what is asked for most."""
    status = _filter("status", {each: say(f"orders.statuses.{each}") for each in STATUSES}, asking)
    answers = (_answers(name, asking) for name in ("nth", "punctual"))
    return FilterBar((status, *answers), Search(say("orders.search"), asking.given.get("q", "")))


def more_filters(actor: Actor, asking: Asking) -> FilterBar:
    """Return what is asked for less often."""
    counted = tuple(_filter(name, _values(actor, name), asking) for name in _COUNTED)
    answers = tuple(_answers(name, asking) for name in ("buyer", "overdue", "excluded"))
    given = {name: asking.given[name] for name in ("coupon", "profile") if name in asking.given}
    taken = tuple(_filter(name, {value: value}, asking) for name, value in given.items())
    return FilterBar((*counted, *answers, *taken))


def _values(actor: Actor, dimension: Dimension) -> dict[str, str]:
    buckets = [each for each in orders_by(actor, Wanted(excluded="too"), dimension) if each.of]
    return {each.of: f"{_title(dimension, each.of)} · {count(each.totals.orders)}" for each in buckets}


def _title(dimension: str, value: str) -> str:
    if dimension == "channel":
        return channel_title(value)
    return payment_title(value) if dimension == "payment_method" else value


def _answers(name: str, asking: Asking) -> Filter:
    return _filter(name, {each: say(f"orders.answers.{name}.{each}") for each in ANSWERS[name]}, asking)


def _filter(name: str, options: dict[str, str], asking: Asking) -> Filter:
    shown = tuple(Option(value, label) for value, label in options.items())
    return Filter(name, say(f"orders.filters.{name}"), shown, asking.given.get(name, ""))
