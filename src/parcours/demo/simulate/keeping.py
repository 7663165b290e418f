"""Keeps the diary: a page a chunk of people, bound in the end."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from parcours.demo.dice import Ints
from parcours.demo.simulate.aftermath.told import Told
from parcours.demo.simulate.diary import ACTS, Acts, Assigned, Diary, Met, Ordered, Said, Visited
from parcours.demo.simulate.log import account_of
from parcours.demo.simulate.rounds import Round
from parcours.demo.simulate.rows import Rows
from parcours.demo.simulate.state import NEVER, People
from parcours.demo.texts import KINDS
from parcours.demo.world.channels import DEAL_SITE, SOURCES
from parcours.demo.world.delivery import CARRIERS, LATE_CARRIER

_HELD = ("number", "browser", "user", "session", "device", "score", "search_query", "search_results")
_LATE_CARRIER = [each.name for each in CARRIERS].index(LATE_CARRIER)
_DEAL_SITE = [each.code for each in SOURCES].index(DEAL_SITE)


@dataclass(frozen=True)
class Page:
    """What happened to one chunk of people."""

    acts: Mapping[str, Acts]
    met: Met
    visits: Visited
    orders: Ordered
    assignments: Assigned
    said: Said
    lost: Mapping[str, Ints]
    touched: Mapping[str, Ints]


def write(rounds: list[Round], people: People, end: int, rows: Rows, events: tuple[str, ...]) -> Page:
    """Return the page of a chunk; ``events`` are what the numbers of the rows' events stand for."""
    return Page(
        acts=_acts(rows, events),
        met=_met(rows),
        visits=Visited.join(_visited(each, people) for each in rounds),
        orders=Ordered.join(_ordered(each, end) for each in rounds),
        assignments=Assigned.join(_assigned(each, people) for each in rounds),
        said=Said.join(_said(told, people, end) for each in rounds for told in each.aftermath.told),
        lost=_joined([_lost(each) for each in rounds]),
        touched=_joined([_touched(each) for each in rounds]),
    )


def bind(pages: list[Page], **about: Any) -> Diary:
    """Return the diary of all chunks."""
    events = sorted({event for page in pages for event in page.acts})
    return Diary(
        acts={event: Acts.join(page.acts[event] for page in pages if event in page.acts) for event in events},
        met=Met.join(page.met for page in pages),
        visits=Visited.join(page.visits for page in pages),
        orders=Ordered.join(page.orders for page in pages),
        assignments=Assigned.join(page.assignments for page in pages),
        said=Said.join(page.said for page in pages),
        lost=_joined([page.lost for page in pages]),
        touched={name: np.unique(found) for name, found in _joined([page.touched for page in pages]).items()},
        **about,
    )


def _acts(rows: Rows, events: tuple[str, ...]) -> dict[str, Acts]:
    """Return what a chunk's rows tell of the events that are kept."""
    found = {}
    for number, event in enumerate(events):
        which = np.flatnonzero(rows.event == number) if event in ACTS else np.zeros(0, np.int64)
        if len(which):
            held = {name: rows.columns[name][which] for name in _HELD}
            found[event] = Acts(
                person=held["number"],
                browser=held["browser"],
                user=held["user"],
                visit=held["session"],
                moment=rows.moment[which],
                device=held["device"],
                score=held["score"],
                query=held["search_query"],
                results=held["search_results"],
            )
    return found


def _met(rows: Rows) -> Met:
    browser, user = rows.columns["browser"], rows.columns["user"].astype(np.int64)
    # Both fit into one number: accounts have nine digits.
    pairs = np.unique((browser + 1) * 10**10 + user + 1)
    return Met(pairs // 10**10 - 1, pairs % 10**10 - 1)


def _visited(each: Round, people: People) -> Visited:
    visits = each.visits
    account = account_of(people, visits.person, visits.device)
    return Visited(
        person=visits.number,
        turn=visits.turn,
        browser=visits.browser,
        user=np.where(visits.known_from <= visits.moment, account, -1),
        visit=visits.key,
        moment=visits.moment,
        ended=each.course.ended,
        device=visits.device,
        language=people.language[visits.person],
        source=visits.source,
        depth=each.course.depth,
        searched=np.isin(np.arange(len(visits)), each.searches.visit),
    )


def _ordered(each: Round, end: int) -> Ordered:
    visits, orders, after = each.visits, each.orders, each.aftermath
    inside = orders.moment < end

    def by_the_end(moments: Ints) -> Ints:
        return np.where(moments < end, moments, NEVER)[inside]

    refunded = by_the_end(after.refunded)
    return Ordered(
        person=orders.number[inside],
        browser=visits.browser[orders.visit][inside],
        user=orders.account[inside],
        visit=visits.key[orders.visit][inside],
        moment=orders.moment[inside],
        order=orders.key[inside],
        nth=orders.nth[inside],
        goods=orders.revenue[inside],
        total=orders.total[inside],
        discount=orders.discount[inside],
        delivered=by_the_end(after.delivered),
        promised=orders.promised[inside],
        cancelled=by_the_end(after.cancelled),
        refunded=refunded,
        refund=np.where(refunded < NEVER, after.refund[inside], 0),
        carrier=orders.carrier[inside],
        product=orders.lines.product[orders.lines.offsets[:-1]][inside],
        coupon=orders.coupon[inside],
    )


def _assigned(each: Round, people: People) -> Assigned:
    told = each.assignments
    return Assigned(people.number[told.person], told.flow, told.moment, told.treated, told.adds)


def _said(told: Told, people: People, end: int) -> Said:
    inside = told.moment < end
    return Said(
        person=people.number[told.person][inside],
        moment=told.moment[inside],
        kind=np.full(np.count_nonzero(inside), KINDS.index(told.kind)),
        topics=told.topics[inside],
        polarities=told.polarities[inside],
        text=np.array([*told.texts, None], np.object_)[:-1][inside],
    )


def _lost(each: Round) -> dict[str, Ints]:
    """Return the visits that each story cost; who would have come back is lost in the visit before."""
    key = each.visits.key
    gone = each.plan.would_stay & ~each.plan.stays
    deal = each.visits.source == _DEAL_SITE
    return {
        "empty_search": key[each.searches.visit[each.searches.lost]],
        "broken_mobile_step": key[each.passed.lost],
        "late_carrier": key[gone & ~deal],
        "channel_without_return": key[gone & deal],
    }


def _touched(each: Round) -> dict[str, Ints]:
    number, orders = each.visits.number, each.orders
    return {
        "empty_search": number[each.searches.visit[each.searches.misunderstood]],
        "broken_mobile_step": number[each.passed.stuck],
        "late_carrier": orders.number[orders.carrier == _LATE_CARRIER],
    }


def _joined(parts: list[Mapping[str, Ints]]) -> dict[str, Ints]:
    names = {name: None for part in parts for name in part}
    return {name: np.concatenate([part[name] for part in parts if name in part]) for name in names}
