"""Drop-offs as an analysis: read a piece, put pieces together, make the answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from parcours.errors import InputError
from parcours.journeys.drop_offs.result import DropOffsResult, result_of
from parcours.journeys.drop_offs.told import Told, tell
from parcours.journeys.funnel import Step
from parcours.journeys.sequences import Sequences
from parcours.touchpoints import parse_duration

PURCHASE = ("Product Viewed", "Product Added", "Checkout Started", "Order Completed")


@dataclass(frozen=True)
class DropOffs:
    """Who is lost at each step of a funnel, and what that costs.

    Parameters
    ----------
    steps
        The funnel's steps, the last one its goal.
    as_of
        The moment of judgement, microseconds since 1970 UTC: a chain whose window is open then is
        not lost yet.
    within
        How long after the first step the last one may come.
    recovery
        How long after the last step reached an order counts as brought later.
    currency
        Of the orders' revenue.
    margin
        The share of the revenue that is margin, to weigh in place of revenue.
    costs
        What each product costs, in minor units, to weigh margin in place of revenue.

    Raises
    ------
    InputError
        There are fewer than two steps, a time is no length, or both margin and costs are given.
    """

    steps: tuple[Step, ...]
    as_of: int
    within: str | timedelta = "30d"
    recovery: str | timedelta = "30d"
    currency: str = ""
    margin: float | None = None
    costs: Mapping[str, int] | None = None

    def __post_init__(self) -> None:
        if len(self.steps) < 2:
            raise InputError("Nobody is lost in a funnel of one step.", expected="Two steps or more.")
        if self.margin is not None and self.costs is not None:
            raise InputError("Both a margin and costs are given.", expected="One of them, or none.")
        _ = self.window, self.recovery_time

    @property
    def window(self) -> int:
        """`within` in microseconds."""
        return parse_duration(self.within)

    @property
    def recovery_time(self) -> int:
        """`recovery` in microseconds."""
        return parse_duration(self.recovery)

    def partial(self, sequences: Sequences) -> tuple[Told, ...]:
        """Read how far each profile came, what it brought and what it did next."""
        return (tell(sequences, self),)

    def merge(self, one: tuple[Told, ...], other: tuple[Told, ...]) -> tuple[Told, ...]:
        """Put pieces side by side."""
        return one + other

    def result(self, state: tuple[Told, ...]) -> DropOffsResult:
        """Match the lost with completers like them, and rank."""
        return result_of(self, Told.joined(state))
