"""Touchpoints by profile, and which came before which: the little that every truth is made of."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from parcours.demo.dice import Flags, Ints

NOBODY = -1


@dataclass(frozen=True)
class Touches:
    """Some touchpoints, one element each, in any order; ``profile`` is a place among the profiles."""

    profile: Ints
    moment: Ints
    visit: Ints
    device: Ints

    def __len__(self) -> int:
        return len(self.profile)

    def where(self, chosen: Flags | Ints) -> Touches:
        """Return some of them, by flags or places."""
        return Touches(self.profile[chosen], self.moment[chosen], self.visit[chosen], self.device[chosen])


def latest_before(touches: Touches, those: Touches) -> Ints:
    """Return for each of those the same profile's latest touch at or before it, -1 where there is none."""
    profile = np.concatenate([touches.profile, those.profile])
    moment = np.concatenate([touches.moment, those.moment])
    later = np.arange(len(profile)) >= len(touches)
    order = np.lexsort((later, moment, profile))
    place = np.maximum.accumulate(np.where(later[order], -1, np.arange(len(order))))
    found = np.empty(len(profile), np.int64)
    found[order] = np.where(place >= 0, order[place], NOBODY)
    found = found[len(touches) :]
    same = (found >= 0) & (touches.profile[found] == those.profile if len(touches) else False)
    return np.where(same, found, NOBODY)


def last_by_profile(profile: Ints, moment: Ints, profiles: int) -> Ints:
    """Return the latest moment of each profile, the least number where it has none."""
    last = np.full(profiles, np.iinfo(np.int64).min)
    np.maximum.at(last, profile, moment)
    return last
