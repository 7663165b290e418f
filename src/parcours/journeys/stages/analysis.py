"""Stages: where in the lifecycle every profile is, since when, and what brought it there."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from parcours.journeys.orders import Orders
from parcours.journeys.sequences import Flags, Ints, Sequences
from parcours.journeys.stages import kernel, plan
from parcours.journeys.stages.flags import Purchases, flags, thresholds
from parcours.journeys.stages.result import Changes, StagesResult
from parcours.journeys.stages.template import Template
from parcours.kernels.kernel import Table, filled


@dataclass(frozen=True, eq=False)
class Piece:
    """What was read of some profiles: those seen, their changes of stage, their orders."""

    names: tuple[str, ...]
    profiles: Ints
    counts: Ints
    changes: Table
    events: npt.NDArray[np.uint16]
    complaints: Flags
    purchases: Purchases


@dataclass(frozen=True)
class Stages:
    """The stage of every profile, by rules.

    Parameters
    ----------
    as_of
        The moment of judgement, microseconds UTC; later touchpoints are not known.
    template
        The rules.
    """

    as_of: int
    template: Template

    def partial(self, sequences: Sequences) -> tuple[Piece, ...]:
        """Read some profiles."""
        return self.read(sequences, Orders.told(sequences, until=self.as_of))

    def read(self, sequences: Sequences, told: Orders) -> tuple[Piece, ...]:
        """Read some profiles whose orders are known already."""
        counts, changes, complaints = self._read(sequences, told)
        position = changes[:, kernel.CHANGE_POSITION]
        seen = counts > 0
        return (
            Piece(
                names=sequences.names,
                profiles=sequences.profiles[seen],
                counts=counts[seen],
                changes=changes,
                events=sequences.events[np.maximum(position, 0)],
                complaints=complaints[seen],
                purchases=_purchases(told.counting(), np.cumsum(seen) - 1, self.as_of),
            ),
        )

    def merge(self, one: tuple[Piece, ...], other: tuple[Piece, ...]) -> tuple[Piece, ...]:
        """Combine what two disjoint sets of profiles gave."""
        return one + other

    def result(self, state: tuple[Piece, ...]) -> StagesResult:
        """Return the stages, their history and the flags."""
        purchases = _joined(state)
        limits = thresholds(purchases, self.template.flags)
        profiles = np.concatenate([piece.profiles for piece in state])
        return StagesResult.of(
            self,
            profiles=profiles,
            changes=_changes(state),
            flags=flags(purchases, limits, len(profiles)),
            customers=np.bincount(purchases.profile, minlength=len(profiles)) > 0,
            complaints=np.concatenate([piece.complaints for piece in state]),
            thresholds=limits,
        )

    def _read(self, sequences: Sequences, told: Orders) -> tuple[Ints, Table, Flags]:
        template, profiles = self.template, len(sequences)
        log = sequences.times, sequences.events, sequences.offsets, sequences.hidden
        known = plan.masks(template, sequences), plan.sessions(sequences)
        rules, acts = plan.rules(template), plan.acts(template)
        notes, orders = plan.notes(template, sequences, told), plan.orders(told)
        piece = (*log, *known, rules, acts, notes, orders, template.visit_ends_after, self.as_of)
        holds, seen, facts = plan.scratch(rules, acts)
        counts, complaints = np.zeros(profiles, np.int64), np.zeros(profiles, np.bool_)
        changes = filled(
            lambda table: kernel.read(*piece, holds, seen, facts, counts, complaints, table),
            np.empty((4 * profiles + 100, 4), np.int64),
            profiles,
        )
        return counts, changes[: facts[kernel.CHANGES]], complaints


def _purchases(orders: Orders, number: Ints, as_of: int) -> Purchases:
    happened = np.append(orders.profile[1:] == orders.profile[:-1], False)[: len(orders)]
    following = np.where(happened, np.append(orders.time[1:], 0)[: len(orders)], as_of)
    return Purchases(number[orders.profile], orders.number, following - orders.time, happened)


def _joined(state: tuple[Piece, ...]) -> Purchases:
    before = np.cumsum([0, *(len(piece.profiles) for piece in state)])
    parts = [piece.purchases for piece in state]
    return Purchases(
        np.concatenate([part.profile + start for part, start in zip(parts, before[:-1], strict=True)]),
        np.concatenate([part.number for part in parts]),
        np.concatenate([part.wait for part in parts]),
        np.concatenate([part.happened for part in parts]),
    )


def _changes(state: tuple[Piece, ...]) -> Changes:
    table = np.concatenate([piece.changes for piece in state])
    counts = np.concatenate([piece.counts for piece in state])
    return Changes(
        names=state[0].names,
        offsets=np.concatenate([[0], np.cumsum(counts)]),
        time=table[:, kernel.CHANGE_TIME],
        before=table[:, kernel.CHANGE_FROM],
        after=table[:, kernel.CHANGE_TO],
        position=table[:, kernel.CHANGE_POSITION],
        event=np.concatenate([piece.events for piece in state]),
    )
