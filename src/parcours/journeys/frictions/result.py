"""What frictions answer: one entry a kind, unknown where the log cannot show it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from parcours.charts.journey_map.model import Estimate
from parcours.charts.table import Field, Table
from parcours.errors import InputError
from parcours.journeys.frictions.contrast import Contrast
from parcours.journeys.frictions.spots import Spot
from parcours.journeys.result import Definition, Result, plain

if TYPE_CHECKING:
    from parcours.charts import Picture
    from parcours.journeys.frictions.analysis import Frictions

EXAMPLES = 5

NO_ORDER, NO_OTHER_ORDER = "no order", "no other order"
"""What becomes of those who are lost: of a journey, and of the customer after an order."""

DEFINITION = Definition(
    what="How often each kind of friction is met, how many are lost with it and without, what that costs.",
    formula=(
        "Of the journeys that are over, the share abandoned with the friction less the share abandoned "
        "without it among those that came as far; of orders, the share after which the customer did not "
        "order again in the time by which four in five have, with it and without it, weighted to the same "
        "countries and order numbers. The interval is Newcombe's, 95 %. The cost before the order is this "
        "difference, times the journeys with it, times the mean order of those without it; after the order, "
        "what those without it brought in that time, weighted alike and as if they had been spared all the "
        "time, less what those with it brought. Its interval, 95 %, holds what was in fact lost: the error "
        "of how many, that of the mean worth, and by chance these were worth more or less. It compares, and "
        "proves no cause. A kind that the log holds no touchpoints of is not recorded, which is not none."
    ),
    exactness="estimated",
    source=(
        "R. G. Newcombe, Statistics in Medicine 17, 1998, method 10; G. Y. Zou and A. Donner, Statistics in "
        "Medicine 27, 2008; J. M. Robins and D. M. Finkelstein, Biometrics 56, 2000"
    ),
)


@dataclass(frozen=True)
class Example:
    """A profile that met it, and when (microseconds UTC)."""

    profile: int
    time: int


@dataclass(frozen=True)
class Friction:
    """One kind of friction. Without ``contrast`` it is not recorded in this log.

    Parameters
    ----------
    kind, meaning
        What it is called, and what exactly it is.
    occurrences, profiles
        How often it was met, by how many profiles; None where not recorded.
    contrast
        What became of journeys, or of orders, with it and without it.
    outcome
        What being lost means: no order, or no other order.
    days
        How long another order is awaited; None for journeys.
    cost
        What was lost by it, in minor units, with the interval of what was in fact lost; None where
        nothing is known to be lost, or too few orders tell what one is worth.
    refunded
        Money given back for goods that came back; None for other kinds, and where it is not known.
    where
        The places where it was met most, with how often.
    spots
        The places where it is met far more often than elsewhere, as far as the log can tell.
    examples
        Some who met it.
    """

    kind: str
    meaning: str
    occurrences: int | None = None
    profiles: int | None = None
    contrast: Contrast | None = None
    outcome: str = NO_ORDER
    days: int | None = None
    cost: Estimate | None = None
    refunded: int | None = None
    where: tuple[tuple[str, int], ...] = ()
    spots: tuple[Spot, ...] = ()
    examples: tuple[Example, ...] = ()

    @property
    def is_recorded(self) -> bool:
        """Whether the log could show it at all."""
        return self.contrast is not None


@dataclass(frozen=True)
class FrictionsResult(Result):
    """The frictions of all profiles, one entry a kind."""

    frictions: tuple[Friction, ...]

    @classmethod
    def of(cls, params: Frictions, frictions: tuple[Friction, ...]) -> FrictionsResult:
        """Return the result of what the analysis found."""
        return cls(params, DEFINITION, frictions)

    def __getitem__(self, kind: str) -> Friction:
        """Return one kind.

        Raises
        ------
        InputError
            There is no such kind.
        """
        for friction in self.frictions:
            if friction.kind == kind:
                return friction
        kinds = ", ".join(friction.kind for friction in self.frictions)
        raise InputError(f"There is no friction {kind!r}.", expected=f"There are {kinds}.")

    def table(self) -> Table:
        """Return one row a kind; what is not recorded is unknown, not 0."""
        known = [friction.contrast for friction in self.frictions]
        costs = [friction.cost for friction in self.frictions]
        bounds = [contrast.interval if contrast else None for contrast in known]
        return Table(
            "Frictions",
            (
                Field("friction", "text", [friction.kind.replace("_", " ") for friction in self.frictions]),
                Field("recorded", "text", ["yes" if contrast else "no" for contrast in known], detail=True),
                Field("occurrences", "count", [friction.occurrences for friction in self.frictions], "times"),
                Field("profiles", "count", [friction.profiles for friction in self.frictions], detail=True),
                Field("journeys", "count", [c.journeys if c else None for c in known], "with it"),
                Field("outcome", "text", [friction.outcome for friction in self.frictions], detail=True),
                Field("lost_share", "share", [c.share if c else None for c in known], "lost"),
                Field("compared", "count", [c.other_journeys if c else None for c in known], detail=True),
                Field(
                    "lost_share_without",
                    "share",
                    [c.other_share if c else None for c in known],
                    "lost without",
                ),
                Field("difference", "share", [c.difference if c else None for c in known]),
                Field("low", "share", [bound[0] if bound else None for bound in bounds]),
                Field("high", "share", [bound[1] if bound else None for bound in bounds]),
                Field("cost", "money", [cost and cost.value for cost in costs]),
                Field("cost_low", "money", [cost and cost.low for cost in costs], "at least"),
                Field("cost_high", "money", [cost and cost.high for cost in costs], "at most"),
                Field("where", "text", [_where(friction) for friction in self.frictions], detail=True),
            ),
            self.params.returns.currency,
        )

    def to_dict(self) -> dict[str, Any]:
        """Return parameters, definition, rows, places and examples, ready for JSON."""
        return super().to_dict() | {"frictions": plain(self.frictions)}

    def chart(self) -> Picture:
        """Return the profiles that met each kind, as bars."""
        from parcours.charts import bars

        return bars(self.table(), value="profiles")


def _where(friction: Friction) -> str | None:
    return friction.where[0][0] if friction.where else None
