"""The order itself: who has an account now, what is paid, and what the log says of it."""

from __future__ import annotations

from dataclasses import dataclass

from parcours.demo.dice import Flags, Ints
from parcours.demo.simulate.aftermath.delivery import promised
from parcours.demo.simulate.checkout import payment
from parcours.demo.simulate.checkout.amounts import discount, without_tax
from parcours.demo.simulate.checkout.coupons import CODES
from parcours.demo.simulate.checkout.form import Desk, Form
from parcours.demo.simulate.log import account_of
from parcours.demo.simulate.state import Orders, People, Visits
from parcours.demo.simulate.vocabulary import Coded

_GUEST, _SIGNS_IN = 0.52, 0.7


@dataclass(frozen=True)
class Placing:
    """How forms become orders."""

    people: People
    visits: Visits
    desk: Desk

    def sign_in(self, of: Ints) -> None:
        """Let who has an account sign in where the device has forgotten it."""
        form, people = self.desk.form, self.people
        unknown = people.account[form.person[of]] & ~people.known[form.person[of], form.device[of]]
        of = of[unknown & self.desk.happens("signs in", _SIGNS_IN, of)]
        form.pass_time(of, 14)
        self._know(of)
        self.desk.write("Signed In", of, p_method="password")

    def place(self, of: Ints, shipping: Ints) -> Orders:
        """Place some orders."""
        self.desk.form.pass_time(of, 3 + self.desk.wait("orders", 5.0, of))
        guest = self._register(of)
        self.people.orders[self.desk.form.person[of]] += 1
        orders = self._orders(self.desk.form, of, shipping, guest)
        self._write(of, orders)
        return orders

    def _know(self, of: Ints) -> None:
        """From now on the device knows who it is."""
        form, visits = self.desk.form, self.visits
        self.people.known[form.person[of], form.device[of]] = True
        visit = form.visit[of]
        visits.known_from[visit] = visits.known_from[visit].clip(max=form.now[of])

    def _register(self, of: Ints) -> Flags:
        """Know everybody who orders, open accounts, and say who orders without one."""
        account, person = self.people.account, self.desk.form.person[of]
        guest = ~account[person] & self.desk.happens("guest", _GUEST, of)
        opens = of[~guest & ~account[person]]
        self._know(of)
        account[self.desk.form.person[opens]] = True
        self.desk.write("Signed Up", opens, p_method="password")
        return guest

    def _orders(self, form: Form, of: Ints, shipping: Ints, guest: Flags) -> Orders:
        person, taken_off = form.person[of], discount(form)[of]
        goods, sent = form.goods[of] - taken_off, shipping[of]
        revenue, net_shipping = without_tax(goods), without_tax(sent)
        return Orders(
            visit=form.visit[of],
            person=person,
            number=form.number[of],
            nth=self.people.orders[person],
            moment=form.now[of].copy(),
            device=form.device[of],
            account=account_of(self.people, person, form.device[of]),
            lines=form.lines.take(of),
            goods=goods,
            revenue=revenue,
            tax=goods + sent - revenue - net_shipping,
            shipping=net_shipping,
            total=goods + sent,
            discount=taken_off,
            coupon=form.coupon[of].copy(),
            payment=form.payment[of].copy(),
            carrier=form.carrier[of],
            promised=promised(form.now[of], form.carrier[of], form.country[of]),
            guest=guest,
        )

    def _write(self, of: Ints, orders: Orders) -> None:
        self.desk.write(
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
