"""Letters that something starts: a subscription, a cart left standing, an order, a long silence."""

from __future__ import annotations

import numpy as np

from parcours.demo.dice import Floats, Ints
from parcours.demo.simulate.aftermath import enrolling as flow
from parcours.demo.simulate.aftermath.course import Course
from parcours.demo.simulate.aftermath.enrolling import Round, Sending
from parcours.demo.simulate.aftermath.hours import SERVICE
from parcours.demo.simulate.aftermath.plan import Assignments, Plan
from parcours.demo.simulate.aftermath.setting import Setting
from parcours.demo.simulate.people import INTENTS
from parcours.demo.simulate.state import Visits
from parcours.demo.stories import IdleFlow
from parcours.touchpoints import DAY, HOUR, MINUTE

CART_HOLDOUT = 0.3
CART_WINDOW = 7 * DAY
WIN_BACK_WINDOW = 30 * DAY
SILENCE = 75 * DAY

_WELCOME = ((flow.WELCOME_1, 5 * MINUTE, 0.1), (flow.WELCOME_2, 3 * DAY, 0.04))
"""Letters of the welcome: how long after the subscription, and who clicks."""
_FIRST_REMINDER, _SECOND_REMINDER = HOUR, DAY
_BY_SECOND = 0.35
_REMINDED_ANYWAY, _WON_BACK_ANYWAY = 0.12, 0.6
"""Of those who come by themselves, who clicks the letter on the way."""


def lead(
    setting: Setting, visits: Visits, course: Course, plan: Plan, soon: Floats
) -> tuple[Plan, Assignments]:
    """Return the plan with the visits that flows bring, and who came into which; write the letters.

    ``soon`` is each visitor's chance to come by themselves within the window of the cart reminder.
    """
    here = Round(setting, visits, course)
    plan, welcome = _welcome(here, plan)
    plan, reminders, in_cart = _remind(here, plan, soon)
    plan, letters, silent = _win_back(here, plan)
    for sending in (*welcome, *reminders, *letters, _thanks(here)):
        flow.send(here, plan, sending)
    return plan, Assignments.join([in_cart, silent])


def _welcome(here: Round, plan: Plan) -> tuple[Plan, list[Sending]]:
    subscribed = here.setting.people.subscribed[here.visits.person]
    new = (subscribed >= here.visits.moment) & (subscribed <= here.course.ended)
    sendings = []
    for letter, after, chance in _WELCOME:
        moment = np.where(new, subscribed, 0) + after
        which = np.flatnonzero(new & here.reachable(moment))
        sending = Sending(letter, which, moment[which])
        sendings.append(sending)
        plan = _invite(here, plan, sending, chance)
    return plan, sendings


def _invite(here: Round, plan: Plan, sending: Sending, chance: float) -> Plan:
    """Return the plan in which a letter brings some before they would come by themselves."""
    which, rolls = sending.which, here.rolls[sending.which]
    moment = sending.sent + flow.SOONEST_CLICK + rolls.delay(f"clicks letter {sending.letter} after", 9.0)
    brings = rolls.happens(f"clicks letter {sending.letter}", chance) & (here.course.order[which] < 0)
    brings &= (moment < plan.moment[which]) & (moment > here.course.ended[which] + HOUR)
    return _led(plan, which[brings], moment[brings], flow.FIRST_REF + sending.letter)


def _remind(here: Round, plan: Plan, soon: Floats) -> tuple[Plan, list[Sending], Assignments]:
    course, story = here.course, here.setting.stories.idle_flow or IdleFlow()
    entry = course.ended + _FIRST_REMINDER
    new = here.setting.people.cart_left[here.visits.person] == course.ended
    left = new & (course.cart > 0) & (course.order < 0) & course.reached
    which = np.flatnonzero(left & here.reachable(entry) & (plan.moment > entry))
    comes = plan.moment[which] <= entry[which] + CART_WINDOW
    # Who comes within the window anyway gains nothing; the others gain more, so that all gain `cart_lift`.
    adds = np.where(comes, 0.0, np.minimum(story.cart_lift / (1 - soon[which]), 1.0))
    assigned = flow.assign(here, flow.CART, which, entry[which], CART_HOLDOUT, adds)
    treated = which[assigned.treated]
    plan = _rescue(here, plan, treated, adds[assigned.treated])
    first = Sending(flow.CART_1, treated, entry[treated])
    second = Sending(flow.CART_2, treated, course.ended[treated] + _SECOND_REMINDER)
    second = second.of(plan.moment[treated] > second.sent + HOUR)
    for sending in (second, first):
        plan = flow.collect(here, plan, sending, CART_WINDOW, _REMINDED_ANYWAY)
    return plan, [first, second], assigned


def _rescue(here: Round, plan: Plan, which: Ints, chance: Floats) -> Plan:
    """Return the plan in which reminders bring people back to buy who would not have come."""
    brought = which[here.rolls[which].happens("cart rescued", chance)]
    rolls = here.rolls[brought]
    second = rolls.happens("by second reminder", _BY_SECOND)
    sent = here.course.ended[brought] + np.where(second, _SECOND_REMINDER, _FIRST_REMINDER)
    moment = sent + flow.SOONEST_CLICK + HOUR + np.minimum(rolls.delay("rescued after", 4.0), 20 * HOUR)
    ref = flow.FIRST_REF + np.where(second, flow.CART_2, flow.CART_1)
    return _led(plan, brought, moment, ref).resolving(brought)


def _win_back(here: Round, plan: Plan) -> tuple[Plan, list[Sending], Assignments]:
    story = here.setting.stories.idle_flow
    silence = SERVICE.later(here.course.ended + SILENCE, np.zeros(len(here.visits)))
    customer = here.setting.people.orders[here.visits.person] > 0
    silent = customer & (plan.moment > silence) & here.reachable(silence)
    which = np.flatnonzero(silent) if story else np.zeros(0, np.int64)
    held_out = story.holdout if story else 0.0
    assigned = flow.assign(here, flow.WIN_BACK, which, silence[which], held_out, np.zeros(len(which)))
    treated = which[assigned.treated]
    sending = Sending(flow.WIN_BACK_1, treated, silence[treated])
    plan = flow.collect(here, plan, sending, WIN_BACK_WINDOW, _WON_BACK_ANYWAY)
    return plan, [sending], assigned


def _thanks(here: Round) -> Sending:
    moment = here.course.ended + HOUR
    which = np.flatnonzero((here.course.order >= 0) & (moment < here.setting.world.end))
    return Sending(flow.THANKS_1, which, moment[which])


def _led(plan: Plan, which: Ints, moment: Ints, ref: Ints | int) -> Plan:
    return plan.led(which, moment, flow.FLOW_EMAIL, INTENTS[flow.FLOW_EMAIL], ref)
