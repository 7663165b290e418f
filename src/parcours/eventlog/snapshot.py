"""What a log holds at one version: its data files with their bounds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

UNKNOWN_FIRST, UNKNOWN_LAST = -(2**63), 2**63 - 1


@dataclass(frozen=True)
class DataFile:
    """One Parquet file of the log.

    ``first`` and ``last`` bound its timestamps (microseconds since 1970 UTC), ``lowest`` and
    ``highest`` its profile ids, all inclusive. Its rows never change place: (path, row number)
    names a touchpoint for as long as the file exists.
    """

    path: str
    rows: int
    size: int
    first: int = UNKNOWN_FIRST
    last: int = UNKNOWN_LAST
    lowest: int = UNKNOWN_FIRST
    highest: int = UNKNOWN_LAST

    def may_hold(self, since: int | None, until: int | None, profiles: npt.NDArray[np.int64] | None) -> bool:
        """Whether a touchpoint of that time and those (sorted) profiles can be in the file."""
        if (since is not None and self.last < since) or (until is not None and self.first >= until):
            return False
        if profiles is None:
            return True
        at = int(np.searchsorted(profiles, self.lowest))
        return at < len(profiles) and int(profiles[at]) <= self.highest


@dataclass(frozen=True)
class Snapshot:
    """The log at one version; reading it gives the same rows as long as its files exist."""

    version: int
    files: tuple[DataFile, ...]

    @property
    def rows(self) -> int:
        """How many touchpoints the snapshot holds."""
        return sum(file.rows for file in self.files)

    def only(self, files: Iterable[DataFile]) -> Snapshot:
        """Return the same version narrowed to some files."""
        return replace(self, files=tuple(files))
