"""The checkout but for its payment: address, delivery, review."""

from __future__ import annotations

import secrets
from dataclasses import asdict
from datetime import date

from django.http import HttpResponse

from parcours.demo.storefront import delivery as carriers
from parcours.demo.storefront.desk import Desk
from parcours.demo.storefront.fields import ADDRESS, PASSWORD
from parcours.demo.storefront.forms import Form, read, shown
from parcours.demo.storefront.links import order_key
from parcours.demo.storefront.membership import join
from parcours.demo.storefront.orders import Address, Order
from parcours.demo.storefront.payment import method
from parcours.demo.storefront.placing import hindrance, place
from parcours.demo.storefront.steps import reached, step_page, turned_away
from parcours.demo.world.delivery import CARRIERS, Carrier, delivery_price

PICKUP_POINTS = ("point.station", "point.market", "point.library")
_LONGEST_NOTE = 200


def start(desk: Desk) -> HttpResponse:
    """Go to the first step that is not done."""
    return desk.go(f"checkout_{reached(desk.visit.checkout)}")


def address(desk: Desk) -> HttpResponse:
    """Ask where the order goes; an account can be opened on the way."""
    if elsewhere := turned_away(desk, "address"):
        return elsewhere
    fields = ADDRESS if desk.account else (*ADDRESS, PASSWORD)
    needs_account = "no_guest" in desk.faults and not desk.account
    form = shown(fields, _known_address(desk))
    if desk.posted:
        form = _with_account(desk, read(fields, desk.sent), needed=needs_account)
        if not form.problems:
            _keep_address(desk, form.answers)
            return desk.go("checkout_delivery")
    return step_page(desk, "address", form=form, needs_account=needs_account)


def _known_address(desk: Desk) -> dict[str, str]:
    if known := desk.visit.checkout.address:
        return asdict(known)
    if not desk.account:
        return {}
    used = desk.house.store.addresses(desk.account.number)
    return asdict(used[0]) if used else {"email": desk.account.email, "name": desk.account.name}


def _with_account(desk: Desk, form: Form, *, needed: bool) -> Form:
    password = form.answers.get("password", "")
    if needed and not password:
        return form.refused("password", "problem.missing")
    if form.problems or not password:
        return form
    joined = join(desk, email=form.answers["email"], name=form.answers["name"], password=password)
    return form if joined else form.refused("email", "problem.known_email")


def _keep_address(desk: Desk, answers: dict[str, str]) -> None:
    token = desk.visit.checkout.token or secrets.token_urlsafe(18)
    filled = Address(**{name: answer for name, answer in answers.items() if name != "password"})
    desk.keep(lambda visit: visit.filling(token=token, address=filled))


def delivery(desk: Desk) -> HttpResponse:
    """Ask who brings it."""
    if elsewhere := turned_away(desk, "delivery"):
        return elsewhere
    chosen = carriers.carrier(desk.sent.get("carrier", ""))
    point = desk.sent.get("pickup_point", "") if chosen and chosen.name == carriers.PICKUP else ""
    problem = _delivery_problem(chosen, point) if desk.posted else ""
    if chosen and not problem:
        note = desk.sent.get("gift_note", "").strip()[:_LONGEST_NOTE]
        desk.keep(
            lambda visit: visit.filling(
                delivery=chosen.name, pickup_point=point, gift_note=note, payment=None
            )
        )
        return desk.go("checkout_payment")
    offers = _offers(desk, chosen.name if chosen else desk.visit.checkout.delivery)
    return step_page(
        desk, "delivery", offers=offers, points=PICKUP_POINTS, pickup=carriers.PICKUP, problem=problem
    )


def _delivery_problem(chosen: Carrier | None, point: str) -> str:
    if chosen is None:
        return "problem.choose"
    return "problem.point" if chosen.name == carriers.PICKUP and point not in PICKUP_POINTS else ""


def _offers(desk: Desk, chosen: str) -> list[tuple[Carrier, int, date, bool]]:
    goods, now, address = desk.basket.goods, desk.now, desk.visit.checkout.address
    country = address.country if address else ""
    return [
        (each, delivery_price(each, goods), carriers.promised(each, country, now), each.name == chosen)
        for each in CARRIERS
    ]


def review(desk: Desk) -> HttpResponse:
    """Show everything once more, and place the order."""
    token = desk.sent.get("token", "")
    if desk.posted and token and (placed := desk.house.store.order_of(token)):
        return _thanked(desk, placed)
    if elsewhere := turned_away(desk, "review"):
        return elsewhere
    found = hindrance(desk)
    if desk.posted and not found and not desk.sent.get("terms"):
        found = "problem.terms"
    if desk.posted and token == desk.visit.checkout.token and not found:
        return _thanked(desk, place(desk))
    return _reviewed(desk, found)


def _reviewed(desk: Desk, problem: str) -> HttpResponse:
    checkout = desk.visit.checkout
    chosen = carriers.carrier(checkout.delivery)
    country = checkout.address.country if checkout.address else ""
    return step_page(
        desk,
        "review",
        problem=problem,
        checkout=checkout,
        carrier=chosen,
        promised=carriers.promised(chosen, country, desk.now) if chosen else None,
        method=method(checkout.payment.method) if checkout.payment else None,
    )


def _thanked(desk: Desk, order: Order) -> HttpResponse:
    return desk.go("thanks", number=order.number, key=order_key(order.number))
