"""From the cart to the order, or to where it was given up."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from parcours.demo.dice import Dice, Flags, Ints
from parcours.demo.simulate.aftermath.delivery import promised
from parcours.demo.simulate.cart import Carts, cart_key
from parcours.demo.simulate.checkout import coupons, payment
from parcours.demo.simulate.checkout.coupons import CODES, IS_REFUSED, PERCENT, REASONS
from parcours.demo.simulate.checkout.form import Desk, Form
from parcours.demo.simulate.checkout.steps import Walk, chance_to_leave
from parcours.demo.simulate.log import Log, account_of
from parcours.demo.simulate.state import DEVICES, Lines, Orders, People, Visits
from parcours.demo.simulate.vocabulary import Coded
from parcours.demo.simulate.world import World
from parcours.demo.stories import Stories
from parcours.demo.world.checkout import STEPS, Step
from parcours.demo.world.delivery import CARRIERS, FREE_FROM
from parcours.touchpoints import SECOND

_STARTS, _STARTS_LATER = 0.42, 0.16
_GUEST = 0.52
_FREES = FREE_FROM
_TAX = 0.2
_LEAVES_AFTER_REFUSED_COUPON = 0.1
_CARRIER_PRICES = np.array([each.price for each in CARRIERS])
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
        desk = Desk(self.dice, self.log, form)
        self._start(desk, visits)
        shipping = self._shipping(form)
        started, stuck, lost = (np.zeros(len(visits), np.bool_) for _ in range(3))
        started[place] = True
        for step in STEPS:
            met, would_go_on = self._step(desk, step, shipping)
            stuck[place[met]] = True
            lost[place[met[would_go_on]]] = True
        orders = self._place(desk, visits, shipping)
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

    def _start(self, desk: Desk, visits: Visits) -> None:
        form, people = desk.form, self.people
        everybody = np.arange(len(form))
        desk.write(
            "Checkout Started",
            everybody,
            cart_id=cart_key(people, form.person),
            total=form.goods,
            currency="EUR",
            items=form.lines,
        )
        self._sign_in(desk, visits)

    def _sign_in(self, desk: Desk, visits: Visits) -> None:
        """Let who has an account sign in where the device has forgotten it."""
        form, people = desk.form, self.people
        unknown = people.account[form.person] & ~people.known[form.person, form.device]
        of = np.flatnonzero(unknown & desk.happens("signs in", 0.7, np.arange(len(form))))
        form.pass_time(of, 14)
        self._know(visits, form, of)
        desk.write("Signed In", of, p_method="password")

    def _know(self, visits: Visits, form: Form, of: Ints) -> None:
        """From now on the device knows who it is."""
        self.people.known[form.person[of], form.device[of]] = True
        visit = form.visit[of]
        visits.known_from[visit] = np.minimum(visits.known_from[visit], form.now[of])

    @staticmethod
    def _shipping(form: Form) -> Ints:
        return np.where(form.goods >= _FREES, 0, _CARRIER_PRICES[form.carrier])

    def _step(self, desk: Desk, step: Step, shipping: Ints) -> tuple[Ints, Flags]:
        """Walk one step; return whom a fault of the shop stopped, and who of them would have gone on."""
        form = desk.form
        of = np.flatnonzero(form.there)
        leaves = desk.uniform(f"{step} leaves", of) < chance_to_leave(desk, step, of, shipping)
        stuck = self._broken(desk, step, of)
        Walk(desk, step, of, leaves & ~stuck, stuck).go(self._skipped(desk, step, of))
        self._rage(desk, step, of[stuck])
        if step == "payment":
            payment.pay(desk, np.flatnonzero(form.there), form.goods + shipping)
        if step == "review":
            self._try_coupons(desk)
        return of[stuck], ~leaves[stuck]

    def _broken(self, desk: Desk, step: Step, of: Ints) -> Flags:
        """Say who meets the step that is broken for some days."""
        story = self.stories.broken_mobile_step
        if story is None or story.step != step:
            return np.zeros(len(of), np.bool_)
        form = desk.form
        first = len(self.world.calendar) - story.starts
        days = (form.day[of] >= first) & (form.day[of] < first + story.days)
        device = form.device[of] == DEVICES.index(story.device)
        return days & device & self.dice.happens("meets broken step", story.chance, form.number[of])

    def _rage(self, desk: Desk, step: Step, of: Ints) -> None:
        failed = of[desk.happens("page fails", 0.8, of)]
        desk.write("Page Failed", failed, step, p_message="the script of the form ended with an error")
        angry = of[desk.happens("rage", 0.55, of)]
        desk.form.pass_time(angry, 4)
        desk.write("Rage Clicked", angry, step, p_element="continue")

    @staticmethod
    def _skipped(desk: Desk, step: Step, of: Ints) -> dict[str, Flags]:
        form = desk.form
        if step == "address":
            return dict.fromkeys(("email", "name", "street", "postcode", "city", "phone"), form.filled[of])
        if step == "delivery":
            at_home = form.carrier[of] != 1
            return {"pickup_point": at_home, "gift_note": ~desk.happens("gift note", 0.08, of)}
        if step == "payment":
            return dict.fromkeys(("card_number", "card_expiry", "card_code"), form.payment[of] != 0)
        return {"coupon": form.coupon[of] < 0}

    def _try_coupons(self, desk: Desk) -> None:
        form = desk.form
        of = np.flatnonzero(form.there & (form.coupon >= 0))
        cart = cart_key(self.people, form.person)
        code = Coded(form.coupon[of].copy(), CODES)
        desk.write("Coupon Entered", of, "review", coupon=code, cart_id=cart[of])
        form.pass_time(of, 1)
        refused = of[IS_REFUSED[form.coupon[of]]]
        desk.write(
            "Coupon Denied",
            refused,
            "review",
            coupon=Coded(form.coupon[refused].copy(), CODES),
            cart_id=cart[refused],
            p_reason=Coded(form.coupon[refused].copy(), REASONS),
        )
        applied = of[~IS_REFUSED[form.coupon[of]]]
        desk.write(
            "Coupon Applied",
            applied,
            "review",
            coupon=Coded(form.coupon[applied].copy(), CODES),
            cart_id=cart[applied],
            discount=discount(form)[applied],
            currency="EUR",
        )
        gives_up = desk.happens("leaves after coupon", _LEAVES_AFTER_REFUSED_COUPON, refused)
        form.there[refused[gives_up & ~form.resolved[refused]]] = False
        form.coupon[refused] = -1

    def _place(self, desk: Desk, visits: Visits, shipping: Ints) -> Orders:
        form, people = desk.form, self.people
        of = np.flatnonzero(form.there)
        form.pass_time(of, 3 + desk.wait("orders", 5.0, of))
        person = form.person[of]
        guest = self._register(desk, visits, of)
        people.orders[person] += 1
        orders = self._orders(form, of, shipping, guest)
        self._write(desk, of, orders)
        self.carts.clear(person)
        return orders

    def _register(self, desk: Desk, visits: Visits, of: Ints) -> Flags:
        """Know everybody who orders, open accounts, and say who orders without one."""
        form, people = desk.form, self.people
        person = form.person[of]
        guest = ~people.account[person] & desk.happens("guest", _GUEST, of)
        opens = of[~guest & ~people.account[person]]
        self._know(visits, form, of)
        people.account[form.person[opens]] = True
        desk.write("Signed Up", opens, p_method="password")
        return guest

    def _orders(self, form: Form, of: Ints, shipping: Ints, guest: Flags) -> Orders:
        people, person, carrier = self.people, form.person[of], form.carrier[of]
        goods, sent = form.goods[of] - discount(form)[of], shipping[of]
        revenue, net_shipping = _without_tax(goods), _without_tax(sent)
        return Orders(
            visit=form.visit[of],
            person=person,
            number=form.number[of],
            nth=people.orders[person],
            moment=form.now[of].copy(),
            device=form.device[of],
            account=account_of(people, person, form.device[of]),
            lines=form.lines.take(of),
            goods=goods,
            revenue=revenue,
            tax=goods + sent - revenue - net_shipping,
            shipping=net_shipping,
            total=goods + sent,
            discount=discount(form)[of],
            coupon=form.coupon[of].copy(),
            payment=form.payment[of].copy(),
            carrier=carrier,
            promised=promised(form.now[of], carrier, form.country[of]),
            guest=guest,
        )

    @staticmethod
    def _write(desk: Desk, of: Ints, orders: Orders) -> None:
        desk.write(
            "Order Completed",
            of,
            order_id=orders.key,
            total=orders.total,
            revenue=orders.revenue,
            tax=orders.tax,
            shipping=orders.shipping,
            discount=orders.discount,
            currency="EUR",
            coupon=Coded(orders.coupon, CODES),
            payment_method=Coded(orders.payment, payment.METHODS),
            is_guest=orders.guest,
            items=orders.lines,
        )


def worth(lines: Lines) -> Ints:
    """Return what the lines of each element cost."""
    total = np.concatenate([[0], np.cumsum(lines.price * lines.quantity)])
    return total[lines.offsets[1:]] - total[lines.offsets[:-1]]


def discount(form: Form) -> Ints:
    """Return what the coupons of forms take off."""
    return np.where(form.coupon >= 0, form.goods * PERCENT[form.coupon] // 100, 0)


def _without_tax(amount: Ints) -> Ints:
    return np.round(amount / (1 + _TAX)).astype(np.int64)
