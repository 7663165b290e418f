"""Friends: who is invited to recommend the shop, who does, and who comes by a friend's link."""

from __future__ import annotations

import numpy as np

from parcours.demo.dice import Ints
from parcours.demo.simulate.aftermath.known import Known
from parcours.demo.simulate.aftermath.mail import Mails, bad_address, opened
from parcours.demo.simulate.aftermath.mail import write as write_mails
from parcours.demo.simulate.aftermath.ordered import Ordered
from parcours.demo.simulate.aftermath.subjects import INVITATION, by_language
from parcours.demo.simulate.aftermath.told import OPEN, Told
from parcours.demo.simulate.log import Coded
from parcours.demo.simulate.people import INTENTS
from parcours.demo.simulate.state import NEVER
from parcours.demo.words import LANGUAGES
from parcours.demo.world.channels import FRIEND_LINK, SOURCES
from parcours.touchpoints import DAY, HOUR, MINUTE, SECOND

WAITING = -2
"""``People.referred_by`` of who comes only by a friend's link, if somebody shares one."""
FLOW = "invite-a-friend"
_FRIENDS = [each.code for each in SOURCES].index(FRIEND_LINK)
_INVITED_AFTER = 16 * DAY
_OPENS = 0.45
_PLEASED = np.array([0.65, 0.8])
_SHARES = np.array([0.008, 0.06, 0.17])
"""Who shares the link, by how pleased they are."""
_CLAIMED = 0.45
_COUNTS_AFTER = 14 * DAY
_LETTER = 9
"""Last digit of the numbers of these letters."""


def invite(known: Known) -> list[Told]:
    """Send customers their link; some share it, and friends who wait for one come; return what they say."""
    setting, orders, rolls = known.of.setting, known.of.orders, known.of.rolls
    story = setting.stories.silent_promoters
    left_out = LANGUAGES.index(story.language) if story else -1
    asked = known.arrived & ~known.back.happens & (setting.people.language[orders.person] != left_out)
    asked &= ~bad_address(setting.dice, orders.number)
    sent = np.where(known.arrived, known.delivered, 0) + _INVITED_AFTER
    which = np.flatnonzero(asked & (sent < setting.people.unsubscribed[orders.person]))
    sent = sent[which]
    chance = _SHARES[np.searchsorted(_PLEASED, known.pleased[which])]
    shares = rolls[which].happens("shares link", chance)
    shared = sent + 2 * HOUR + rolls[which].delay("shares link after", 48.0)
    _send(known, which, sent, np.where(shares, shared - MINUTE, NEVER))
    return [_share(known.of, which[shares], shared[shares])]


def _send(known: Known, which: Ints, sent: Ints, acted: Ints) -> None:
    setting, orders = known.of.setting, known.of.orders
    person = orders.person[which]
    mails = Mails(
        person=person,
        number=known.of.visits.key[orders.visit[which]] * 10 + _LETTER,
        sent=sent,
        opened=opened(known.of.rolls[which], "invitation", _OPENS, sent, acted),
        clicked=np.full(len(which), NEVER),
        bounced=np.zeros(len(which), np.bool_),
    )
    subject = Coded(setting.people.language[person], by_language((INVITATION,)))
    write_mails(setting.log, setting.dice, mails, subject=subject, flow=FLOW)


def _share(of: Ordered, which: Ints, moment: Ints) -> Told:
    """Write who shared, and wake up the friends who claim."""
    person, advocate = of.orders.person[which], of.orders.number[which]
    told = of.say(which, "referral", moment, np.full(len(which), 2), np.full(len(which), OPEN))
    code = {"p_code": advocate, "p_advocate_id": advocate}
    of.setting.log.add("Referral Shared", person, moment, device=None, account=None, text=told.texts, **code)
    _wake(of, which, moment)
    return told


def _wake(of: Ordered, which: Ints, moment: Ints) -> None:
    """Let friends come: each link is for one who waits, and comes if nobody else's link came first."""
    people, rolls = of.setting.people, of.rolls[which]
    pool = np.flatnonzero(people.referred_by != -1)
    if not len(pool):
        return
    friend = pool[(rolls.uniform("friend") * len(pool)).astype(np.int64)]
    comes = moment + HOUR + rolls.delay("friend comes after", 48.0)
    claims = rolls.happens("claimed", _CLAIMED) & (people.referred_by[friend] == WAITING)
    claims &= comes < of.setting.world.end
    friend, first = np.unique(friend[claims], return_index=True)
    people.referred_by[friend] = of.orders.number[which][claims][first]
    people.next_visit[friend] = comes[claims][first]
    people.next_source[friend] = _FRIENDS
    people.next_intent[friend] = INTENTS[_FRIENDS]


def claim(of: Ordered) -> None:
    """Write that friends came by a link, as their first visit begins."""
    people, visits = of.setting.people, of.visits
    which = np.flatnonzero((visits.turn == 0) & (people.referred_by[visits.person] >= 0))
    code = people.referred_by[visits.person[which]]
    of.setting.log.visit(
        "Referral Claimed", which, visits.moment[which] - 2 * SECOND, p_code=code, p_advocate_id=code
    )


def qualify(known: Known) -> None:
    """Let the first orders of friends count for those who recommended, or not if they came back."""
    people, orders, log = known.of.setting.people, known.of.orders, known.of.setting.log
    friends = np.flatnonzero((people.referred_by[orders.person] >= 0) & (orders.nth == 1) & known.arrived)
    advocate = np.searchsorted(people.number, people.referred_by[orders.person[friends]])
    names = {"p_advocate_id": people.number[advocate], "p_friend_id": orders.number[friends]}
    back = known.back.happens[friends]
    counts, not_counts = np.flatnonzero(~back), np.flatnonzero(back)
    moment = known.delivered[friends] + _COUNTS_AFTER
    refunded = known.back.refunded[friends[not_counts]]
    for event, place, when in (
        ("Referral Qualified", counts, moment[counts]),
        ("Referral Rewarded", counts, moment[counts] + MINUTE),
        ("Referral Rejected", not_counts, refunded),
    ):
        log.add(
            event,
            advocate[place],
            when,
            device=None,
            account=None,
            **{name: each[place] for name, each in names.items()},
        )
