"""Parcours: touchpoints in the columns of the log, amounts in units of their currency."""

from __future__ import annotations

from parcours.collect.importing.fields import FIELDS
from parcours.collect.importing.formats.format import Format
from parcours.touchpoints import SCHEMA

TOUCHPOINTS = Format(
    name="parcours",
    system="Parcours",
    where="files that programs write for Parcours; the demo's sample is one",
    rows="events",
    signature=frozenset({"message_id", "event", "timestamp"}),
    columns={
        field.name: field.name for field in FIELDS if field.name in SCHEMA.names or field.name == "email"
    },
    dialect="segment",
    rest="properties.",
)
