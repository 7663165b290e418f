"""What customers say of the shop in public."""

from __future__ import annotations

import numpy as np

from parcours.demo.simulate.aftermath.known import Known
from parcours.demo.simulate.aftermath.told import OPEN, Told
from parcours.demo.simulate.log import Coded

_MENTIONS, _MENTIONS_MOVED = 0.012, 0.035
_NETWORKS = ("instagram", "facebook", "pinterest", "forum")
_REACH = np.array([60, 120, 250, 600, 2500, 18_000])


def write(known: Known) -> list[Told]:
    """Write mentions; return what they say."""
    of, pleased = known.of, known.pleased
    moved = (pleased > 0.93) | (pleased < 0.4)
    mentions = of.rolls.happens("mentions", np.where(moved, _MENTIONS_MOVED, _MENTIONS))
    which = np.flatnonzero(mentions & known.arrived)
    rolls = of.rolls[which]
    moment = known.delivered[which] + rolls.hours("mentions at", 4, 480)
    tone = np.digitize(pleased[which], [0.38, 0.55, 0.7, 0.85]) - 2
    told = of.say(which, "mention", moment, tone, np.full(len(which), OPEN))
    person = of.orders.person[which]
    of.setting.log.add(
        "Social Mention",
        person,
        moment,
        account=of.orders.account[which],
        text=told.texts,
        p_network=Coded(rolls.pick("network", (6, 3, 2, 1)), _NETWORKS),
        p_reach=_REACH[rolls.pick("reach", (6, 6, 5, 4, 2, 0.4))],
    )
    return [told]
