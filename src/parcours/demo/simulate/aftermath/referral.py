"""Who is invited to recommend the shop, who does, and who comes by a friend's link."""

from __future__ import annotations

import numpy as np

from parcours.demo.dice import Flags, Ints
from parcours.demo.simulate.aftermath.known import Known
from parcours.demo.simulate.aftermath.mail import Mails, bad_address, opened
from parcours.demo.simulate.aftermath.mail import write as write_mails
from parcours.demo.simulate.aftermath.setting import Setting
from parcours.demo.simulate.aftermath.subjects import INVITATION, by_language
from parcours.demo.simulate.aftermath.told import OPEN, Told
from parcours.demo.simulate.log import Coded
from parcours.demo.simulate.state import NEVER, Visits
from parcours.demo.words import LANGUAGES
from parcours.demo.world.channels import FRIEND_LINK, SOURCES
from parcours.touchpoints import DAY, HOUR, SECOND

FLOW = "invite-a-friend"
_FRIENDS = [each.code for each in SOURCES].index(FRIEND_LINK)
_INVITED_AFTER = 16 * DAY
_OPENS = 0.45
_PLEASED = np.array([0.65, 0.8])
_SHARES = np.array([0.008, 0.06, 0.17])
"""Who shares the link, by how pleased they are."""
_LETTER = 9
"""Last digit of the numbers of these letters."""


def invite(known: Known) -> tuple[Ints, Told]:
    """Send customers their link; return when each shares it (NEVER: does not), and what they say."""
    orders, rolls = known.of.orders, known.of.rolls
    sent = np.where(known.arrived, known.delivered, 0) + _INVITED_AFTER
    which = np.flatnonzero(_invited(known, sent))
    chance = _SHARES[np.searchsorted(_PLEASED, known.pleased[which])]
    when = sent[which] + 2 * HOUR + rolls[which].delay("shares link after", 48.0)
    shared = np.full(len(known.of), NEVER)
    shared[which] = np.where(rolls[which].happens("shares link", chance), when, NEVER)
    _send(known, which, sent[which], shared[which])
    shares = np.flatnonzero(shared != NEVER)
    good, anything = np.full(len(shares), 2), np.full(len(shares), OPEN)
    told = known.of.say(shares, "referral", shared[shares], good, anything)
    code, person = orders.number[shares], orders.person[shares]
    known.of.setting.log.add(
        "Referral Shared", person, shared[shares], text=told.texts, p_code=code, p_advocate_id=code
    )
    return shared, told


def _invited(known: Known, sent: Ints) -> Flags:
    """Say who gets the invitation: in the story one language is forgotten."""
    setting, orders = known.of.setting, known.of.orders
    people, person, story = setting.people, orders.person, setting.stories.silent_promoters
    forgotten = LANGUAGES.index(story.language) if story else -1
    reachable = (sent < people.unsubscribed[person]) & ~bad_address(setting.dice, orders.number)
    return reachable & known.arrived & ~known.back.happens & (people.language[person] != forgotten)


def _send(known: Known, which: Ints, sent: Ints, shared: Ints) -> None:
    setting, orders = known.of.setting, known.of.orders
    person = orders.person[which]
    mails = Mails(
        person=person,
        number=known.of.visits.key[orders.visit[which]] * 10 + _LETTER,
        sent=sent,
        opened=opened(known.of.rolls[which], "invitation", _OPENS, sent, shared),
        clicked=np.full(len(which), NEVER),
        bounced=np.zeros(len(which), np.bool_),
    )
    subject = Coded(setting.people.language[person], by_language((INVITATION,)))
    write_mails(setting.log, setting.dice, mails, subject=subject, flow=FLOW)


def came_by_link(visits: Visits) -> Flags:
    """Say which are first visits by a friend's link."""
    return (visits.turn == 0) & (visits.source == _FRIENDS)


def claim(setting: Setting, visits: Visits) -> None:
    """Write that friends came by a link."""
    which = np.flatnonzero(came_by_link(visits))
    moment = visits.moment[which] - 2 * SECOND
    setting.log.visit("Referral Claimed", which, moment, p_referral_id=visits.number[which])
