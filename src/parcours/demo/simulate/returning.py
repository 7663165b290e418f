"""When and how each person comes next."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from parcours.demo.dice import Flags, Floats, Ints
from parcours.demo.simulate import flows, letters
from parcours.demo.simulate.aftermath.course import LOOKED, ORDERED, Course
from parcours.demo.simulate.aftermath.follow import Aftermath
from parcours.demo.simulate.aftermath.plan import NO_LETTER, Assignments, Plan
from parcours.demo.simulate.aftermath.rolls import Rolls
from parcours.demo.simulate.aftermath.setting import Setting
from parcours.demo.simulate.draws import Choice
from parcours.demo.simulate.people import INTENTS
from parcours.demo.simulate.state import NEVER, Visits
from parcours.demo.stories import CouponWait
from parcours.demo.world.channels import FRIEND_LINK, SOURCES
from parcours.demo.world.countries import COUNTRIES
from parcours.demo.world.customers import KINDS
from parcours.touchpoints import DAY, HOUR

_STAYS = np.array([each.stays for each in KINDS])
_RETURNS = np.array([each.returns for each in KINDS])
_RHYTHM = np.array([each.rhythm_days for each in KINDS])
_FORGETS = np.array([1.4, 0.95, 0.48])
"""What the first, the second and every later visit raise the chance of coming again to: many come once."""
_HELD = np.array([1.25, 1.0, 0.8, 0.7])
"""The same by how far a visit came."""
_ACQUAINTED = 0.6
"""The same for customers."""
_USUAL_PLEASURE, _PLEASURE_COUNTS = 0.78, 2.2
_SHAPE, _MEAN_OF_SHAPE = 0.75, 1.1906
"""Pauses are Weibull's: many are short, some are very long."""
_SOON = np.array([0.1, 0.25, 0.45, 0.5])
_SOON_DAYS = 1.4
"""Who looked or left a cart often comes back within some days."""
_AFTER_ORDER_DAYS, _AFTER_ORDER = 4.0, 1.4
_BY_LETTER = ("email", "sms", "push")
_WAYS = Choice.of(
    np.array(
        [
            [
                0.0
                if each.channel in _BY_LETTER or each.code == FRIEND_LINK
                else each.weight_later * each.factor(country.code)
                for each in SOURCES
            ]
            for country in COUNTRIES
        ]
    )
)


@dataclass(frozen=True)
class Returning:
    """The next visits, who has learnt to wait for the coupon (one element a visit), who came into flows."""

    plan: Plan
    waits: Flags
    assignments: Assignments


def plan(setting: Setting, visits: Visits, course: Course, aftermath: Aftermath) -> Returning:
    """Say when and how everybody who was here comes next; write the letters of the flows.

    The newsletters that brought visits are written at the end by `letters.deliver`.
    """
    rolls = Rolls.of_visits(setting.dice, visits)
    own = _own(setting, visits, course, aftermath, rolls)
    waits = _learnt(setting, visits, course)
    put_off = _put_off(setting, visits, own, waits, rolls)
    gone = (course.order >= 0) & ~own.stays
    after = np.where(gone, NEVER, settled(course, aftermath))
    by_letter = letters.lead(setting, visits, after, put_off)
    soon = _chance_of_coming_soon(setting, visits, course, aftermath)
    led, assignments = flows.lead(setting, visits, course, by_letter, soon)
    return Returning(led, waits, assignments)


def settled(course: Course, aftermath: Aftermath) -> Ints:
    """Return the moment from which on each visitor may come again: after all that follows an order."""
    after = course.ended.copy()
    bought = course.order >= 0
    after[bought] = np.maximum(after[bought], aftermath.settled[course.order[bought]])
    return after


def _own(setting: Setting, visits: Visits, course: Course, aftermath: Aftermath, rolls: Rolls) -> Plan:
    """Return what people do by themselves."""
    stays, would_stay = _decisions(setting, visits, course, aftermath, rolls)
    country = setting.people.country[visits.person]
    source = _WAYS.at(country, rolls.uniform("way back"))
    return Plan(
        moment=np.where(stays, _moments(setting, visits, course, aftermath, rolls), NEVER),
        source=source,
        intent=INTENTS[source],
        resolved=np.zeros(len(visits), np.bool_),
        ref=np.full(len(visits), NO_LETTER),
        stays=stays,
        would_stay=would_stay,
    )


def _decisions(
    setting: Setting, visits: Visits, course: Course, aftermath: Aftermath, rolls: Rolls
) -> tuple[Flags, Flags]:
    chance = chance_to_return(setting, visits, course, aftermath)
    by_stories = np.ones(len(visits))
    bought = course.order >= 0
    by_stories[bought] = aftermath.stays[course.order[bought]]
    return rolls.happens("returns", chance * by_stories), rolls.happens("returns", chance)


def chance_to_return(setting: Setting, visits: Visits, course: Course, aftermath: Aftermath) -> Floats:
    """Return how likely each visitor comes again by themselves, what stories multiply it by apart."""
    kind = setting.people.kind[visits.person]
    bought = course.order >= 0
    customer = np.where(setting.people.orders[visits.person] > 0, _ACQUAINTED, 1.0)
    forgets = customer * _FORGETS[np.minimum(visits.turn, 2)] * _HELD[np.minimum(course.depth, ORDERED - 1)]
    looking = _STAYS[kind] ** forgets
    content = np.full(len(visits), _USUAL_PLEASURE)
    content[bought] = aftermath.content[course.order[bought]]
    buying = _RETURNS[kind] ** np.exp(_PLEASURE_COUNTS * (_USUAL_PLEASURE - content))
    return np.where(bought, buying, looking)


def _moments(setting: Setting, visits: Visits, course: Course, aftermath: Aftermath, rolls: Rolls) -> Ints:
    calendar, country = setting.world.calendar, setting.people.country[visits.person]
    after = settled(course, aftermath)
    earliest = after + HOUR
    day = calendar.later(country, earliest, pauses(setting, visits, course, rolls))
    moments = calendar.moment(day, country, rolls.uniform("hour back"), earliest)
    return np.where((day < len(calendar)) & (after < setting.world.end), moments, NEVER)


def pauses(setting: Setting, visits: Visits, course: Course, rolls: Rolls) -> Floats:
    """Return after how many usual days people come again."""
    rhythm = _RHYTHM[setting.people.kind[visits.person]]
    long = rhythm * rolls.wait("pause", 1.0) ** (1 / _SHAPE) / _MEAN_OF_SHAPE
    soon = rolls.happens("soon", _SOON[np.minimum(course.depth, ORDERED - 1)])
    looking = np.where(soon, np.minimum(rolls.wait("soon pause", _SOON_DAYS), long), long)
    return np.where(course.order >= 0, _AFTER_ORDER_DAYS + _AFTER_ORDER * long, looking)


def _learnt(setting: Setting, visits: Visits, course: Course) -> Flags:
    story, waited = setting.stories.coupon_wait, setting.people.waits[visits.person]
    if story is None:
        return waited
    met = setting.world.calendar.coupon[visits.day] & (course.depth > LOOKED)
    return waited | met & setting.dice.happens("learns to wait", story.learns, visits.number)


def _put_off(setting: Setting, visits: Visits, own: Plan, waits: Flags, rolls: Rolls) -> Plan:
    """Return the plan in which those who wait for the coupon come when it runs."""
    story = setting.stories.coupon_wait
    which = np.flatnonzero(waits & (own.moment < setting.world.end))
    if story is None or not len(which):
        return own
    moment = own.moment.copy()
    moment[which] = _coupon_moments(setting, visits.person[which], moment[which], story, rolls[which])
    return replace(own, moment=moment)


def _coupon_moments(setting: Setting, person: Ints, moments: Ints, story: CouponWait, rolls: Rolls) -> Ints:
    calendar = setting.world.calendar
    day = calendar.day(moments)
    runs = np.append(np.flatnonzero(calendar.coupon), len(calendar) + story.patience_days)
    place = np.searchsorted(runs, day)
    first = runs[place]
    patient = (first > day) & (first - day <= story.patience_days)
    within = runs[np.minimum(place + (rolls.uniform("coupon day") * 4).astype(np.int64), len(runs) - 1)]
    chosen = np.where(within - first < 4, within, first)
    later = calendar.moment(chosen, setting.people.country[person], rolls.uniform("coupon hour"), moments)
    return np.where(patient, later, moments)


def _chance_of_coming_soon(setting: Setting, visits: Visits, course: Course, aftermath: Aftermath) -> Floats:
    """Return the chance to come without an order within the window of the cart reminder."""
    days = flows.CART_WINDOW / DAY
    rhythm = _RHYTHM[setting.people.kind[visits.person]]
    later = np.exp(-((days * _MEAN_OF_SHAPE / rhythm) ** _SHAPE))
    soon = _SOON[np.minimum(course.depth, ORDERED - 1)]
    within = 1 - later * (1 - soon + soon * np.exp(-days / _SOON_DAYS))
    return chance_to_return(setting, visits, course, aftermath) * within
