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
_STAGE_GOALS = (k.CONSIDERATION, k.CONVERSION, k.ORDER, k.ANOTHER_ORDER, k.ANOTHER_ORDER)


@dataclass(frozen=True, eq=False)
class Places:
    """The map's touchpoints for the events of some sequences, and the kernel's tables for them.

    Buckets are the touchpoints, then the five stages, then the five stages as far as one goes on
    from them: in conversion that is before the order only.
    """

    names: tuple[str, ...]
    system: Flags

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """Return the touchpoints in the order of the map; events of no catalogue come last."""
        met = {group_of(name) for name, system in zip(self.names, self.system, strict=True) if not system}
        known = [group for group in GROUPS if group.name in met]
        return (*known, *(Group(name, "", "") for name in sorted(met - _KNOWN.keys())))

    @cached_property
    def buckets(self) -> npt.NDArray[np.int64]:
        """Return by event code its place, its stage, and its stage if one goes on from it."""
        table = np.full((len(self.names), 3), k.NOWHERE, np.int64)
        place = {group.name: at for at, group in enumerate(self.groups)}
        for code, name in self._events():
            group = self.groups[place[group_of(name)]]
            table[code, 0] = place[group.name]
            if group.stage in STAGES:
                stage = STAGES.index(group.stage)
                table[code, 1] = len(self.groups) + stage
                table[code, 2] = len(self.groups) + len(STAGES) + stage if _goes_on(group) else k.NOWHERE
        return table

    @cached_property
    def stages(self) -> Ints:
        """Return by event code the number of its stage."""
        at = self.buckets[:, 1]
        return np.where(at == k.NOWHERE, k.NOWHERE, at - len(self.groups))

    @cached_property
    def goals(self) -> Ints:
        """Return by bucket what it waits for."""
        places = [k.ORDER if _before_order(group) else k.ANOTHER_ORDER for group in self.groups]
        return np.array([*places, *[k.NOTHING] * len(STAGES), *_STAGE_GOALS], np.int64)

    @cached_property
    def leads(self) -> npt.NDArray[np.uint8]:
        """Return by event code whether it is of consideration or beyond (1) and of conversion (2)."""
        table = np.zeros(len(self.names), np.uint8)
        for code, name in self._events():
            known = event(name)
            if known is not None:
                converts = known.stage == "conversion" and known.step == "order"
                table[code] = 3 if converts else int(known.stage == "consideration")
        return table

    def _events(self) -> list[tuple[int, str]]:
        return [(code, name) for code, name in enumerate(self.names) if not self.system[code]]


def _before_order(group: Group) -> bool:
    return group.name != "Order" and group.stage not in ("retention", "advocacy") and group.step != "delivery"


def _goes_on(group: Group) -> bool:
    return group.stage != "conversion" or _before_order(group)
