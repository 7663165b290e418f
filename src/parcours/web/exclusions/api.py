"""What no number counts, over the API: the rules, what one would do, and how many orders are left out."""

from __future__ import annotations

from typing import Annotated, Any

from django.utils import timezone
from ninja import Status
from pydantic import Field

from parcours.commerce import selectors, services
from parcours.commerce.ruled import Subject
from parcours.commerce.selectors import Wanted, Weighed
from parcours.errors import InputError
from parcours.people.lists import Filters
from parcours.people.selectors import count_people
from parcours.web.accounts.marks import StaffRequest
from parcours.web.api.endpoints import Endpoints
from parcours.web.api.fields import Asked, Number, Said, Told
from parcours.web.api.refusals import conflicting, missing
from parcours.web.design.place import this_shop

endpoints = Endpoints("orders")


class ExclusionOut(Told):
    """A rule, and how many orders it leaves out; `value` is masked where it names a person."""

    number: int = Field(validation_alias="key")
    subject: str
    value: str
    reason: str
    orders: int


class LeftOut(Told):
    """The rules, and what is left out by them and by hand."""

    items: list[ExclusionOut]
    orders: dict[str, int] = Field(description="how many, by why: `staff`, `test` or `by_hand`")
    people: int


class RuleAsked(Asked):
    """Whose orders, or which: a person by `email` or `user_id`, a `payment_method` or a `coupon`."""

    subject: Subject
    value: Annotated[Said, Field(max_length=254, examples=["team@example.org"])]

    def checked(self) -> str:
        """Return the value.

        Raises
        ------
        InputError
            It is no address where one was expected.
        """
        if self.subject == "email" and "@" not in self.value:
            raise InputError("The rule speaks of no address.", expected="Something such as ana@example.org.")
        return self.value


class RuleAdded(RuleAsked):
    """A rule, and why it is there."""

    reason: Said


class WeighedOut(Told):
    """What a rule would do: `orders` would count no more, which `earned` so much.

    `already` are left out anyway; `kept` count whatever rules say, since somebody said so.
    """

    orders: int
    earned: int
    already: int
    kept: int
    currency: str


class RuleMade(Told):
    """The number of a rule."""

    number: int


@endpoints.reads("/exclusions", LeftOut)
def left_out(request: StaffRequest) -> dict[str, Any]:
    """List the rules, and count what is left out."""
    why = selectors.orders_by(request.actor, Wanted(excluded="only"), "excluded")
    return {
        "items": selectors.rules(request.actor),
        "orders": {each.of: each.totals.orders for each in why},
        "people": count_people(request.actor, Filters(excluded=True)),
    }


@endpoints.writes("POST /exclusions/weigh", WeighedOut, needs="edit_shop")
def weigh(request: StaffRequest, told: RuleAsked) -> dict[str, Any]:
    """Say what a rule would do; nothing is changed."""
    found: Weighed = selectors.weigh(request.actor, told.subject, told.checked())
    return {**vars(found), "currency": this_shop().settings.currency}


@endpoints.writes("POST /exclusions", RuleMade, needs="edit_shop", status=201)
def add_rule(request: StaffRequest, told: RuleAdded) -> Status[dict[str, int]]:
    """Leave out all orders, old and new, of a person or with a payment method or coupon."""
    value = told.checked()
    with conflicting():
        number = services.add_rule(request.actor, told.subject, value, reason=told.reason, now=timezone.now())
    return Status(201, {"number": number})


@endpoints.writes("DELETE /exclusions/{number}", needs="edit_shop")
def drop_rule(request: StaffRequest, number: Number) -> Status[None]:
    """Take a rule away: the orders that it left out count again."""
    with missing():
        services.drop_rule(request.actor, number, now=timezone.now())
    return Status(204, None)
