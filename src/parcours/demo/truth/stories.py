"""What was planted and where, what it did at the spot, and what it cost in all."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import timedelta
from typing import Any

import numpy as np

from parcours.demo.dice import Flags, Ints
from parcours.demo.simulate.checkout.coupons import RECURRING
from parcours.demo.simulate.diary import Diary
from parcours.demo.simulate.state import NEVER
from parcours.demo.simulate.world import ZONE
from parcours.demo.stories import BrokenMobileStep, SilentPromoters
from parcours.demo.truth.known import Known
from parcours.demo.truth.lift import lifts
from parcours.demo.truth.plot import PLOTS
from parcours.demo.truth.twins import at_the_spot, gap, returns
from parcours.demo.words import LANGUAGES
from parcours.demo.world.calendar import COUPON
from parcours.demo.world.catalogue import MISLEADING, PRODUCTS
from parcours.demo.world.channels import DEAL_SITE, SOURCES
from parcours.demo.world.delivery import CARRIERS, LATE_CARRIER
from parcours.demo.world.searches import empty_queries
from parcours.touchpoints import DAY, day_number

RETURN_DAYS = (90, 120, 180, 270, 365)
Told = dict[str, Any]


def documents(known: Known, twins: Mapping[str, Diary]) -> dict[str, Told]:
    """Return what is known of each planted story, by its name."""
    return {name: _document(known, name, twins) for name in known.diary.stories.planted}


def _document(known: Known, name: str, twins: Mapping[str, Diary]) -> Told:
    diary = known.diary
    story = getattr(diary.stories, name)
    told = {"story": name, **asdict(PLOTS[name]), "parameters": asdict(story), **_FACTS[name](known, story)}
    if name not in twins:
        return told
    beside = _BESIDE_TWIN[name](diary, twins[name])
    return {**told, "cost": gap(diary, twins[name]), **beside}


def _broken_mobile_step(known: Known, story: BrokenMobileStep) -> Told:
    diary = known.diary
    last_day = int(day_number(diary.end - 1, ZONE))
    first = np.datetime64(last_day + 1 - story.starts, "D").item()
    return {
        "where": {
            "step": story.step,
            "device": story.device,
            "first": first.isoformat(),
            "last": (first + timedelta(days=story.days - 1)).isoformat(),
        },
        **_lost(diary, "broken_mobile_step"),
    }


def _late_carrier(known: Known, _: object) -> Told:
    orders = known.diary.orders
    carrier = [each.name for each in CARRIERS].index(LATE_CARRIER)
    return {
        "where": {"carrier": LATE_CARRIER},
        "deliveries": _share(orders.carrier == carrier, orders.delivered > orders.promised, _arrived(known)),
        "others": _share(orders.carrier != carrier, orders.delivered > orders.promised, _arrived(known)),
        "lost_customers": len(known.diary.lost["late_carrier"]),
    }


def _empty_search(known: Known, _: object) -> Told:
    words = {language: [each.text for each in empty_queries(language)] for language in LANGUAGES}
    searches, texts = known.diary.acts.get("Products Searched"), known.diary.texts
    met = 0
    if searches:
        wanted = {text for language in words.values() for text in language}
        codes = [code for code, text in enumerate(texts) if text in wanted]
        met = int((np.isin(searches.query, codes) & (searches.results == 0)).sum())
    return {
        "where": {"words": words},
        "searches": met,
        **_lost(known.diary, "empty_search"),
    }


def _channel_without_return(known: Known, _: object) -> Told:
    diary = known.diary
    visits, orders = diary.visits, diary.orders
    by = np.argsort(visits.visit)
    source = visits.source[by[np.searchsorted(visits.visit, orders.visit, sorter=by)]]
    codes = [each.code for each in SOURCES]
    first = orders.nth == 1
    again = np.isin(orders.person, orders.person[orders.nth == 2])
    deal = source == codes.index(DEAL_SITE)
    return {
        "where": {"source": DEAL_SITE, "channel": SOURCES[codes.index(DEAL_SITE)].channel},
        "buyers": _share(deal & first, again),
        "others": _share(~deal & first, again),
        "lost_customers": len(diary.lost["channel_without_return"]),
    }


def _misleading_size(known: Known, _: object) -> Told:
    orders = known.diary.orders
    places = [place for place, each in enumerate(PRODUCTS) if each.model == MISLEADING]
    mine = np.isin(orders.product, places)
    back = orders.refunded < NEVER
    return {
        "where": {"products": [PRODUCTS[place].product_id for place in places]},
        "orders": _share(mine, back, _arrived(known)),
        "others": _share(~mine, back, _arrived(known)),
        "refunded": int(orders.refund[mine].sum()),
    }


def _coupon_wait(known: Known, _: object) -> Told:
    orders = known.diary.orders
    used = orders.coupon == RECURRING
    return {
        "where": {"coupon": COUPON.code, "percent": COUPON.percent},
        "orders": _share(np.ones(len(used), np.bool_), used),
        "discount": int(orders.discount[used].sum()),
    }


def _silent_promoters(known: Known, story: SilentPromoters) -> Told:
    visits = known.diary.visits
    language = np.zeros(known.diary.people, np.int64)
    language[visits.person] = visits.language
    answers = known.diary.acts.get("NPS Answered")
    promoters = np.unique(answers.person[answers.score >= 9]) if answers else np.zeros(0, np.int64)
    sharers = np.unique(_persons(known, "Referral Shared"))
    by_language = {
        code: {
            "promoters": int((language[promoters] == place).sum()),
            "shared": int((language[sharers] == place).sum()),
        }
        for place, code in enumerate(LANGUAGES)
    }
    return {"where": {"language": story.language}, "people_by_language": by_language}


def _idle_flow(known: Known, _: object) -> Told:
    return {"where": {"flow": "win-back"}, "lift": lifts(known)}


def _identity_tangle(known: Known, _: object) -> Told:
    profiles = known.profiles
    return {"where": {"file": "identity.json"}, "browsers_of_several_accounts": int((profiles.met > 1).sum())}


def _lost(diary: Diary, story: str) -> Told:
    """Count the visits that a story ended, and the people in them."""
    visits = diary.lost[story]
    people = diary.visits.person[np.isin(diary.visits.visit, visits)]
    return {"lost_visits": len(visits), "lost_people": len(np.unique(people))}


def _persons(known: Known, event: str) -> Ints:
    acts = known.diary.acts.get(event)
    return acts.person if acts else np.zeros(0, np.int64)


def _touches(known: Known, event: str) -> int:
    return len(known.touches(event))


def _arrived(known: Known) -> Flags:
    """Say which orders arrived long enough before the end to be judged."""
    orders = known.diary.orders
    arrived: Flags = (orders.delivered < NEVER) & (orders.moment < known.diary.end - 45 * DAY)
    return arrived


def _share(those: Flags, which: Flags, judged: Flags | None = None) -> Told:
    """Count some of those that are judged, all where nothing else is said."""
    if judged is not None:
        those = those & judged
    return {"all": int(those.sum()), "of_these": int((those & which).sum())}


def _outage_beside_twin(diary: Diary, twin: Diary) -> Told:
    return {"same_visit": at_the_spot(diary.lost["broken_mobile_step"], twin)}


def _search_beside_twin(diary: Diary, twin: Diary) -> Told:
    return {"same_visit": at_the_spot(diary.lost["empty_search"], twin)}


def _delay_beside_twin(diary: Diary, twin: Diary) -> Told:
    return {"returns": [returns(diary, twin, days) for days in RETURN_DAYS]}


_FACTS: dict[str, Callable[[Known, Any], Told]] = {
    "broken_mobile_step": _broken_mobile_step,
    "late_carrier": _late_carrier,
    "empty_search": _empty_search,
    "channel_without_return": _channel_without_return,
    "misleading_size": _misleading_size,
    "coupon_wait": _coupon_wait,
    "silent_promoters": _silent_promoters,
    "idle_flow": _idle_flow,
    "identity_tangle": _identity_tangle,
}
_BESIDE_TWIN: dict[str, Callable[[Diary, Diary], Told]] = {
    "broken_mobile_step": _outage_beside_twin,
    "late_carrier": _delay_beside_twin,
    "empty_search": _search_beside_twin,
}
