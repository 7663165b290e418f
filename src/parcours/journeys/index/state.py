"""What stands in one folder of the index."""

from __future__ import annotations

from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np

from parcours.journeys.index.build import Core
from parcours.journeys.index.locks import mark
from parcours.journeys.index.manifest import Manifest
from parcours.journeys.index.roots import Roots
from parcours.journeys.index.store import mapped, save
from parcours.journeys.sequences import Ints

_CORE = tuple(field.name for field in fields(Core))


@dataclass(frozen=True, eq=False)
class State:
    """A base, or an overlay.

    Parameters
    ----------
    manifest, roots
        What it was made from; an overlay's speak for its base as well.
    core
        The sequences. In a base ``rows`` are the log's rows. In an overlay they are positions in the
        base, or beyond these the rows of the files added since.
    hidden
        Places of the base's profiles that the overlay replaces.
    """

    manifest: Manifest
    roots: Roots
    core: Core
    hidden: Ints

    def write(self, folder: Path) -> None:
        """Write everything into a new folder."""
        folder.mkdir()
        mark(folder)
        for name in _CORE:
            save(folder / f"{name}.arrow", getattr(self.core, name))
        save(folder / "hidden.arrow", self.hidden)
        save(folder / "leaves.arrow", self.roots.leaves)
        save(folder / "roots.arrow", self.roots.roots)
        self.manifest.write(folder)

    @classmethod
    def read(cls, folder: Path) -> State:
        """Map what was written."""
        roots = Roots(mapped(folder / "leaves.arrow"), mapped(folder / "roots.arrow"))
        core = Core(**{name: mapped(folder / f"{name}.arrow") for name in _CORE})
        return cls(Manifest.read(folder), roots, core, mapped(folder / "hidden.arrow"))


NOTHING_HIDDEN = np.empty(0, np.int64)
