"""What the flows share: who may be written to, who is held out, whose click brings a visit."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from parcours.demo.dice import Flags, Floats, Ints
from parcours.demo.simulate.aftermath.course import Course
from parcours.demo.simulate.aftermath.mail import Mails, bad_address, opened, write
from parcours.demo.simulate.aftermath.plan import Assignments, Plan
from parcours.demo.simulate.aftermath.rolls import Rolls
from parcours.demo.simulate.aftermath.setting import Setting
from parcours.demo.simulate.aftermath.subjects import FLOW_SUBJECTS, by_language
from parcours.demo.simulate.log import Coded
from parcours.demo.simulate.state import NEVER, Visits
from parcours.demo.world.channels import SOURCES
from parcours.touchpoints import MINUTE, SECOND

FLOWS = ("welcome", "cart-reminder", "win-back", "thanks")
WELCOME, CART, WIN_BACK, THANKS = range(4)
WELCOME_1, WELCOME_2, CART_1, CART_2, WIN_BACK_1, THANKS_1 = range(6)
"""The letters of the flows, in the order of FLOW_SUBJECTS."""
FIRST_REF = 1000
"""The ``ref`` of a visit that a flow's letter brought: this and the letter."""
FLOW_EMAIL = [each.code for each in SOURCES].index("flow_email")
SOONEST_CLICK = 15 * MINUTE

_FLOW_OF = (WELCOME, WELCOME, CART, CART, WIN_BACK, THANKS)
_OPENS = 0.5
_ARMS = ("letter", "control")


@dataclass(frozen=True)
class Round:
    """What the flows of a round look at."""

    setting: Setting
    visits: Visits
    course: Course

    @property
    def rolls(self) -> Rolls:
        """Dice of the visits."""
        return Rolls.of_visits(self.setting.dice, self.visits)

    def reachable(self, moments: Ints) -> Flags:
        """Say who may be written to at some moments."""
        left = self.setting.people.unsubscribed[self.visits.person]
        agreed = (moments < left) & (moments < self.setting.world.end)
        return agreed & ~bad_address(self.setting.dice, self.visits.number)


@dataclass(frozen=True)
class Sending:
    """One letter to some of the visitors of a round."""

    letter: int
    which: Ints  # places in Visits
    sent: Ints

    def of(self, wanted: Flags) -> Sending:
        """Return the same letter to some of them."""
        return Sending(self.letter, self.which[wanted], self.sent[wanted])


def assign(here: Round, flow: int, which: Ints, entry: Ints, holdout: float, adds: Floats) -> Assignments:
    """Hold some people out of a flow for ever, and write into which arm everybody came."""
    person = here.visits.person[which]
    held_out = here.setting.dice.happens(f"held out of {FLOWS[flow]}", holdout, here.visits.number[which])
    here.setting.log.add(
        "Experiment Viewed",
        person,
        entry,
        experiment_id=FLOWS[flow],
        flow_id=FLOWS[flow],
        p_variation_id=Coded(held_out.astype(np.int64), _ARMS),
    )
    return Assignments(person, np.full(len(which), flow), entry, ~held_out, adds)


def collect(here: Round, plan: Plan, sending: Sending, within: int, chance: float) -> Plan:
    """Return the plan in which some of those who come within a time anyway click the letter on the way."""
    moment = plan.moment[sending.which]
    comes = (moment > sending.sent + SOONEST_CLICK) & (moment < sending.sent + within)
    comes &= plan.ref[sending.which] < 0
    clicks = here.rolls[sending.which].happens(f"clicks letter {sending.letter} anyway", chance)
    return plan.seen_by(sending.which[comes & clicks], FLOW_EMAIL, FIRST_REF + sending.letter)


def send(here: Round, plan: Plan, sending: Sending) -> None:
    """Write one letter's life; it is clicked where the plan says that it brings the visit."""
    if not len(sending.which):
        return
    visits, which = here.visits, sending.which
    rolls, ref = here.rolls[which], FIRST_REF + sending.letter
    clicked = np.where(plan.ref[which] == ref, plan.moment[which] - 3 * SECOND, NEVER)
    bounced = bad_address(here.setting.dice, visits.number[which])
    mails = Mails(
        person=visits.person[which],
        number=visits.key[which] * 10 + 1 + sending.letter,
        sent=sending.sent,
        opened=opened(
            rolls, f"letter {sending.letter}", np.where(bounced, 0.0, _OPENS), sending.sent, clicked
        ),
        clicked=clicked,
        bounced=bounced,
    )
    language = here.setting.people.language[mails.person]
    subject = Coded(sending.letter * 3 + language, by_language(FLOW_SUBJECTS))
    write(here.setting.log, here.setting.dice, mails, subject=subject, flow=FLOWS[_FLOW_OF[sending.letter]])
