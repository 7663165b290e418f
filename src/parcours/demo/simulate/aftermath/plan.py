"""The next visits of the people of a round."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from parcours.demo.dice import Flags, Floats, Ints

NO_LETTER = -1


@dataclass(frozen=True)
class Plan:
    """The next visit of everybody who was here in a round, one element a visit.

    ``moment`` is NEVER for who does not come again. ``source`` is the way as the log tells it; ``intent``
    is what the readiness to buy is multiplied by: it belongs to the reason of the visit and is not always
    the source's (who clicks a letter on the way they would have come anyway is as ready as without it).
    ``resolved``: comes to buy what is in the cart, only a fault of the shop stops it. ``ref`` is the letter
    that was clicked, -1: none. ``stays`` and ``would_stay`` are whether the person would come again by
    themselves at all, as things are and if no story multiplied the chance: one draw decides both.
    """

    moment: Ints
    source: Ints
    intent: Floats
    resolved: Flags
    ref: Ints
    stays: Flags
    would_stay: Flags

    def led(self, which: Ints, moment: Ints, source: int, intent: Floats | float, ref: Ints | int) -> Plan:
        """Return the plan in which a letter brings some people, at its own time and for its own reason."""
        changed = {name: getattr(self, name).copy() for name in ("moment", "source", "intent", "ref")}
        for name, value in {"moment": moment, "source": source, "intent": intent, "ref": ref}.items():
            changed[name][which] = value
        return replace(self, **changed)

    def seen_by(self, which: Ints, source: int, ref: Ints | int) -> Plan:
        """Return the plan in which some people click a letter on the way they come anyway."""
        return self.led(which, self.moment[which], source, self.intent[which], ref)

    def resolving(self, which: Ints) -> Plan:
        """Return the plan in which some people come to buy what they left."""
        resolved = self.resolved.copy()
        resolved[which] = True
        return replace(self, resolved=resolved)


@dataclass(frozen=True)
class Assignments:
    """Everybody who came into a flow in a round, once a time.

    ``person`` is a place in People, ``flow`` one in `flows.FLOWS`; ``adds`` is what the message adds to the
    chance of an order within the flow's window, sent or not: it is known for both arms.
    """

    person: Ints
    flow: Ints
    moment: Ints
    treated: Flags
    adds: Floats

    @classmethod
    def join(cls, parts: list[Assignments]) -> Assignments:
        """Return all of them."""
        names = ("person", "flow", "moment", "treated", "adds")
        return cls(*(np.concatenate([getattr(part, name) for part in parts]) for name in names))
