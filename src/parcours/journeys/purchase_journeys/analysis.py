"""Purchase journeys: their steps, each journey one path towards one order."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from parcours.journeys.frictions import detect
from parcours.journeys.orders import Orders
from parcours.journeys.orders.paths import FIRST_CONTACT, OBSTACLES, ORDER, Cutting, Paths, cut, roles
from parcours.journeys.orders.paths_kernel import ON_THE_WAY
from parcours.journeys.purchase_journeys.result import JourneyRows, PurchaseJourneysResult
from parcours.journeys.purchase_journeys.template import Template
from parcours.journeys.sequences import Flags, Ints, Sequences

LONG_SILENCE = 10 * 60 * 1_000_000


@dataclass(frozen=True, eq=False)
class Piece:
    """The journeys of some profiles, and which steps their log can show."""

    rows: JourneyRows
    recorded: Flags


@dataclass(frozen=True)
class PurchaseJourneys:
    """Journeys in steps, each towards one order.

    Parameters
    ----------
    as_of
        The moment of judgement, microseconds UTC; later touchpoints are not known.
    abandoned_after
        Silence after which a journey without an order is abandoned, microseconds.
    template
        Which events are which step.
    currency
        The shop's, ISO 4217.
    """

    as_of: int
    abandoned_after: int
    template: Template
    currency: str = ""

    def partial(self, sequences: Sequences) -> tuple[Piece, ...]:
        """Read some profiles."""
        orders = Orders.of(sequences, until=self.as_of)
        template = self.template
        cutting = Cutting(
            self.as_of, self.abandoned_after, template.visit_ends_after, template.step_of, template.names
        )
        marks = np.zeros(len(sequences.names), dtype=np.uint32)
        paths = cut(sequences, orders, cutting, marks=marks, notes=self._obstacles(sequences))
        rows = _rows(paths, orders, sequences.profiles)
        return (Piece(rows, self._recorded(sequences, orders)),)

    def merge(self, one: tuple[Piece, ...], other: tuple[Piece, ...]) -> tuple[Piece, ...]:
        """Combine what two disjoint sets of profiles gave."""
        return one + other

    def result(self, state: tuple[Piece, ...]) -> PurchaseJourneysResult:
        """Return the steps and outcomes of all journeys."""
        rows = JourneyRows.joined([piece.rows for piece in state])
        return PurchaseJourneysResult.of(self, rows, np.any([piece.recorded for piece in state], axis=0))

    def _obstacles(self, sequences: Sequences) -> npt.NDArray[np.int64]:
        if not self._counts_frictions:
            return np.empty((0, 2), dtype=np.int64)
        return detect.notes(detect.find(sequences, as_of=self.as_of, long_silence=LONG_SILENCE))

    @property
    def _counts_frictions(self) -> bool:
        return self.template.frictions_are_obstacles and OBSTACLES in self.template.names

    def _recorded(self, sequences: Sequences, orders: Orders) -> Flags:
        """Return which steps the log can show at all: it has touchpoints of theirs."""
        names = self.template.names
        found = np.bitwise_or.reduce(roles(sequences, self.template.step_of, names), initial=0)
        shown = {step for number, step in enumerate(names) if found >> number & 1}
        if found & ON_THE_WAY:
            shown.add(FIRST_CONTACT)
        if self._counts_frictions and detect.recorded(sequences).any():
            shown.add(OBSTACLES)
        if len(orders):
            shown.add(ORDER)
        return np.array([step in shown for step in names])


def _rows(paths: Paths, orders: Orders, profiles: Ints) -> JourneyRows:
    ended = paths.order >= 0
    return JourneyRows(
        profile=profiles[paths.profile],
        start=paths.start,
        end=paths.end,
        outcome=paths.outcome.astype(np.int8),
        revenue=_of_order(orders.revenue, paths.order, ended),
        priced=_of_order(orders.priced, paths.order, ended).astype(np.bool_),
        touchpoints=paths.touchpoints,
        visits=paths.visits,
        reached=paths.reached,
    )


def _of_order(values: npt.NDArray[np.generic], order: Ints, ended: Flags) -> Ints:
    found = np.zeros(len(order), dtype=np.int64)
    found[ended] = values[order[ended]]
    return found
