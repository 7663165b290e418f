"""The newsletter: who gets which letter, who opens it, and which letter brings a visit."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from parcours.demo.dice import Dice, Flags, Floats, Ints
from parcours.demo.simulate.aftermath.issues import Issues
from parcours.demo.simulate.aftermath.mail import Mails, bad_address, write
from parcours.demo.simulate.aftermath.plan import Plan
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
_SOONEST_CLICK = 45 * MINUTE
_LAST = 0.0026
"""A letter's chance to be the last that somebody wanted."""
_CLICKS, _OPENS = 0.013, 0.36
_MOST = 1000
"""More letters than there are."""


@dataclass(frozen=True)
class Readers:
    """Who gets letters, one element each: the issues from ``first`` up to before ``stop``."""

    number: Ints
    first: Ints
    stop: Ints
    bad_address: Flags
    clicks: Floats
    opens: Floats

    @classmethod
    def of(cls, issues: Issues, dice: Dice, number: Ints, subscribed: Ints) -> Readers:
        """Return what is known of readers once they have subscribed."""
        first = np.searchsorted(issues.moment, subscribed + HOUR)
        more = _until(dice.uniform("last letter", number), np.full(len(number), _LAST))
        bad = bad_address(dice, number)
        likes = np.where(bad, 0.0, 0.3 + 1.4 * dice.uniform("likes letters", number))
        stop = np.minimum(first + np.where(bad, 0, more) + 1, len(issues))
        return cls(number, first, stop, bad, _CLICKS * likes, _OPENS * likes)

    def gives_up(self, issues: Issues, dice: Dice) -> Ints:
        """Return when readers unsubscribe, by the last letter that they get; NEVER: goes on getting them."""
        some = (self.stop < len(issues)) & ~self.bad_address
        after = _SOONEST_CLICK + (dice.wait("gives up", 5.0, self.number) * HOUR).astype(np.int64)
        return np.where(some, issues.moment[self.stop - 1] + after, NEVER)


def lead(setting: Setting, visits: Visits, after: Ints, plan: Plan) -> Plan:
    """Return the plan with the visits that a newsletter brings before people would come by themselves.

    ``after`` is the moment from which on each may come again, NEVER for whom no letter brings back. Writes
    into `People` when who subscribed will unsubscribe.
    """
    people, issues = setting.people, setting.issues
    which = np.flatnonzero((people.subscribed[visits.person] != NEVER) & (after < setting.world.end))
    person, rolls = visits.person[which], Rolls.of_visits(setting.dice, visits)[which]
    readers = Readers.of(issues, setting.dice, people.number[person], people.subscribed[person])
    people.unsubscribed[person] = readers.gives_up(issues, setting.dice)
    soonest = np.maximum(readers.first, np.searchsorted(issues.moment, after[which] + HOUR))
    issue = soonest + _until(rolls.uniform("clicks letter"), readers.clicks)
    delay = _SOONEST_CLICK + (rolls.wait("clicks after", 5.0) * HOUR).astype(np.int64)
    moment = issues.moment[np.minimum(issue, len(issues) - 1)] + delay
    brings = (issue < readers.stop) & (moment < plan.moment[which]) & (moment < people.unsubscribed[person])
    return plan.led(which[brings], moment[brings], NEWSLETTER, INTENTS[NEWSLETTER], issue[brings])


def _until(share: Floats, chance: Floats) -> Ints:
    """Return how many tries fail before one of this chance succeeds."""
    tries = np.log1p(-share) / np.log1p(-np.maximum(chance, 1e-9))
    return np.minimum(tries, _MOST).astype(np.int64)


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
        opened=_opened(Rolls(dice, number, issue), readers.opens[whose], sent, np.minimum(clicked, left)),
        clicked=clicked,
        bounced=readers.bad_address[whose],
    )
    subject = Coded(issues.subject[issue] * 3 + people.language[mails.person], by_language(SUBJECTS))
    write(setting.log, dice, mails, subject=subject)
    leaves = np.flatnonzero(left != NEVER)
    setting.log.add("Unsubscribed", mails.person[leaves], left[leaves], message_ref=mails.number[leaves])


def message(number: Ints, issue: Ints) -> Ints:
    """Return the number of somebody's letter, unique in the shop."""
    return (number * _MOST + issue) * 10


def _clicks(people: int, issues: int, rounds: list[Visits]) -> Ints:
    """Return when each person clicked each letter, NEVER: did not."""
    clicked = np.full((people, issues), NEVER)
    for visits in rounds:
        which = np.flatnonzero((visits.source == NEWSLETTER) & (visits.ref >= 0))
        clicked[visits.person[which], visits.ref[which]] = visits.moment[which] - 3 * SECOND
    return clicked


def _opened(rolls: Rolls, chance: Floats, sent: Ints, acted: Ints) -> Ints:
    """Return when letters are opened: who clicks or unsubscribes has opened before."""
    later = sent + 3 * MINUTE + (rolls.wait("opens after", 7.0) * HOUR).astype(np.int64)
    before = acted - (rolls.between("reads", 8, 400) * SECOND).astype(np.int64)
    return np.where(acted != NEVER, before, np.where(rolls.happens("opens", chance), later, NEVER))
