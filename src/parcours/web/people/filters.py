"""The filters over a list of people."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from parcours.touchpoints import CHANNELS, STAGES, digits, title
from parcours.web.design import formats
from parcours.web.design.books import language, say
from parcours.web.design.components import Filter, FilterBar, Option, Search
from parcours.web.design.place import this_shop
from parcours.web.people.facets import whereabouts
from parcours.web.people.names import channel_title, language_title, purpose_title
from parcours.web.people.query import CONSENTS, FLAGS, NAMES, SEEN, WHO, Asking, bounds

_ORDERS = ("0-0", "1-1", "2-", "5-")
_FIRST = 4
_VALUES = (50, 100, 250, 500, 1000)


def filter_bars(asking: Asking, *, searching: bool) -> tuple[FilterBar, FilterBar]:
    """Return what is asked for most, and the rest; only some may search for names."""
    options = _options()
    filters = tuple(_filter(name, options[name], asking.given.get(name, "")) for name in NAMES)
    search = Search(say("people.search"), asking.given.get("q", "")) if searching else None
    return FilterBar(filters[:_FIRST], search), FilterBar(filters[_FIRST:])


def _options() -> Mapping[str, dict[str, str]]:
    """Return the values of each filter with what they are called."""
    found = whereabouts()
    return {
        "who": {who: say(f"people.who.{who}") for who in WHO},
        "stage": {stage: title(stage, language()) for stage in STAGES},
        "flag": {flag: say(f"design.flags.{flag}") for flag in FLAGS},
        "country": {value: value for value in found["country"]},
        "language": {value: language_title(value) for value in found["language"]},
        "channel": {channel.name: channel_title(channel.name) for channel in CHANNELS},
        "consent": {value: _consent(value) for value in CONSENTS},
        "orders": {value: _orders(value) for value in _ORDERS},
        "value": {value: _value(value) for value in _values()},
        "seen": {value: _seen(value) for value in SEEN},
        "left_out": {"1": say("people.left_out")},
    }


def _filter(name: str, options: Mapping[str, str], chosen: str) -> Filter:
    """A value that came from elsewhere, such as a range that another screen asked for, stays chosen."""
    if chosen and chosen not in options:
        write = {"orders": _orders, "value": _value}.get(name, str)
        options = {**options, chosen: write(chosen)}
    shown = tuple(Option(value, label) for value, label in options.items())
    return Filter(name, say(f"people.filters.{name}"), shown, chosen)


def _consent(value: str) -> str:
    purpose, _, word = value.partition(":")
    return say(f"people.consent_is.{word}", purpose=purpose_title(purpose))


def _seen(value: str) -> str:
    when, _, days = value.partition("-")
    return say(f"people.seen.{when}", count=int(days))


def _orders(value: str) -> str:
    return _between(value, formats.now().count)


def _value(value: str) -> str:
    return _between(value, formats.now().money)


def _between(value: str, write: Callable[[float | None], str]) -> str:
    low, high = bounds(value)
    if low == high:
        return write(low)
    if high is None:
        return say("people.range.from", low=write(low))
    return say("people.range.between", low=write(low or 0), high=write(high))


def _values() -> list[str]:
    units = 10 ** digits(this_shop().settings.currency)
    return [f"{value * units}-" for value in _VALUES]
