"""The newsletter: who gets which letter, who opens it, and which letter brings a visit."""

from __future__ import annotations

import numpy as np

from parcours.demo.dice import Ints
from parcours.demo.simulate.aftermath.mail import Mails, opened, write
from parcours.demo.simulate.aftermath.plan import Plan
from parcours.demo.simulate.aftermath.readers import MOST, SOONEST_CLICK, Readers, until
from parcours.demo.simulate.aftermath.rolls import Rolls
from parcours.demo.simulate.aftermath.setting import Setting
from parcours.demo.simulate.aftermath.subjects import SUBJECTS, by_language
from parcours.demo.simulate.draws import ragged
from parcours.demo.simulate.log import Coded
from parcours.demo.simulate.people import INTENTS
from parcours.demo.simulate.state import NEVER, Visits
from parcours.demo.world.channels import SOURCES
from parcours.touchpoints import HOUR, MINUTE, SECOND

NEWSLETTER = [each.code for each in SOURCES].index("newsletter")
_SENDING = 20 * MINUTE


def lead(setting: Setting, visits: Visits, after: Ints, plan: Plan) -> Plan:
    """Return the plan with the visits that a newsletter brings before people would come by themselves.

    ``after`` is the moment from which on each may come again, NEVER for whom no letter brings back.
    """
    people, issues, end = setting.people, setting.issues, setting.world.end
    which = np.flatnonzero(people.subscribed[visits.person] != NEVER)
    person, rolls = visits.person[which], Rolls.of_visits(setting.dice, visits)[which]
    readers = Readers.of(issues, setting.dice, people.number[person], people.subscribed[person])
    soonest = np.maximum(readers.first, np.searchsorted(issues.moment, np.minimum(after[which], end) + HOUR))
    issue = soonest + until(rolls.uniform("clicks letter"), readers.clicks)
    delay = SOONEST_CLICK + rolls.delay("clicks after", 5.0)
    moment = issues.moment[np.minimum(issue, len(issues) - 1)] + delay
    brings = (issue < readers.stop) & (moment < plan.moment[which]) & (moment < people.unsubscribed[person])
    return plan.led(which[brings], moment[brings], NEWSLETTER, INTENTS[NEWSLETTER], issue[brings])


def deliver(setting: Setting, rounds: list[Visits]) -> None:
    """Write all newsletters of people whose visits are over, with exactly the clicks that brought visits."""
    people, dice, issues = setting.people, setting.dice, setting.issues
    person = np.flatnonzero(people.subscribed < setting.world.end)
    readers = Readers.of(issues, dice, people.number[person], people.subscribed[person])
    whose, nth = ragged(np.maximum(readers.stop - readers.first, 0))
    issue, number = readers.first[whose] + nth, readers.number[whose]
    clicked = _clicks(len(people), len(issues), rounds)[person[whose], issue]
    left = np.where(issue == readers.stop[whose] - 1, people.unsubscribed[person[whose]], NEVER)
    sent = issues.moment[issue] + (dice.uniform("sent", number) * _SENDING).astype(np.int64)
    mails = Mails(
        person=person[whose],
        number=message(number, issue),
        sent=sent,
        opened=opened(
            Rolls(dice, number, issue), "newsletter", readers.opens[whose], sent, np.minimum(clicked, left)
        ),
        clicked=clicked,
        bounced=readers.bad_address[whose],
    )
    subject = Coded(issues.subject[issue] * 3 + people.language[mails.person], by_language(SUBJECTS))
    write(setting.log, dice, mails, subject=subject)
    leaves = np.flatnonzero(left != NEVER)
    setting.log.add("Unsubscribed", mails.person[leaves], left[leaves], message_ref=mails.number[leaves])


def message(number: Ints, issue: Ints) -> Ints:
    """Return the number of somebody's letter, unique in the shop."""
    return (number * MOST + issue) * 10


def _clicks(people: int, issues: int, rounds: list[Visits]) -> Ints:
    """Return when each person clicked each letter, NEVER: did not."""
    clicked = np.full((people, issues), NEVER)
    for visits in rounds:
        which = np.flatnonzero((visits.source == NEWSLETTER) & (visits.ref >= 0))
        clicked[visits.person[which], visits.ref[which]] = visits.moment[which] - 3 * SECOND
    return clicked
