"""The durable record: one Delta table of touchpoints, each in it exactly once, for ever."""

from parcours.eventlog.check import Finding
from parcours.eventlog.log import Appended, EventLog
from parcours.eventlog.snapshot import DataFile, Snapshot
from parcours.eventlog.upkeep import Compacted, Erased

__all__ = ["Appended", "Compacted", "DataFile", "Erased", "EventLog", "Finding", "Snapshot"]
