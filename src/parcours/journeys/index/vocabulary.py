"""Event names and their codes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from parcours.errors import InputError
from parcours.journeys.sequences import Flags

MOST_CODES = 2**16


class Vocabulary:
    """Gives each event name a code, and another one where a system touchpoint bears it.

    Codes are never changed, only added, so that a base and its overlay share them.
    """

    def __init__(self, words: Iterable[tuple[str, bool]] = ()) -> None:
        self._codes = {word: code for code, word in enumerate(words)}

    @property
    def words(self) -> tuple[tuple[str, bool], ...]:
        """Event name and whether it is the system's, by code."""
        return tuple(self._codes)

    @property
    def names(self) -> tuple[str, ...]:
        """The event name of each code."""
        return tuple(name for name, _ in self._codes)

    @property
    def system(self) -> Flags:
        """Whether each code is that of system touchpoints."""
        return np.array([system for _, system in self._codes], np.bool_)

    def encode(self, events: pa.Array, origins: pa.Array | None = None) -> npt.NDArray[np.uint16]:
        """Return the code of each row."""
        words = pc.dictionary_encode(events)
        found = words.indices.to_numpy(zero_copy_only=False)
        names = words.dictionary.to_pylist()
        if origins is None:
            return self._table(names, found, system=False)[found]
        system = pc.equal(origins, "system").fill_null(False).to_numpy(zero_copy_only=False)  # noqa: FBT003 - Arrow's own signature
        codes = self._table(names, found[~system], system=False)[found]
        if system.any():
            codes[system] = self._table(names, found[system], system=True)[found[system]]
        return codes

    def _table(self, names: list[str], used: npt.NDArray[Any], *, system: bool) -> npt.NDArray[np.uint16]:
        table = np.zeros(len(names), np.uint16)
        for i in np.flatnonzero(np.bincount(used, minlength=len(names))):
            table[i] = self._code(names[i], system=system)
        return table

    def _code(self, name: str, *, system: bool) -> int:
        code = self._codes.setdefault((name, system), len(self._codes))
        if code >= MOST_CODES:
            raise InputError(
                f"There are more than {MOST_CODES} different event names.",
                expected="An event name says what kind of thing happened, such as 'Product Viewed'.",
                advice="Move what differs from row to row into a column.",
            )
        return code
