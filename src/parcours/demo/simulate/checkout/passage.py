"""From the cart to the order, or to where it was given up."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from parcours.demo.dice import Dice, Flags, Ints
from parcours.demo.simulate.cart import Carts, cart_key
from parcours.demo.simulate.checkout import coupons, fault, payment
from parcours.demo.simulate.checkout.amounts import delivery, worth
from parcours.demo.simulate.checkout.form import Desk, Form
from parcours.demo.simulate.checkout.placing import Placing
from parcours.demo.simulate.checkout.steps import Walk, chance_to_leave
from parcours.demo.simulate.checkout.using import use_coupons
from parcours.demo.simulate.log import Log
from parcours.demo.simulate.state import Orders, People, Visits
from parcours.demo.simulate.world import World
from parcours.demo.stories import Stories
from parcours.demo.world.checkout import STEPS, Step
from parcours.demo.world.delivery import CARRIERS
from parcours.touchpoints import SECOND

_STARTS, _STARTS_LATER = 0.42, 0.16
_CARRIER_SHARES = np.array([each.share for each in CARRIERS])


@dataclass(frozen=True)
class Passed:
    """What became of the checkouts of a round.

    ``started`` says for each visit whether it began to order, ``stuck`` whether it met a fault of the shop,
    and ``lost`` whether only that kept it from going on.
    """

    orders: Orders
    started: Flags
    stuck: Flags
    lost: Flags


@dataclass(frozen=True)
class Checkout:
    """How people order."""

    world: World
    people: People
    carts: Carts
    dice: Dice
    log: Log
    stories: Stories

    def order(self, visits: Visits, added: Flags) -> Passed:
        """Let people order what is in their carts; their visits move on to where they end."""
        place = self._starters(visits, added)
        form = self._form(visits, place)
        desk, shipping = Desk(self.dice, self.log, form), delivery(form)
        placing = Placing(self.people, visits, desk)
        self._start(desk)
        placing.sign_in(np.arange(len(form)))
        started, stuck, lost = (np.zeros(len(visits), np.bool_) for _ in range(3))
        started[place] = True
        for step in STEPS:
            met, would_go_on = self._step(desk, step, shipping)
            stuck[place[met]] = True
            lost[place[met[would_go_on]]] = True
        orders = placing.place(np.flatnonzero(form.there), shipping)
        self.carts.clear(orders.person)
        visits.now[place] = form.now
        return Passed(orders, started, stuck, lost)

    def _starters(self, visits: Visits, added: Flags) -> Ints:
        """Return the visits that go to the checkout."""
        chance = np.where(added, _STARTS, _STARTS_LATER) * np.clip(visits.intent, 0.35, 1.4) ** 0.5
        starts = self.dice.happens("checkout", chance, visits.number, visits.turn) | visits.resolved
        return np.flatnonzero(starts & visits.there & self.carts.filled(visits.person))

    def _form(self, visits: Visits, place: Ints) -> Form:
        people, dice = self.people, self.dice
        person, number, turn = visits.person[place], visits.number[place], visits.turn[place]
        lines = self.carts.lines(person, visits.day[place], self.world)
        signed_in = people.account[person] & people.known[person, visits.device[place]]
        return Form(
            visit=place,
            person=person,
            number=number,
            turn=turn,
            device=visits.device[place],
            country=people.country[person],
            language=people.language[person],
            day=visits.day[place],
            resolved=visits.resolved[place],
            filled=signed_in & (people.orders[person] > 0),
            price_sense=people.price_sense[person],
            lines=lines,
            goods=worth(lines),
            carrier=dice.pick("carrier", _CARRIER_SHARES, number, turn // 4),
            payment=payment.chosen(people.country[person], number, turn, dice),
            coupon=coupons.tried(self.world, people, visits, place, dice),
            now=visits.now[place] + 4 * SECOND,
            there=np.ones(len(place), np.bool_),
        )

    def _start(self, desk: Desk) -> None:
        desk.write(
            "Checkout Started",
            np.arange(len(desk.form)),
            cart_id=cart_key(self.people, desk.form.person),
            total=desk.form.goods,
            currency="EUR",
            items=desk.form.lines,
        )

    def _step(self, desk: Desk, step: Step, shipping: Ints) -> tuple[Ints, Flags]:
        """Walk one step; return whom a fault of the shop stopped, and who of them would have gone on."""
        form = desk.form
        of = np.flatnonzero(form.there)
        leaves = desk.uniform(f"{step} leaves", of) < chance_to_leave(desk, step, of, shipping)
        stuck = fault.stuck(self.stories.broken_mobile_step, self.world, desk, step, of)
        Walk(desk, step, of, leaves & ~stuck, stuck).go()
        fault.write(desk, step, of[stuck])
        if step == "payment":
            payment.pay(desk, np.flatnonzero(form.there), form.goods + shipping)
        if step == "review":
            use_coupons(desk, cart_key(self.people, form.person))
        return of[stuck], ~leaves[stuck]
