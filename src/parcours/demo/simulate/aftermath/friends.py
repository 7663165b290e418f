"""Friends who come by a link, whose link it was, and what that brings to who shared it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from parcours.demo.dice import Ints
from parcours.demo.simulate.aftermath.follow import Aftermath
from parcours.demo.simulate.aftermath.ordered import Ordered
from parcours.demo.simulate.aftermath.referral import came_by_link
from parcours.demo.simulate.aftermath.setting import Setting
from parcours.demo.simulate.state import NEVER, Orders, Visits
from parcours.touchpoints import DAY, MINUTE

Life = tuple[Visits, Orders, Aftermath]
"""One round of a chunk of people."""
_FRESH, _SOONEST = 30 * DAY, 30 * MINUTE
"""How old a link is that somebody still comes by, at most and at least."""
_COUNTS_AFTER = 14 * DAY


def settle(setting: Setting, lives: Sequence[Life]) -> None:
    """Write what links brought, when the lives of a chunk of people are over.

    Friends live their own lives: whose link they came by is found afterwards, among those that were shared
    in the days before. Where there is none, it was shared by somebody whom nobody asked.
    """
    friend, came = _friends(lives)
    setting.people.referred_by[friend] = _advocates(setting, lives, friend, came)
    for visits, orders, aftermath in lives:
        _qualify(Ordered(setting, visits, orders), aftermath)


def _friends(lives: Sequence[Life]) -> tuple[Ints, Ints]:
    """Return who came by a link, places in People, and when."""
    firsts = [(visits, np.flatnonzero(came_by_link(visits))) for visits, _, _ in lives]
    person = np.concatenate([visits.person[which] for visits, which in firsts])
    return person, np.concatenate([visits.moment[which] for visits, which in firsts])


def _advocates(setting: Setting, lives: Sequence[Life], friend: Ints, came: Ints) -> Ints:
    """Return the number of who shared the link that each friend came by, -1 where nobody of the chunk did."""
    number = np.concatenate([orders.number for _, orders, _ in lives])
    shared = np.concatenate([aftermath.shared for _, _, aftermath in lives])
    order = np.argsort(shared, kind="stable")
    oldest, newest = (np.searchsorted(shared[order], came - age) for age in (_FRESH, _SOONEST))
    pick = setting.dice.uniform("whose link", setting.people.number[friend])
    place = oldest + (pick * (newest - oldest)).astype(np.int64)
    found = newest > oldest
    advocate = np.full(len(friend), -1)
    advocate[found] = number[order[place[found]]]
    return advocate


def _qualify(of: Ordered, aftermath: Aftermath) -> None:
    """Let the first orders of friends count, unless they came back."""
    people, orders = of.setting.people, of.orders
    advocate = people.referred_by[orders.person]
    first = (advocate >= 0) & (orders.nth == 1) & (aftermath.delivered != NEVER)
    counts, not_counts = (
        np.flatnonzero(first & ~aftermath.returned),
        np.flatnonzero(first & aftermath.returned),
    )
    moment = aftermath.delivered[counts] + _COUNTS_AFTER
    _tell(of, "Referral Qualified", counts, moment)
    _tell(of, "Referral Rewarded", counts, moment + MINUTE)
    _tell(of, "Referral Rejected", not_counts, aftermath.refunded[not_counts])


def _tell(of: Ordered, event: str, which: Ints, moments: Ints) -> None:
    """Write something of friends' orders to those who recommended."""
    people, friend = of.setting.people, of.orders.number[which]
    advocate = people.referred_by[of.orders.person[which]]
    place = np.searchsorted(people.number, advocate)
    of.setting.log.add(
        event, place, moments, p_referral_id=friend, p_advocate_id=advocate, p_friend_id=friend
    )
