"""What customers ask and complain about, and how fast the shop answers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from parcours.demo.dice import Flags, Floats, Ints
from parcours.demo.simulate.aftermath.delivery import Deliveries
from parcours.demo.simulate.aftermath.hours import SERVICE
from parcours.demo.simulate.aftermath.ordered import Ordered
from parcours.demo.simulate.aftermath.returns import Returns
from parcours.demo.simulate.aftermath.told import OPEN, Told, topic
from parcours.demo.simulate.log import Coded
from parcours.demo.simulate.state import NEVER

NOTHING, WHERE, DAMAGED, SEND_BACK, QUESTION = range(5)
SORTS = ("", "where is my parcel", "damaged", "sending back", "question")
_TOPICS = np.array([OPEN, topic("delivery_speed"), topic("damage"), topic("returns"), OPEN])
_TONES = np.array([0, -1, -1, 0, 0])
_MEDIA = ("email", "form", "chat", "phone")
_ASKS_IN_TIME, _ASKS_LATE = 0.018, 0.26
_DAMAGED, _ASKS_TO_SEND_BACK, _ASKS = 0.015, 0.14, 0.018
_ANSWER_HOURS, _SLOW_HOURS = 3.2, 8.0
_COMPLAINS = np.array([0.0005, 0.02, 0.38, 0.03, 0.008])
"""Who complains, by what was asked before."""
_COMPLAINS_LATE, _COMPLAINS_MISLED = 0.09, 0.06
_STAYS_OPEN = 0.04


@dataclass(frozen=True)
class Cases:
    """One element an order: what its customer asked, and when that was answered and settled.

    NEVER and `NOTHING` where nothing was asked; ``hours`` are the working hours until the answer.
    """

    sort: Ints
    opened: Ints
    answered: Ints
    resolved: Ints
    hours: Floats

    @property
    def slow(self) -> Flags:
        """Who waited a day of work and longer for an answer."""
        return (self.sort != NOTHING) & (self.hours > _SLOW_HOURS)

    @property
    def helped(self) -> Flags:
        """Who was answered sooner."""
        return (self.sort != NOTHING) & (self.hours <= _SLOW_HOURS)


def ask(of: Ordered, parcels: Deliveries, back: Returns) -> Cases:
    """Say who asks what."""
    sort = _sorts(of, parcels, back)
    moments = _moments(of, parcels, back)
    opened = moments[sort, np.arange(len(of))]
    which = np.flatnonzero(sort != NOTHING)
    hours = 0.15 + of.rolls.wait("answer", _ANSWER_HOURS)
    answered, resolved = np.full(len(of), NEVER), np.full(len(of), NEVER)
    answered[which] = SERVICE.later(opened[which], hours[which])
    resolved[which] = SERVICE.later(answered[which], 0.2 + of.rolls[which].wait("resolved", 5.0))
    return Cases(sort, opened, answered, resolved, hours)


def _sorts(of: Ordered, parcels: Deliveries, back: Returns) -> Ints:
    rolls, arrived = of.rolls, parcels.delivered != NEVER
    late = np.where(parcels.delay > 0, _ASKS_LATE, _ASKS_IN_TIME)
    return np.select(
        [
            arrived & rolls.happens("damaged", _DAMAGED),
            arrived & rolls.happens("where is it", late),
            back.happens & rolls.happens("how to send back", _ASKS_TO_SEND_BACK),
            arrived & rolls.happens("asks", _ASKS),
        ],
        [DAMAGED, WHERE, SEND_BACK, QUESTION],
        NOTHING,
    )


def _moments(of: Ordered, parcels: Deliveries, back: Returns) -> Ints:
    """Return when each sort of question would be asked, a row a sort."""
    rolls = of.rolls
    moments = np.full((len(SORTS), len(of)), NEVER)
    arrived = np.flatnonzero(parcels.delivered != NEVER)
    delivered, some = parcels.delivered[arrived], rolls[arrived]
    since = np.where(parcels.delay[arrived] > 0, of.orders.promised[arrived], parcels.shipped[arrived])
    moments[WHERE, arrived] = some.during("asks at", since, delivered, (0.05, 0.95))
    moments[DAMAGED, arrived] = delivered + some.hours("sees damage", 0.2, 30)
    moments[QUESTION, arrived] = delivered + some.hours("asks later", 20, 150)
    sent_back = np.flatnonzero(back.happens)
    moments[SEND_BACK, sent_back] = back.requested[sent_back] + rolls[sent_back].hours("asks how", 0.3, 40)
    return moments


def write(of: Ordered, cases: Cases) -> list[Told]:
    """Write the cases; return what was said."""
    which = np.flatnonzero(cases.sort != NOTHING)
    sort = cases.sort[which]
    told = of.say(which, "contact", cases.opened[which], _TONES[sort], _TOPICS[sort])
    answer = of.say(which, "answer", cases.answered[which], np.zeros(len(which), np.int64), told.about)
    medium = Coded(of.rolls[which].pick("medium", (5, 3, 2, 1)), _MEDIA)
    about = Coded(sort, SORTS)
    of.tell("Contact Opened", which, cases.opened[which], text=told.texts, p_topic=about, p_medium=medium)
    of.tell("Contact Answered", which, cases.answered[which], text=answer.texts, p_topic=about)
    of.tell("Contact Resolved", which, cases.resolved[which], p_topic=about)
    return [told, answer]


def complain(of: Ordered, parcels: Deliveries, back: Returns, cases: Cases) -> tuple[Flags, list[Told]]:
    """Let some complain, write it and how it ends; return who did and what was said."""
    chance = _COMPLAINS[cases.sort] + _COMPLAINS_LATE * (parcels.delay > 2) + _COMPLAINS_MISLED * back.planted
    angry = of.rolls.happens("complains", chance) & (parcels.delivered != NEVER)
    which = np.flatnonzero(angry)
    some = of.rolls[which]
    first = np.where(back.happens[which], back.requested[which], parcels.delivered[which])
    asked = cases.sort[which] != NOTHING
    since = np.where(asked, np.maximum(cases.answered[which], parcels.delivered[which]), first)
    opened = since + some.hours("complains at", 1, 50)
    why = np.select(
        [cases.sort[which] == DAMAGED, back.planted[which], parcels.delay[which] > 0],
        [topic("damage"), topic("size"), topic("delivery_speed")],
        OPEN,
    )
    told = of.say(which, "complaint", opened, -1 - some.happens("furious", 0.5), why)
    of.tell("Complaint Opened", which, opened, text=told.texts)
    settled = ~some.happens("stays open", _STAYS_OPEN)
    resolved = SERVICE.later(opened, 2 + some.wait("complaint settled", 16.0))
    of.tell("Complaint Resolved", which[settled], resolved[settled])
    return angry, [told]
