"""What is said during visits: what holds one back at the checkout, a chat, a product shown to a friend."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from parcours.demo.dice import Ints
from parcours.demo.simulate.aftermath.course import IN_CHECKOUT, SAW_PRODUCT, Course
from parcours.demo.simulate.aftermath.hours import SERVICE
from parcours.demo.simulate.aftermath.rolls import Rolls
from parcours.demo.simulate.aftermath.setting import Setting
from parcours.demo.simulate.aftermath.told import OPEN, Told, Writers, topic
from parcours.demo.simulate.lines import single
from parcours.demo.simulate.log import Coded
from parcours.demo.simulate.state import Visits
from parcours.demo.world.delivery import FREE_FROM
from parcours.touchpoints import SECOND

HESITATION = "hesitation"
_ASKED, _ANSWERS = 0.3, 0.25
_COST_HOLDS_BACK = 0.55
_CHATS = 0.011
_SHARES, _CUSTOMERS_SHARE = 0.0015, 0.008
_SHARED_BY = ("whatsapp", "email", "instagram", "pinterest")


@dataclass(frozen=True)
class Visiting:
    """The visits of a round."""

    setting: Setting
    visits: Visits
    course: Course
    rolls: Rolls

    def say(self, which: Ints, kind: str, moment: Ints, topics: Ints) -> Told:
        """Let some visitors write something, in no tone."""
        person = self.visits.person[which]
        writers = Writers(person, self.setting.people.language[person], self.rolls[which])
        product = self.course.product[which]
        category = np.where(product >= 0, self.setting.world.category[product], -1)
        return writers.write(kind, moment, np.zeros(len(which), np.int64), topics, category)


def write(setting: Setting, visits: Visits, course: Course) -> list[Told]:
    """Write what visitors say; return it."""
    of = Visiting(setting, visits, course, Rolls.of_visits(setting.dice, visits))
    _share(of)
    return [_hesitate(of), *_chat(of)]


def _hesitate(of: Visiting) -> Told:
    """Ask those who stop in the checkout what holds them back."""
    log, ended = of.setting.log, of.course.ended
    left = (of.course.depth == IN_CHECKOUT) & of.rolls.happens("asked what holds back", _ASKED)
    asked = np.flatnonzero(left)
    log.visit("Survey Shown", asked, ended[asked] + 20 * SECOND, survey_id=HESITATION)
    which = asked[of.rolls[asked].happens("says what holds back", _ANSWERS)]
    some = of.rolls[which]
    moment = ended[which] + some.seconds("says it after", 30, 110)
    costs = (of.course.cart[which] < FREE_FROM) & some.happens("costs hold back", _COST_HOLDS_BACK)
    told = of.say(which, "survey_checkout", moment, np.where(costs, topic("delivery_cost"), OPEN))
    log.visit("Survey Answered", which, moment, survey_id=HESITATION, text=told.texts)
    return told


def _chat(of: Visiting) -> list[Told]:
    """Let some ask in a chat while the shop is open."""
    log = of.setting.log
    begins = of.rolls.during("chats at", of.visits.moment, of.course.ended, (0.3, 0.9))
    chats = (of.course.depth >= SAW_PRODUCT) & of.rolls.happens("chats", _CHATS) & SERVICE.open(begins)
    which = np.flatnonzero(chats)
    some, start = of.rolls[which], begins[which]
    asked = start + some.seconds("types", 8, 60)
    replied = asked + 15 * SECOND + some.delay("reply", 0.02)
    told = of.say(which, "chat", asked, np.full(len(which), OPEN))
    answer = of.say(which, "answer", replied, told.about)
    number = of.visits.key[which]
    log.visit("Live Chat Conversation Started", which, start, p_conversation_id=number)
    log.visit("Live Chat Message Sent", which, asked, text=told.texts, p_conversation_id=number)
    log.visit("Live Chat Message Received", which, replied, text=answer.texts, p_conversation_id=number)
    log.visit("Live Chat Conversation Ended", which, replied + 40 * SECOND, p_conversation_id=number)
    return [told, answer]


def _share(of: Visiting) -> None:
    """Let some show a product to somebody."""
    visits, course = of.visits, of.course
    chance = np.where(of.setting.people.orders[visits.person] > 0, _CUSTOMERS_SHARE, _SHARES)
    which = np.flatnonzero((course.product >= 0) & of.rolls.happens("shares", chance))
    product = course.product[which]
    of.setting.log.visit(
        "Product Shared",
        which,
        course.ended[which] - SECOND,
        items=single(product, of.setting.world.price_on(product, visits.day[which])),
        p_share_via=Coded(of.rolls[which].pick("shared by", (5, 2, 3, 2)), _SHARED_BY),
    )
