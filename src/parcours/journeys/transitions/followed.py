"""What a piece of the sequences tells of transitions."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from parcours.errors import InputError
from parcours.journeys.names import demand_event
from parcours.journeys.sequences import Ints, Sequences
from parcours.journeys.transitions.kernel import count, gather

MOST_NODES = 1_000


@dataclass(frozen=True, eq=False)
class Followed:
    """The transitions of a piece: per edge how many, by how many profiles, and what each one took.

    Edge ``a * len(names) + b`` leads from node ``a`` to node ``b``; ``taken`` holds the microseconds of
    all transitions, edge after edge.
    """

    names: tuple[str, ...]
    counts: Ints
    profiles: Ints
    starts: Ints
    ends: Ints
    taken: Ints

    def times(self, edges: Ints) -> list[Ints]:
        """Return the microseconds of some edges' transitions."""
        stops = np.cumsum(self.counts)
        return [self.taken[stops[edge] - self.counts[edge] : stops[edge]] for edge in edges]


def follow(sequences: Sequences, events: tuple[str, ...] | None, longest: int) -> Followed:
    """Read which touchpoint follows which; a pause of more than ``longest`` ends a path."""
    names, nodes = _nodes(sequences, events)
    edges = len(names) ** 2
    counts, profiles, last_seen = np.zeros(edges, np.int64), np.zeros(edges, np.int64), np.full(edges, -1)
    starts, ends = np.zeros(len(names), np.int64), np.zeros(len(names), np.int64)
    read = (sequences.offsets, sequences.hidden, sequences.times, sequences.events, nodes, longest)
    count(*read, counts, profiles, last_seen, starts, ends)
    taken = np.empty(counts.sum(), np.int64)
    gather(*read, len(names), np.cumsum(counts) - counts, taken)
    return Followed(names, counts, profiles, starts, ends, taken)


def _nodes(sequences: Sequences, events: tuple[str, ...] | None) -> tuple[tuple[str, ...], Ints]:
    """Return the names of the nodes, and the node of each event code."""
    told = [
        name if not system else "" for name, system in zip(sequences.names, sequences.system, strict=True)
    ]
    names = tuple(dict.fromkeys(filter(None, told))) if events is None else events
    for name in names:
        demand_event(sequences, name)
    if len(names) > MOST_NODES:
        raise InputError(
            f"There are {len(names):,} different events: their graph cannot be read.",
            expected=f"At most {MOST_NODES:,}.",
            advice="Name the events to follow.",
        )
    node = {name: at for at, name in enumerate(names)}
    return names, np.array([node.get(name, -1) for name in told], np.int64)
