"""In which stage every profile is at the end, by the rules that ship with Parcours, worked out afresh.

The rules are those of design.md ("Stages and steps"): the first that holds, from advocacy down.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from parcours.demo.dice import Flags, Ints
from parcours.demo.simulate.state import NEVER
from parcours.demo.truth.purchases import Purchases
from parcours.demo.truth.touches import Touches, last_by_profile
from parcours.touchpoints import DAY, STAGES

INTERESTS = (
    "Products Searched",
    "Products Compared",
    "Product Added to Wishlist",
    "Wishlist Product Added to Cart",
    "Product Added",
    "Cart Viewed",
    "Cart Updated",
    "Review Read",
    "Newsletter Subscribed",
    "Back in Stock Subscribed",
)
RECOMMENDS = ("Review of 4 stars", "Referral Qualified", "Content Shared", "Product Shared")
"""The acts of advocacy; reviews with fewer stars are none."""
OPENED, CLOSED = "Complaint Opened", "Complaint Resolved"
ACTS = ("Product Viewed", "Checkout Started", *INTERESTS, *RECOMMENDS, OPENED, CLOSED)

_RULES = ("advocacy", "conversion", "retention", "conversion", "consideration")
_LONG, _SHORT, _FRESH = 365 * DAY, 30 * DAY, 14 * DAY
_FLAGS = ("at_risk", "lapsed", "lost", "won_back")
_FIXED = (90 * DAY, 180 * DAY, 365 * DAY)
_PERCENTILES, _FEWEST = (0.5, 0.8, 0.95), 500


@dataclass(frozen=True)
class Stages:
    """Profiles by stage, customers by flag."""

    stages: dict[str, int]
    flags: dict[str, int]


def stages(acts: Mapping[str, Touches], bought: Purchases, seen: Flags, now: int) -> Stages:
    """Judge every profile that was seen, as of a moment; what happened later must not be among the acts."""
    profiles = len(seen)
    complaint = _complains(acts, profiles)
    recommends = _lately(acts, RECOMMENDS, now - _LONG, profiles) & ~complaint
    checks_out = _lately(acts, ("Checkout Started",), now - _SHORT, profiles)
    interested = _lately(acts, INTERESTS, now - _SHORT, profiles) | _came_twice(
        acts["Product Viewed"], now - _SHORT, profiles
    )
    ordered = np.isin(np.arange(profiles), bought.profile)
    number = np.select(
        [recommends, _ordered_first(bought, profiles, now), ordered, checks_out, interested],
        [STAGES.index(name) for name in _RULES],
        STAGES.index("awareness"),
    )
    counts = np.bincount(number[seen], minlength=len(STAGES))
    flags = _flags(bought, profiles, now)
    named = {"": 0, **{name: int((flags == place).sum()) for place, name in enumerate(_FLAGS, start=1)}}
    named[""] = int(ordered.sum()) - sum(named.values())
    named["complaint_open"] = int((complaint & ordered).sum())
    return Stages(dict(zip(STAGES, counts.tolist(), strict=True)), named)


def _lately(acts: Mapping[str, Touches], names: Sequence[str], since: int, profiles: int) -> Flags:
    found = np.zeros(profiles, np.bool_)
    for name in names:
        found[acts[name].profile[acts[name].moment > since]] = True
    return found


def _came_twice(views: Touches, since: int, profiles: int) -> Flags:
    fresh = views.where(views.moment > since)
    visits = np.unique(np.column_stack([fresh.profile, fresh.visit]), axis=0)
    counts: Ints = np.bincount(visits[:, 0], minlength=profiles)
    return counts >= 2


def _complains(acts: Mapping[str, Touches], profiles: int) -> Flags:
    opened, closed = (last_by_profile(acts[n].profile, acts[n].moment, profiles) for n in (OPENED, CLOSED))
    complains: Flags = opened > closed
    return complains


def _ordered_first(bought: Purchases, profiles: int, now: int) -> Flags:
    first = bought.number == 1
    delivered, moment = bought.delivered[first], bought.moment[first]
    until = np.where(
        delivered == NEVER,
        moment + _SHORT,
        np.maximum(moment, np.where(delivered == NEVER, 0, delivered)) + _FRESH,
    )
    found = np.zeros(profiles, np.bool_)
    found[bought.profile[first][until > now]] = True
    return found


def _flags(bought: Purchases, profiles: int, now: int) -> Ints:
    """Compare how long each customer has been silent with how long it took others to order again."""
    again = np.append(bought.profile[1:] == bought.profile[:-1], False)[: len(bought)]
    wait = np.where(again, np.append(bought.moment[1:], 0)[: len(bought)], now) - bought.moment
    buyers = np.bincount(bought.number, minlength=2)[1:]
    curves = max(int((buyers >= _FEWEST).sum()), 1)
    late = np.zeros(len(bought), np.int64)
    for number in range(1, curves + 1):
        those = bought.number >= number if number == curves else bought.number == number
        limits = _limits(wait[those], again[those], enough=bool(buyers[number - 1] >= _FEWEST))
        late[those] = (wait[those][:, None] >= limits).sum(axis=1)
    flags = np.zeros(profiles, np.int64)
    flags[bought.profile[~again]] = late[~again]
    back = ~again & (late == 0) & np.append(False, again[:-1] & (late[:-1] >= 2))[: len(bought)]
    flags[bought.profile[back]] = len(_FLAGS)
    return flags


def _limits(wait: Ints, again: Flags, *, enough: bool) -> Ints:
    """Return after how long half, 80 and 95 % have ordered again: Kaplan and Meier, wait by wait."""
    if not enough:
        return np.array(_FIXED)
    order = np.lexsort((~again, wait))
    left = 1 - again[order] / np.arange(len(order), 0, -1)
    share = np.cumprod(left)
    reached = [np.flatnonzero(share <= 1 - percent + 1e-12) for percent in _PERCENTILES]
    found = [int(wait[order][at[0]]) if len(at) else fixed for at, fixed in zip(reached, _FIXED, strict=True)]
    return np.maximum.accumulate(np.array(found))
