"""How an order is paid: at the artificial provider, by transfer, or with a gift card."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from django.http import HttpResponse, HttpResponseRedirect

from parcours.demo.storefront.desk import Desk
from parcours.demo.storefront.fields import CARD, GIFT_CARD
from parcours.demo.storefront.forms import Form, read, shown
from parcours.demo.storefront.orders import Payment
from parcours.demo.storefront.payment import (
    ELSEWHERE,
    HINTS,
    accepts,
    balance,
    digits,
    is_expired,
    methods_in,
)
from parcours.demo.storefront.payment import (
    method as method_of,
)
from parcours.demo.storefront.steps import step_page, turned_away

_INSTALMENTS = 3


@dataclass(frozen=True)
class Outcome:
    """A payment, or what stands in its way."""

    payment: Payment | None = None
    problem: str = ""
    card: Form = field(default_factory=lambda: shown(CARD, {}))
    gift: Form = field(default_factory=lambda: shown(GIFT_CARD, {}))


def payment(desk: Desk) -> HttpResponse:
    """Ask how it is paid."""
    if elsewhere := turned_away(desk, "payment"):
        return elsewhere
    if not desk.posted:
        chosen = desk.visit.checkout.payment
        return _asked(desk, chosen.method if chosen else "card", Outcome())
    method = desk.sent.get("method", "")
    if method in ELSEWHERE:
        return desk.go("provider", method=method)
    outcome = _WAYS.get(method, _unknown)(desk)
    if outcome.payment is None:
        return _asked(desk, method, outcome)
    return _agreed(desk, outcome.payment)


def confirm(desk: Desk, method: str) -> HttpResponse:
    """Stand in for the provider's own page: agree to pay, or go back."""
    if elsewhere := turned_away(desk, "payment"):
        return elsewhere
    answer = desk.sent.get("answer", "")
    if answer == "pay":
        return _agreed(desk, Payment(method, f"{method}-{desk.visit.checkout.token[:8]}"))
    if answer:
        return HttpResponseRedirect(desk.url("checkout_payment") + "?done=not_paid")
    total = desk.basket.total
    return desk.page("provider", method=method_of(method), total=total, part=-(-total // _INSTALMENTS))


def _asked(desk: Desk, method: str, outcome: Outcome) -> HttpResponse:
    address = desk.visit.checkout.address
    offered = methods_in(address.country if address else "")
    return step_page(
        desk,
        "payment",
        methods=[(each, HINTS[each.code], each.code == method) for each in offered],
        outcome=outcome,
        is_broken="broken_mobile_step" in desk.faults,
    )


def _agreed(desk: Desk, payment: Payment) -> HttpResponse:
    desk.keep(lambda visit: visit.filling(payment=payment))
    return desk.go("checkout_review")


def _by_card(desk: Desk) -> Outcome:
    form = read(CARD, desk.sent)
    expired = is_expired(form.answers["card_expiry"], desk.now)
    if form.answers["card_expiry"] and expired is not False:
        form = form.refused("card_expiry", "problem.expired" if expired else "problem.expiry")
    if form.problems:
        return Outcome(card=form)
    number = digits(form.answers["card_number"])
    desk.keep(lambda visit: replace(visit, card_payments=visit.card_payments + 1))
    if not accepts(number, desk.visit.card_payments, failing="payment_failure" in desk.faults):
        return Outcome(problem="problem.declined", card=_without_code(form))
    return Outcome(Payment("card", f"card-{desk.visit.card_payments}", number[-4:]))


def _without_code(form: Form) -> Form:
    return shown(CARD, {**form.answers, "card_code": ""})


def _by_gift_card(desk: Desk) -> Outcome:
    form = read(GIFT_CARD, desk.sent)
    code = form.answers["gift_card"].upper()
    left = balance(code)
    if left is not None and left >= desk.basket.total:
        return Outcome(Payment("gift_card", code))
    if code:
        form = form.refused(
            "gift_card", "problem.gift_unknown" if left is None else "problem.gift_too_little"
        )
    return Outcome(gift=form)


def _by_transfer(desk: Desk) -> Outcome:
    return Outcome(Payment("transfer", desk.visit.checkout.token[:8]))


def _unknown(_: Desk) -> Outcome:
    return Outcome(problem="problem.choose")


_WAYS: dict[str, Callable[[Desk], Outcome]] = {
    "card": _by_card,
    "gift_card": _by_gift_card,
    "transfer": _by_transfer,
}
