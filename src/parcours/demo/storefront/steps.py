"""The steps of the checkout: which are done, and how one is shown."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse

from parcours.demo.storefront.desk import Desk
from parcours.demo.storefront.visit import Checkout

STEPS = {
    "address": "step.address",
    "delivery": "step.delivery",
    "payment": "step.payment",
    "review": "step.review",
}
_ORDER = tuple(STEPS)


def reached(checkout: Checkout) -> str:
    """Return the first step that is not done.

    >>> reached(Checkout())
    'address'
    """
    done = (checkout.address, checkout.delivery, checkout.payment)
    return next((step for step, filled in zip(_ORDER, done, strict=False) if not filled), "review")


def turned_away(desk: Desk, step: str) -> HttpResponse | None:
    """Nobody goes through the checkout with an empty cart, or past a step that is not done."""
    if not desk.basket.lines:
        return desk.go("cart")
    first = reached(desk.visit.checkout)
    return desk.go(f"checkout_{first}") if _ORDER.index(step) > _ORDER.index(first) else None


def step_page(desk: Desk, step: str, **context: Any) -> HttpResponse:
    """Show a step with the progress and the sum so far."""
    open_until = _ORDER.index(reached(desk.visit.checkout))
    progress = [
        (
            each,
            STEPS[each],
            place + 1,
            desk.url(f"checkout_{each}") if place <= open_until and each != step else "",
        )
        for place, each in enumerate(_ORDER)
    ]
    return desk.page(
        f"checkout_{step}",
        step=step,
        number=_ORDER.index(step) + 1,
        progress=progress,
        basket=desk.basket,
        shows_shipping=step == "review" or "hidden_shipping" not in desk.faults,
        **context,
    )
