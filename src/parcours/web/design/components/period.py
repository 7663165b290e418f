"""The choice of the days that a screen speaks of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from parcours.web.period import COMPARISONS, NAMED, PRESETS, Period


@dataclass(frozen=True)
class PeriodPicker:
    """The days of now, behind them all others; ``comparing`` where a screen compares."""

    period: Period
    comparing: bool = True
    template: ClassVar[str] = "period_picker"

    @property
    def presets(self) -> tuple[int, ...]:
        """The usual periods, in days."""
        return PRESETS

    @property
    def named(self) -> tuple[str, ...]:
        """The periods of the calendar."""
        return NAMED

    @property
    def comparisons(self) -> tuple[str, ...]:
        """What days can be compared with."""
        return COMPARISONS

    @property
    def asked(self) -> tuple[str, ...]:
        """The parameters of the address that it asks for, and the page that they begin anew."""
        return ("period", "from", "to", "cursor")
