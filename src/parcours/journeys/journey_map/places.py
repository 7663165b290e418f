"""Which touchpoint of the map an event is, what it leads to, and what to wait for after it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from parcours.journeys.journey_map import kernel as k
from parcours.journeys.sequences import Flags, Ints
from parcours.touchpoints import GROUPS, STAGES, Group, event, group_of

_KNOWN = {group.name: group for group in GROUPS}
_GOALS = (k.CONSIDERATION, k.CONVERSION, k.ORDER, k.ANOTHER_ORDER, k.ANOTHER_ORDER)


@dataclass(frozen=True, eq=False)
class Places:
    """The map's touchpoints for the events of some sequences, and the kernel's tables for them.

    Buckets are the touchpoints, then the five stages as far as one goes on from them (in conversion
    that is before the order only), then one for what is in none.
    """

    names: tuple[str, ...]
    system: Flags

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """Return the touchpoints in the order of the map; events of no catalogue come last."""
        met = {group_of(name) for _, name in self._events()}
        known = [group for group in GROUPS if group.name in met]
        return (*known, *(Group(name, "", "") for name in sorted(met - _KNOWN.keys())))

    @property
    def buckets(self) -> int:
        """How many buckets there are."""
        return len(self.groups) + len(STAGES) + 1

    @cached_property
    def places(self) -> Ints:
        """Return by event code the number of its touchpoint on the map."""
        table = np.full(len(self.names), k.NOWHERE, np.int64)
        number = {group.name: at for at, group in enumerate(self.groups)}
        for code, name in self._events():
            table[code] = number[group_of(name)]
        return table

    @cached_property
    def stages(self) -> Ints:
        """Return by event code the number of its stage."""
        of_place = [STAGES.index(group.stage) if group.stage else k.NOWHERE for group in self.groups]
        return np.array([*of_place, k.NOWHERE], np.int64)[self.places]

    @cached_property
    def table(self) -> npt.NDArray[np.uint64]:
        """Return by event code its two buckets, what each waits for, and the waits that it ends."""
        nowhere = (self.buckets - 1, self.buckets - 1, k.NOTHING, k.NOTHING, k.UNUSED, k.UNUSED)
        table = np.full((len(self.names), len(nowhere)), nowhere, np.uint64)
        for code, name in self._events():
            group = self.groups[self.places[code]]
            table[code, 0] = self.places[code]
            table[code, 2] = k.ORDER if _before_order(group) else k.ANOTHER_ORDER
            if _goes_on(group):
                table[code, 1] = len(self.groups) + self.stages[code]
                table[code, 3] = _GOALS[self.stages[code]]
            table[code, 4:] = _ends(name)
        return table

    def _events(self) -> list[tuple[int, str]]:
        return [(code, name) for code, name in enumerate(self.names) if not self.system[code]]


def _before_order(group: Group) -> bool:
    return group.name != "Order" and group.stage not in ("retention", "advocacy") and group.step != "delivery"


def _goes_on(group: Group) -> bool:
    return bool(group.stage) and (group.stage != "conversion" or _before_order(group))


def _ends(name: str) -> tuple[int, int]:
    known = event(name)
    if known is not None and (known.stage, known.step) == ("conversion", "order"):
        return k.CONSIDERATION, k.CONVERSION
    if known is not None and known.stage == "consideration":
        return k.CONSIDERATION, k.UNUSED
    return k.UNUSED, k.UNUSED
