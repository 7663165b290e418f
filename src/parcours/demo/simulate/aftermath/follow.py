"""What follows the orders of a round, from the parcel to the friend who comes by a link."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from parcours.demo.dice import Floats, Ints
from parcours.demo.simulate.aftermath import (
    delivery,
    loyalty,
    mentions,
    pleasure,
    readers,
    referral,
    returns,
    reviews,
    service,
    surveys,
    visiting,
)
from parcours.demo.simulate.aftermath.course import Course
from parcours.demo.simulate.aftermath.delivery import Deliveries
from parcours.demo.simulate.aftermath.known import Known
from parcours.demo.simulate.aftermath.ordered import Ordered
from parcours.demo.simulate.aftermath.returns import Returns
from parcours.demo.simulate.aftermath.setting import Setting
from parcours.demo.simulate.aftermath.told import Told
from parcours.demo.simulate.state import NEVER, Orders, Outcome, Visits
from parcours.demo.world.channels import DEAL_SITE, SOURCES

_DEAL_SITE = [each.code for each in SOURCES].index(DEAL_SITE)


@dataclass(frozen=True)
class Aftermath(Outcome):
    """What became of the orders of a round, one element each, and what was said in the round.

    ``settled`` is the moment at which nothing is open any more. ``content`` is how pleased the customer
    would be with the goods and without the planted delay: it decides who comes back, and what the delay does
    to that is in ``stays``. ``shared`` is when a link was sent to a friend.
    """

    settled: Ints
    content: Floats
    shared: Ints
    told: tuple[Told, ...]

    @classmethod
    def of_nothing(cls, told: tuple[Told, ...]) -> Aftermath:
        """Return what follows a round without orders."""
        moments, flags, shares = np.zeros(0, np.int64), np.zeros(0, np.bool_), np.zeros(0)
        return cls(
            delivered=moments,
            late=flags,
            returned=flags,
            refunded=moments,
            refund=moments,
            cancelled=moments,
            pleased=shares,
            stays=shares,
            settled=moments,
            content=shares,
            shared=moments,
            told=told,
        )


def follow(setting: Setting, visits: Visits, course: Course, orders: Orders) -> Aftermath:
    """Let everything happen that follows the visits and orders of a round, and write it.

    In `People` changes what customers think of the shop, their points and membership, and until when they
    want letters.
    """
    of = Ordered(setting, visits, orders)
    referral.claim(setting, visits)
    readers.decide(setting, visits)
    said = visiting.write(setting, visits, course)
    return _after(of, said) if len(orders) else Aftermath.of_nothing(tuple(said))


def _after(of: Ordered, said: list[Told]) -> Aftermath:
    parcels = delivery.deliver(of)
    back = returns.send_back(of, parcels)
    cases = service.ask(of, parcels, back)
    complains, complaints = service.complain(of, parcels, back, cases)
    goods, helped = pleasure.with_goods(of, back, cases), pleasure.with_service(cases, complains)
    pleased = pleasure.remembered(of, goods + helped - pleasure.with_delivery(parcels.delay))
    content = pleasure.remembered(of, goods - pleasure.with_delivery(parcels.own_delay))
    of.setting.people.pleased[of.orders.person] = pleased
    delivery.write(of, parcels)
    known = Known(of, parcels, back, pleased)
    shared, invitations = referral.invite(known)
    told = (*said, *complaints, *returns.write(of, back), *service.write(of, cases), *_talk(known))
    return Aftermath(
        delivered=parcels.delivered,
        late=parcels.delay > 0,
        returned=back.happens,
        refunded=back.refunded,
        refund=back.refund,
        cancelled=parcels.cancelled,
        pleased=pleased,
        stays=_stays(of, parcels),
        settled=_settled(parcels, back),
        content=content,
        shared=shared,
        told=(*told, invitations),
    )


def _talk(known: Known) -> list[Told]:
    """Let customers be rewarded and asked; return what they say."""
    loyalty.reward(known)
    return [*surveys.write(known), *reviews.write(known), *mentions.write(known)]


def _stays(of: Ordered, parcels: Deliveries) -> Floats:
    """Return what the planted stories multiply the chance of coming back by."""
    late, deal = of.setting.stories.late_carrier, of.setting.stories.channel_without_return
    stays = np.ones(len(of))
    if late is not None:
        stays[parcels.planted] *= late.stay
    if deal is not None:
        stays[of.visits.source[of.orders.visit] == _DEAL_SITE] *= deal.stay
    return stays


def _settled(parcels: Deliveries, back: Returns) -> Ints:
    ends = np.where(parcels.cancelled != NEVER, parcels.cancelled, parcels.delivered)
    return np.where(back.happens, back.refunded, ends)
