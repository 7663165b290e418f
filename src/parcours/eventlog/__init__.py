"""The durable record: one Delta table of touchpoints, each in it exactly once, for ever."""

from parcours.eventlog.log import Appended, EventLog
from parcours.eventlog.snapshot import DataFile, Snapshot

__all__ = ["Appended", "DataFile", "EventLog", "Snapshot"]
