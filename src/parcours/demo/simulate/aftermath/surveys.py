"""What the shop asks: how ordering was, how the delivery was, whether one would recommend it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from parcours.demo.dice import Floats, Ints
from parcours.demo.simulate.aftermath.known import Known
from parcours.demo.simulate.aftermath.told import OPEN, Told, topic
from parcours.touchpoints import SECOND

_SHARE_OF_DELIVERY = 0.5
"""Who is asked of the delivery; the others are asked whether they would recommend the shop."""
_ORDERING_SHOWN = 0.12
_ANSWERS, _IN_WORDS = 0.19, 0.45
_NOISE = 0.2
_CSAT = np.array([0.3, 0.45, 0.6, 0.76])
_NPS = np.array([0.13, 0.22, 0.3, 0.38, 0.46, 0.54, 0.62, 0.7, 0.77, 0.86])


@dataclass(frozen=True)
class Question:
    """A survey of one question.

    It is shown some ``hours`` after what it asks about, and answered ``answered_after`` so many hours. The
    lowest score is ``least``, the next is given by who feels better than the first of ``bounds``, and so on;
    ``tones`` are those of the words beside each score.
    """

    survey: str
    event: str
    kind: str
    hours: tuple[float, float]
    answered_after: float
    bounds: Floats
    least: int
    tones: Ints


_STAR_TONES = np.array([-2, -1, 0, 1, 2])
ORDERING = Question(
    "ordering", "Survey Answered", "survey_order", (0.001, 0.003), 0.012, _CSAT, 1, _STAR_TONES
)
DELIVERY = Question("delivery", "Survey Answered", "survey_delivery", (18, 32), 12.0, _CSAT, 1, _STAR_TONES)
RELATION = Question(
    *("relation", "NPS Answered", "nps_reason", (330, 350), 20.0, _NPS, 0),
    np.array([-2, -2, -2, -2, -1, -1, -1, 0, 1, 2, 2]),
)


def write(known: Known) -> list[Told]:
    """Ask everybody what they are asked; return what they say."""
    rolls, size = known.of.rolls, len(known.of)
    late = known.parcels.delay > 0
    of_delivery = rolls.happens("asked of delivery", _SHARE_OF_DELIVERY)
    about = np.where(late, topic("delivery_speed"), OPEN)
    waited = known.pleased - np.where(late, 0.12, 0.0)
    at_once = np.flatnonzero(rolls.happens("asked of ordering", _ORDERING_SHOWN))
    anything, ordering = np.full(size, OPEN), 1 - 0.45 * rolls.uniform("ordering felt") ** 1.5
    asked = (
        (ORDERING, at_once, known.of.orders.moment, ordering, anything),
        (DELIVERY, np.flatnonzero(known.arrived & of_delivery), known.delivered, waited, about),
        (RELATION, np.flatnonzero(known.arrived & ~of_delivery), known.delivered, known.pleased, anything),
    )
    return [
        _ask(known, question, which, since[which] + _after(known, question, which), (feels, topics))
        for question, which, since, feels, topics in asked
    ]


def _after(known: Known, question: Question, which: Ints) -> Ints:
    return known.of.rolls[which].hours(f"asked {question.survey}", *question.hours)


def _ask(known: Known, question: Question, which: Ints, shown: Ints, felt: tuple[Floats, Ints]) -> Told:
    """Show a survey to the customers of some orders, write the answers and return their words."""
    of, survey, (feels, about) = known.of, question.survey, felt
    of.tell("Survey Shown", which, shown, survey_id=survey)
    answers = of.rolls[which].happens(f"answers {survey}", _ANSWERS)
    which, shown = which[answers], shown[answers]
    rolls = of.rolls[which]
    moment = shown + 15 * SECOND + rolls.delay(f"answers {survey} after", question.answered_after)
    place = np.searchsorted(question.bounds, feels[which] + _NOISE * (rolls.uniform(survey) - 0.5))
    score = (place + question.least).astype(np.float64)
    wordy = rolls.happens(f"comments {survey}", _IN_WORDS)
    told = of.say(
        which[wordy], question.kind, moment[wordy], question.tones[place[wordy]], about[which[wordy]]
    )
    of.tell(
        question.event, which[wordy], moment[wordy], survey_id=survey, score=score[wordy], text=told.texts
    )
    of.tell(question.event, which[~wordy], moment[~wordy], survey_id=survey, score=score[~wordy])
    return told
