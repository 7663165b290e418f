"""Base and overlay become a new base: runs of touchpoints copied in the order of the profiles."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from parcours.journeys.analysis import in_threads, processors
from parcours.journeys.index.build import Core
from parcours.journeys.index.coding import CodedColumn
from parcours.journeys.index.columns import JoinedColumns, column_file, kept_columns, log_rows, save_column
from parcours.journeys.index.kernel import copy_runs
from parcours.journeys.index.state import NOTHING_HIDDEN, State
from parcours.journeys.sequences import Ints


@dataclass(frozen=True, eq=False)
class Merge:
    """Where each run of the new base comes from: the base, or behind its end the overlay."""

    profiles: Ints
    offsets: Ints
    starts: Ints

    @classmethod
    def of(cls, base: State, overlay: State) -> Merge:
        """Plan it."""
        shown = np.ones(len(base.core.profiles), np.bool_)
        shown[overlay.hidden] = False
        profiles = np.concatenate([base.core.profiles[shown], overlay.core.profiles])
        behind = overlay.core.offsets + len(base.core.times)
        starts = np.concatenate([base.core.offsets[:-1][shown], behind[:-1]])
        lengths = np.concatenate([np.diff(base.core.offsets)[shown], np.diff(behind)])
        order = np.argsort(profiles, kind="stable")
        return cls(profiles[order], np.concatenate([[0], np.cumsum(lengths[order])]), starts[order])

    def copied(self, base: npt.NDArray[Any], overlay: npt.NDArray[Any]) -> npt.NDArray[Any]:
        """Return an array of the new base."""
        kind = np.promote_types(base.dtype, overlay.dtype)
        sources = [np.ascontiguousarray(array, kind).view(np.uint8) for array in (base, overlay)]
        out = np.empty(int(self.offsets[-1]), kind)
        copy_runs(*sources, self.starts, self.offsets, kind.itemsize, out.view(np.uint8))
        return out


def merged(base: State, overlay: State) -> tuple[Merge, State]:
    """Return the new base."""
    plan = Merge.of(base, overlay)
    pairs: list[tuple[npt.NDArray[Any], npt.NDArray[Any]]] = [
        (base.core.times, overlay.core.times),
        (base.core.events, overlay.core.events),
        (base.core.rows, log_rows(base, overlay.core.rows)),
    ]
    arrays = in_threads(lambda pair: plan.copied(*pair), pairs, processors())
    core = Core(plan.profiles, plan.offsets, *arrays)
    return plan, State(overlay.manifest, overlay.roots, core, NOTHING_HIDDEN)


def carry_columns(plan: Merge, columns: JoinedColumns, folder: Path) -> None:
    """Keep the columns of the old base for the new one."""
    for name in kept_columns(columns.base.folder):
        base, overlay = columns.both(name)
        codes = plan.copied(base.codes, overlay.codes)
        save_column(column_file(folder, name), CodedColumn(codes, overlay.dictionary))
