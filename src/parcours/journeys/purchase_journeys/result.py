"""What purchase journeys answer: steps, four outcomes, one row a journey."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from parcours.charts.table import Field, Table
from parcours.journeys.orders.paths import DELIVERED, ORDERED, OUTCOMES
from parcours.journeys.quantiles import quantile
from parcours.journeys.result import Definition, Result, plain
from parcours.journeys.sequences import Flags, Ints
from parcours.touchpoints import format_duration

if TYPE_CHECKING:
    from parcours.charts import Picture
    from parcours.journeys.purchase_journeys.analysis import PurchaseJourneys

_SECOND = 1_000_000
_INSTANT = pa.timestamp("us", tz="UTC")
_NEVER = np.iinfo(np.int64).max


@dataclass(frozen=True, eq=False)
class JourneyRows:
    """Journeys, one array element each; as in `Paths`, with the profile's id and the order's revenue."""

    profile: Ints
    start: Ints
    end: Ints
    outcome: npt.NDArray[np.int8]
    revenue: Ints
    priced: Flags
    touchpoints: Ints
    visits: Ints
    reached: npt.NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.profile)

    @classmethod
    def joined(cls, pieces: Sequence[JourneyRows]) -> JourneyRows:
        """Return the journeys of several pieces, in their order."""
        return cls(*(np.concatenate([getattr(piece, one.name) for piece in pieces]) for one in fields(cls)))

    @property
    def ordered(self) -> Flags:
        """Which of them ended with an order."""
        return (self.outcome == ORDERED) | (self.outcome == DELIVERED)


@dataclass(frozen=True)
class Step:
    """One step over all journeys. A step that the log cannot show has None throughout.

    Parameters
    ----------
    name
        Its code.
    journeys
        How many journeys reached it.
    share
        Of all journeys.
    ordered
        The share of those that reached it that ended with an order.
    seconds_to_next
        The median time from first reaching it to first reaching any later step.
    revenue
        What the orders of those that reached it brought, minor units of the shop's currency.
    """

    name: str
    journeys: int | None = None
    share: float | None = None
    ordered: float | None = None
    seconds_to_next: float | None = None
    revenue: int | None = None

    @property
    def is_recorded(self) -> bool:
        """Whether the log could show it at all."""
        return self.journeys is not None


@dataclass(frozen=True, eq=False)
class PurchaseJourneysResult(Result):
    """The purchase journeys of all profiles.

    Parameters
    ----------
    n
        How many journeys there are.
    steps
        The steps of the template.
    """

    n: int
    steps: tuple[Step, ...]
    _rows: JourneyRows = field(repr=False)

    @classmethod
    def of(cls, params: PurchaseJourneys, rows: JourneyRows, recorded: Flags) -> PurchaseJourneysResult:
        """Return the result of what the analysis found."""
        steps = _steps(rows, recorded, params.template.names)
        return cls(params, _definition(params), len(rows), steps, rows)

    @property
    def unrecorded(self) -> tuple[str, ...]:
        """The steps that this log holds no touchpoints of: of these nothing is known."""
        return tuple(step.name for step in self.steps if not step.is_recorded)

    def table(self) -> Table:
        """Return one row a step; what is not recorded is unknown, not 0."""
        return Table(
            "Purchase journeys by step",
            (
                Field("step", "text", [step.name.replace("_", " ") for step in self.steps]),
                Field(
                    "recorded",
                    "text",
                    ["yes" if step.is_recorded else "no" for step in self.steps],
                    detail=True,
                ),
                Field("journeys", "count", [step.journeys for step in self.steps]),
                Field("share", "share", [step.share for step in self.steps]),
                Field("ordered", "share", [step.ordered for step in self.steps]),
                Field("median_to_next", "duration", [step.seconds_to_next for step in self.steps]),
                Field("revenue", "money", [step.revenue for step in self.steps]),
            ),
            currency=self.params.currency,
        )

    def outcomes(self) -> Table:
        """Return how journeys ended, with the medians of what it took.

        Time, touchpoints and visits are unknown where the log holds nothing but orders.
        """
        walked = self.steps[0].is_recorded
        groups = [self._rows.outcome == code for code in range(len(OUTCOMES))]
        counts = [int(those.sum()) for those in groups]
        seconds = (self._rows.end - self._rows.start) / _SECOND
        medians = [
            [_median(values[those]) if walked else None for those in groups]
            for values in (seconds, self._rows.touchpoints, self._rows.visits)
        ]
        return Table(
            "Outcomes of purchase journeys",
            (
                Field("outcome", "text", list(OUTCOMES)),
                Field("journeys", "count", counts),
                Field("share", "share", [count / self.n if self.n else None for count in counts]),
                Field("median_time", "duration", medians[0]),
                Field("median_touchpoints", "number", medians[1]),
                Field("median_visits", "number", medians[2]),
            ),
        )

    def to_frame(self, backend: Literal["pyarrow", "pandas", "polars"] = "pyarrow") -> Any:
        """Return one row a journey: an Arrow table, or a dataframe of pandas or Polars.

        `reached_<step>` is when the journey first reached the step; revenue is in minor units.
        """
        import narwhals as nw

        rows = self._rows
        columns: dict[str, Any] = {
            "profile": rows.profile,
            "start": pa.array(rows.start, _INSTANT),
            "end": pa.array(rows.end, _INSTANT),
            "outcome": np.array(OUTCOMES)[rows.outcome],
            "revenue": pa.array(rows.revenue, mask=~rows.priced),
            "touchpoints": rows.touchpoints,
            "visits": rows.visits,
        }
        for number, step in enumerate(self.params.template.names):
            after = rows.reached[:, number]
            columns[f"reached_{step}"] = pa.array(rows.start + after, _INSTANT, mask=after < 0)
        frame = pa.table(columns)
        return frame if backend == "pyarrow" else nw.from_arrow(frame, backend=backend).to_native()

    def to_dict(self) -> dict[str, Any]:
        """Return parameters, definition, steps and outcomes, ready for JSON."""
        more = {"n": self.n, "unrecorded": self.unrecorded, "outcomes": self.outcomes().rows()}
        return super().to_dict() | plain(more)

    def chart(self) -> Picture:
        """Return the journeys that reached each step, as bars."""
        from parcours.charts import bars

        return bars(self.table(), value="journeys")


def _steps(rows: JourneyRows, recorded: Flags, names: tuple[str, ...]) -> tuple[Step, ...]:
    # A column of its own for each step: they are read several times.
    reached, ordered = np.ascontiguousarray(rows.reached.T), rows.ordered
    return tuple(
        _step(rows, name, ordered, reached[number:]) if recorded[number] else Step(name)
        for number, name in enumerate(names)
    )


def _step(rows: JourneyRows, name: str, ordered: Flags, reached: npt.NDArray[np.int64]) -> Step:
    """Return the step whose times come first, before those of all later steps."""
    came = reached[0] >= 0
    count = int(np.count_nonzero(came))
    return Step(
        name,
        journeys=count,
        share=count / len(rows) if len(rows) else None,
        ordered=np.count_nonzero(ordered & came) / count if count else None,
        seconds_to_next=_median(_to_next(reached[0], reached[1:], came)),
        revenue=int(np.sum(rows.revenue, where=came)),
    )


def _to_next(here: Ints, later: npt.NDArray[np.int64], came: Flags) -> npt.NDArray[np.float64]:
    """Return the seconds to the next step, of the journeys that reached one."""
    soonest = np.full(len(here), _NEVER)
    for times in later:
        np.minimum(soonest, times, out=soonest, where=times >= here)
    went_on = came & (soonest < _NEVER)
    return (soonest[went_on] - here[went_on]) / _SECOND


def _median(values: npt.NDArray[Any]) -> float | None:
    return quantile(values, 0.5) if len(values) else None


def _definition(params: PurchaseJourneys) -> Definition:
    silence = format_duration(params.abandoned_after)
    return Definition(
        what="Each journey is one path of a profile towards one order: steps, and four outcomes.",
        formula=(
            "A journey opens with the first touchpoint by the customer that belongs to no other, and ends "
            f"with its order, or as abandoned after {silence} without a touchpoint. Delivery, loyalty and "
            "recommendation belong to the last journey that ended with an order. The share ordered is of "
            "the journeys that reached the step; the time is from first reaching it to reaching a later one."
        ),
        exactness="exact",
    )
