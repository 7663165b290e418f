"""The vocabulary: the touchpoint's columns, the events, the channels, money and time."""

from __future__ import annotations

from parcours.touchpoints.channels.columns import channels_of
from parcours.touchpoints.channels.rules import Visit, channel_of
from parcours.touchpoints.channels.table import CHANNELS, Channel
from parcours.touchpoints.events.catalogue import EVENTS, canonical, event, group_of
from parcours.touchpoints.events.event import DIALECTS, Dialect, Event, Group, Property
from parcours.touchpoints.events.groups import GROUPS
from parcours.touchpoints.events.validation import Finding, nearest, validate
from parcours.touchpoints.money.amounts import format_money, from_minor, to_minor
from parcours.touchpoints.money.arrays import minor_array
from parcours.touchpoints.money.currencies import digits
from parcours.touchpoints.money.rates import Rate, Rates
from parcours.touchpoints.schema import (
    COLUMNS,
    INSTANT,
    ITEM,
    ORIGINS,
    SCHEMA,
    SCHEMA_VERSION,
    STAGES,
    STEPS,
    TRUSTS,
    TYPES,
    Column,
)
from parcours.touchpoints.terms import title
from parcours.touchpoints.time.buckets import (
    day_number,
    day_start,
    instant_of_day,
    month_day,
    month_start,
    span,
    week_day,
    week_start,
)
from parcours.touchpoints.time.clocks import corrected
from parcours.touchpoints.time.durations import format_duration, parse_duration
from parcours.touchpoints.time.zones import DAY, HOUR, MINUTE, SECOND, parse_zone, to_local, to_utc

__all__ = [
    "CHANNELS",
    "COLUMNS",
    "DAY",
    "DIALECTS",
    "EVENTS",
    "GROUPS",
    "HOUR",
    "INSTANT",
    "ITEM",
    "MINUTE",
    "ORIGINS",
    "SCHEMA",
    "SCHEMA_VERSION",
    "SECOND",
    "STAGES",
    "STEPS",
    "TRUSTS",
    "TYPES",
    "Channel",
    "Column",
    "Dialect",
    "Event",
    "Finding",
    "Group",
    "Property",
    "Rate",
    "Rates",
    "Visit",
    "canonical",
    "channel_of",
    "channels_of",
    "corrected",
    "day_number",
    "day_start",
    "digits",
    "event",
    "format_duration",
    "format_money",
    "from_minor",
    "group_of",
    "instant_of_day",
    "minor_array",
    "month_day",
    "month_start",
    "nearest",
    "parse_duration",
    "parse_zone",
    "span",
    "title",
    "to_local",
    "to_minor",
    "to_utc",
    "validate",
    "week_day",
    "week_start",
]
