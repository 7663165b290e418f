"""Where people are and what they speak: the values that a list can be narrowed to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Final

from parcours.journeys import Journeys
from parcours.web.explore.answers import ask
from parcours.web.explore.journeys import opened

COLUMNS = ("country", "language")
_MOST: Final = 200


@dataclass(frozen=True)
class ListWhereabouts:
    """Countries and languages that the log tells of."""

    is_long: ClassVar[bool] = False

    def answer(self, journeys: Journeys) -> Mapping[str, tuple[str, ...]]:
        """List them."""
        return {name: _values(journeys, name) for name in COLUMNS}


def whereabouts() -> Mapping[str, tuple[str, ...]]:
    """Return countries and languages; none as long as they are being looked for."""
    found = ask(ListWhereabouts(), opened())
    return dict.fromkeys(COLUMNS, ()) if found is None else found.value


def _values(journeys: Journeys, column: str) -> tuple[str, ...]:
    values = max((part.column(column).values for part in journeys.parts), key=len)
    return tuple(sorted(map(str, values[1:].tolist()))[:_MOST])
