"""The flags beside the stage: whether a customer's next order is late, by how long others took."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from parcours.journeys.sequences import Flags, Ints
from parcours.journeys.stages.survival import kaplan_meier
from parcours.journeys.stages.template import Flags as Settings

IN_TIME, AT_RISK, LAPSED, LOST, WON_BACK = range(5)
NAMES = ("", "at_risk", "lapsed", "lost", "won_back")


@dataclass(frozen=True, eq=False)
class Purchases:
    """The orders of many profiles that count, sorted by (profile, time): one array element an order.

    ``profile`` and ``number`` as in `Orders`; ``wait`` is how long until the next order, or until
    the moment of judgement where ``happened`` is false.
    """

    profile: Ints
    number: Ints
    wait: Ints
    happened: Flags


@dataclass(frozen=True)
class Threshold:
    """After how long without an order a customer is late, by the number of orders so far.

    Parameters
    ----------
    number
        The number of orders so far; the last threshold is for so many and more.
    buyers
        How many profiles ordered so often.
    at_risk, lapsed, lost
        Microseconds since the last order.
    estimated
        Whether each of the three is an estimate from these buyers, not the template's fixed length.
    """

    number: int
    buyers: int
    at_risk: int
    lapsed: int
    lost: int
    estimated: tuple[bool, bool, bool]


def thresholds(purchases: Purchases, settings: Settings) -> tuple[Threshold, ...]:
    """Return the thresholds by order number.

    Each order number with enough buyers has its own curve; the last of them, that of all later ones too.
    With too few buyers in all there is one threshold, of fixed lengths.
    """
    buyers = np.bincount(purchases.number)[1:]
    curves = max(int(np.count_nonzero(buyers >= settings.fewest_buyers)), 1)
    found = []
    for number in range(1, curves + 1):
        those = purchases.number >= number if number == curves else purchases.number == number
        found.append(_threshold(purchases, those, number, settings))
    return tuple(found)


def _threshold(purchases: Purchases, those: Flags, number: int, settings: Settings) -> Threshold:
    buyers = int(np.count_nonzero(purchases.number == number))
    reached: list[int | None] = [None] * len(settings.percentiles)
    if buyers >= settings.fewest_buyers:
        curve = kaplan_meier(purchases.wait[those], purchases.happened[those])
        reached = [curve.percentile(percent) for percent in settings.percentiles]
    lengths = [
        fixed if found is None else found for found, fixed in zip(reached, settings.fixed, strict=True)
    ]
    at_risk, lapsed, lost = (int(length) for length in np.maximum.accumulate(lengths))
    one, two, three = (found is not None for found in reached)
    return Threshold(number, buyers, at_risk, lapsed, lost, (one, two, three))


def flags(purchases: Purchases, limits: tuple[Threshold, ...], profiles: int) -> npt.NDArray[np.int8]:
    """Return each profile's flag by how long its last order lies back.

    Won back is who ordered again after having lapsed, and is in time since.
    """
    number = np.minimum(purchases.number, len(limits)) - 1
    table = np.array([(limit.at_risk, limit.lapsed, limit.lost) for limit in limits])[number]
    late = (purchases.wait[:, None] >= table).sum(axis=1)
    found = np.zeros(profiles, dtype=np.int8)
    last = ~purchases.happened
    found[purchases.profile[last]] = late[last]
    again = last & np.append(False, purchases.happened[:-1] & (late[:-1] >= LAPSED)) & (late == IN_TIME)
    found[purchases.profile[again]] = WON_BACK
    return found
