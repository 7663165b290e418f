"""What follows the orders of a round, from the parcel to the friend who comes by a link."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from parcours.demo.dice import Floats, Ints
from parcours.demo.simulate.aftermath import delivery, pleasure, returns
from parcours.demo.simulate.aftermath.course import Course
from parcours.demo.simulate.aftermath.delivery import Deliveries
from parcours.demo.simulate.aftermath.rolls import Rolls
from parcours.demo.simulate.aftermath.setting import Setting
from parcours.demo.simulate.state import NEVER, Orders, Outcome, Visits
from parcours.demo.world.channels import DEAL_SITE, SOURCES

_DEAL_SITE = [each.code for each in SOURCES].index(DEAL_SITE)


@dataclass(frozen=True)
class Aftermath(Outcome):
    """What became of the orders of a round, and what else is known of them, one element each.

    ``settled`` is the moment at which nothing is open any more. ``content`` is how pleased the customer
    would be without the planted delay: the planted share of it is in ``stays``, and counts once.
    """

    settled: Ints
    content: Floats


def follow(setting: Setting, visits: Visits, course: Course, orders: Orders) -> Aftermath:
    """Let everything happen that follows the orders of a round, and write it.

    What people think of the shop, their points and their membership change in `People`.
    """
    rolls = Rolls.of_orders(setting.dice, orders)
    parcels = delivery.deliver(
        orders, setting.people.country[orders.person], rolls, setting.stories.late_carrier
    )
    delivery.write(orders, parcels, rolls, setting.log)
    back = returns.send_back(setting, orders, parcels, rolls)
    goods = pleasure.with_goods(setting, orders, back, rolls)
    pleased = pleasure.remembered(setting, orders, goods - pleasure.with_delivery(parcels.delay))
    content = pleasure.remembered(setting, orders, goods - pleasure.with_delivery(parcels.own_delay))
    setting.people.pleased[orders.person] = pleased
    return Aftermath(
        delivered=parcels.delivered,
        late=parcels.delay > 0,
        returned=back.happens,
        refunded=back.refunded,
        refund=back.refund,
        cancelled=parcels.cancelled,
        pleased=pleased,
        stays=_stays(setting, visits, orders, parcels),
        settled=_settled(parcels, back),
        content=content,
    )


def _stays(setting: Setting, visits: Visits, orders: Orders, parcels: Deliveries) -> Floats:
    """Return what the planted stories multiply the chance of coming back by."""
    late, deal = setting.stories.late_carrier, setting.stories.channel_without_return
    stays = np.ones(len(orders))
    if late is not None:
        stays[parcels.planted] *= late.stay
    if deal is not None:
        stays[visits.source[orders.visit] == _DEAL_SITE] *= deal.stay
    return stays


def _settled(parcels: Deliveries, back: returns.Returns) -> Ints:
    ends = np.where(parcels.cancelled != NEVER, parcels.cancelled, parcels.delivered)
    return np.where(back.happens, back.refunded, ends)
