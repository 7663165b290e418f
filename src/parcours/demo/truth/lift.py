"""What the letters of each flow truly add, beside what a comparison of its two arms would say."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from parcours.demo.dice import Flags, Ints
from parcours.demo.simulate.aftermath.enrolling import CART, FLOWS, WIN_BACK
from parcours.demo.simulate.flows import CART_WINDOW, WIN_BACK_WINDOW
from parcours.demo.simulate.state import NEVER
from parcours.demo.truth.known import Known
from parcours.demo.truth.touches import NOBODY
from parcours.touchpoints import DAY

WINDOWS = {CART: CART_WINDOW, WIN_BACK: WIN_BACK_WINDOW}


@dataclass(frozen=True)
class Arm:
    """Enrollments, and how many of them were followed by an order in the window."""

    assigned: int
    ordered: int


@dataclass(frozen=True)
class Lift:
    """``true_lift`` is what a letter adds to the chance of an order in the window, on average of all."""

    window_days: int
    treated: Arm
    holdout: Arm
    true_lift: float


def lifts(known: Known) -> dict[str, Lift]:
    """Return the lift of each flow, among those whose window ended before the end.

    Orders are those of the account that was enrolled, whether they were kept or not.
    """
    diary, told, wait = known.diary, known.diary.assignments, _wait(known)
    found = {}
    for place, window in WINDOWS.items():
        those = (told.flow == place) & (told.moment + window <= diary.end)
        ordered = wait <= window
        if those.any():
            found[FLOWS[place]] = Lift(
                window // DAY,
                _arm(those & told.treated, ordered),
                _arm(those & ~told.treated, ordered),
                round(float(told.adds[those].mean()), 6),
            )
    return found


def _arm(those: Flags, ordered: Flags) -> Arm:
    return Arm(int(those.sum()), int((those & ordered).sum()))


def _wait(known: Known) -> Ints:
    """Return how long after the enrollment each account's next order came, NEVER where none did."""
    told, orders = known.diary.assignments, known.diary.orders
    enrolled = known.profiles.place(np.full(len(told.person), NOBODY), told.person)
    profile = np.concatenate([enrolled, known.owners(orders)])
    moment = np.concatenate([told.moment, orders.moment])
    is_order = np.arange(len(profile)) >= len(told.person)
    # From the last to the first, each enrollment finds the order before it: the next one in time.
    by = np.lexsort((is_order, moment, profile))[::-1]
    place = np.maximum.accumulate(np.where(is_order[by], np.arange(len(by)), -1))
    order = by[np.maximum(place, 0)]
    same = (place >= 0) & is_order[order] & (profile[order] == profile[by])
    wait = np.empty(len(by), np.int64)
    wait[by] = np.where(same, moment[order] - moment[by], NEVER)
    return wait[: len(told.person)]
