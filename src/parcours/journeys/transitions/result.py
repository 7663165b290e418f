"""The answer of transitions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from parcours.charts.layers import Edge
from parcours.charts.table import Field, Table
from parcours.errors import InputError
from parcours.journeys.analysis import in_threads, processors
from parcours.journeys.quantiles import quantile
from parcours.journeys.result import Definition, Result
from parcours.journeys.sequences import Ints
from parcours.journeys.transitions.followed import Followed

if TYPE_CHECKING:
    from parcours.charts import Picture
    from parcours.journeys.transitions.analysis import Transitions

Numbers = npt.NDArray[np.float64]
START, END = "(start)", "(end)"
_SECOND = 1_000_000
_DRAWN = 30


@dataclass(frozen=True, eq=False)
class Edges:
    """Transitions from one node to another, the most frequent first; times in seconds.

    A *loop* leads from a node to itself.
    """

    source: Ints
    target: Ints
    count: Ints
    profiles: Ints
    median: Numbers
    p90: Numbers

    def __len__(self) -> int:
        return len(self.source)

    @property
    def loops(self) -> npt.NDArray[np.bool_]:
        """Which edges are loops."""
        return self.source == self.target


@dataclass(frozen=True)
class TransitionsResult(Result):
    """The directly-follows graph.

    Parameters
    ----------
    names
        The nodes: events. Edges name them by their position.
    starts, ends
        How many paths start and end at each node.
    edges
        What follows what.
    """

    params: Transitions
    names: tuple[str, ...]
    starts: Ints
    ends: Ints
    edges: Edges

    @property
    def n(self) -> int:
        """How many paths there are: profiles, or sessions."""
        return int(self.starts.sum())

    def count(self, source: str, target: str) -> int:
        """Return how often one event directly followed another.

        Raises
        ------
        InputError
            There is no such node.
        """
        known = {name: at for at, name in enumerate(self.names)}
        for name in (source, target):
            if name not in known:
                raise InputError(f"No node is called {name!r}.", expected=f"One of {', '.join(self.names)}.")
        at = (self.edges.source == known[source]) & (self.edges.target == known[target])
        return int(self.edges.count[at].sum())

    def table(self) -> Table:
        """Return one row an edge; paths come from *(start)* and lead to *(end)*."""
        names = np.array((*self.names, START, END), object)
        starts, ends = np.flatnonzero(self.starts), np.flatnonzero(self.ends)
        begin, end = len(self.names), len(self.names) + 1
        source = np.concatenate((self.edges.source, np.full(len(starts), begin), ends))
        target = np.concatenate((self.edges.target, starts, np.full(len(ends), end)))
        count = np.concatenate((self.edges.count, self.starts[starts], self.ends[ends]))
        left = np.bincount(source, count, minlength=len(names))
        unknown = [None] * (len(starts) + len(ends))
        return Table(
            "What follows what",
            (
                Field("from", "text", names[source].tolist()),
                Field("to", "text", names[target].tolist()),
                Field("count", "count", count.tolist()),
                Field("share_of_from", "share", (count / left[source]).tolist(), "share"),
                Field("profiles", "count", self.edges.profiles.tolist() + unknown),
                Field("median_seconds", "duration", self.edges.median.tolist() + unknown, "median time"),
                Field("p90_seconds", "duration", self.edges.p90.tolist() + unknown, "9 in 10 within"),
            ),
        )

    def chart(self) -> Picture:
        """Draw the thirty most frequent transitions."""
        from parcours.charts import graph_picture

        edges = self.edges
        source, target = edges.source[:_DRAWN].tolist(), edges.target[:_DRAWN].tolist()
        drawn = sorted({*source, *target})
        place = {node: at for at, node in enumerate(drawn)}
        ends = zip(source, target, edges.count.tolist(), edges.median.tolist(), strict=False)
        lines = [Edge(place[a], place[b], count, seconds) for a, b, count, seconds in ends]
        came = self.starts + np.bincount(edges.target, edges.count, len(self.names)).astype(np.int64)
        names = [self.names[node] for node in drawn]
        return graph_picture("What follows what", names, came[drawn].tolist(), lines)


def result_of(params: Transitions, pieces: tuple[Followed, ...]) -> TransitionsResult:
    """Add the pieces up."""
    counts, profiles, starts, ends = (
        np.sum([getattr(piece, name) for piece in pieces], axis=0)
        for name in ("counts", "profiles", "starts", "ends")
    )
    edges = np.argsort(-counts, kind="stable")[: np.count_nonzero(counts)]
    median, p90 = _times(pieces, edges)
    source, target = np.divmod(edges, len(pieces[0].names))
    found = Edges(source, target, counts[edges], profiles[edges], median, p90)
    return TransitionsResult(params, _definition(params), pieces[0].names, starts, ends, found)


def _times(pieces: tuple[Followed, ...], edges: Ints) -> tuple[Numbers, Numbers]:
    """Return the exact median and 90th percentile of each edge, in seconds."""
    parts = zip(*(piece.times(edges) for piece in pieces), strict=True)
    rows = in_threads(_quantiles, list(parts), processors())
    median, p90 = np.array(rows, np.float64).reshape(-1, 2).T / _SECOND
    return median, p90


def _quantiles(parts: tuple[Ints, ...]) -> tuple[float, float]:
    taken = np.concatenate(parts)
    return quantile(taken, 0.5), quantile(taken, 0.9)


def _definition(params: Transitions) -> Definition:
    path = "a profile's touchpoints"
    if params.by == "session":
        path = "the touchpoints of a session, which a pause of more than 30 minutes ends"
    return Definition(
        what="How often one touchpoint directly followed another, by how many profiles, and how fast.",
        formula=(
            f"A path is {path}. Each pair of neighbours in a path is one transition; quantiles are "
            "interpolated between the two nearest times."
        ),
        exactness="exact",
    )
