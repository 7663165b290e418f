"""Outages: a step of the checkout that stopped working, for some people, for some days."""

from __future__ import annotations

from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from parcours.journeys.outages.arrivals import Arrivals
from parcours.journeys.outages.result import OutagesResult, result_of
from parcours.journeys.outages.scan import Scan, find
from parcours.journeys.sequences import Sequences


@dataclass(frozen=True)
class Outages:
    """Steps of the checkout that far fewer people than usual went on from, for some days.

    Parameters
    ----------
    as_of
        The moment of judgement, microseconds since 1970 UTC.
    zone
        The shop's, by its name: days are its own.
    currency
        Of the orders' revenue.
    scan
        How long an outage may last, how deep it must be, how seldom an alarm may be false.
    """

    as_of: int
    zone: str = "UTC"
    currency: str = ""
    scan: Scan = field(default_factory=Scan)

    def partial(self, sequences: Sequences) -> tuple[Arrivals, ...]:
        """Read who came to which step and went on."""
        return (Arrivals.of(sequences, as_of=self.as_of, zone=ZoneInfo(self.zone)),)

    def merge(self, one: tuple[Arrivals, ...], other: tuple[Arrivals, ...]) -> tuple[Arrivals, ...]:
        """Put pieces side by side."""
        return one + other

    def result(self, state: tuple[Arrivals, ...]) -> OutagesResult:
        """Scan all days of all steps and people."""
        arrivals = Arrivals.joined(state)
        return result_of(self, arrivals, find(arrivals, self.scan))
