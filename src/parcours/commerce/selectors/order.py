"""One order with everything that is known of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import numpy as np
from django.db.models import Q

from parcours.commerce.days import moment
from parcours.commerce.deeds import EVENT_OF, Deed
from parcours.commerce.following.costs import costs
from parcours.commerce.models import Happening, Line, Mark, Order
from parcours.commerce.selectors.orders import OrderRow, row
from parcours.errors import InputError
from parcours.state.actor import Actor

_TRUSTS = ("", "browser", "server", "signed")
_DELIVERY = (Deed.SHIPPED, Deed.ON_THE_WAY, Deed.DELIVERED, Deed.DELAYED, Deed.UNDELIVERED)
_PAYMENT = (Deed.PAID, Deed.UNPAID)
_BACK = (Deed.RETURN_REQUESTED, Deed.RETURN_RECEIVED, Deed.REFUNDED)


@dataclass(frozen=True)
class OrderLine:
    """A line: ``price`` and ``discount`` in the order's currency, all other money in the shop's.

    ``cost`` is what the pieces that were not sent back cost when they were sold, None where it is unknown.
    """

    product_id: str
    name: str
    variant: str
    sku: str
    pieces: float
    price: int | None
    discount: int | None
    revenue: int
    earned: int
    returned: float
    cost: int | None

    @property
    def margin(self) -> int | None:
        """What is left of what it earned; None where the cost is unknown."""
        return None if self.cost is None else self.earned - self.cost


@dataclass(frozen=True)
class Moment:
    """A touchpoint about the order; ``message_id`` finds it in the log, ``amount`` is in its ``currency``."""

    at: datetime
    event: str
    trust: str
    message_id: str
    method: str
    carrier: str
    promised_at: datetime | None
    amount: int | None
    currency: str


@dataclass(frozen=True)
class OrderPage:
    """An order: amounts in minor units of its currency, ``row.earned`` in the shop's.

    ``mark`` is why somebody left it out or took it in by hand; empty where nobody did.
    """

    row: OrderRow
    revenue: int | None
    tax: int | None
    shipping: int | None
    discount: int | None
    refunded: int
    campaign: str
    mark: str
    lines: tuple[OrderLine, ...]
    timeline: tuple[Moment, ...]

    @property
    def payments(self) -> tuple[Moment, ...]:
        """Payments that came and that failed, those of its checkout among them."""
        return self._of(*_PAYMENT)

    @property
    def failures(self) -> int:
        """How often paying failed."""
        return len(self._of(Deed.UNPAID))

    @property
    def delivery(self) -> tuple[Moment, ...]:
        """Where its parcels were."""
        return self._of(*_DELIVERY)

    @property
    def returns(self) -> tuple[Moment, ...]:
        """What was sent and given back."""
        return self._of(*_BACK)

    def _of(self, *deeds: Deed) -> tuple[Moment, ...]:
        events = {EVENT_OF[deed] for deed in deeds}
        return tuple(each for each in self.timeline if each.event in events)


def order(actor: Actor, key: int) -> OrderPage:
    """Return an order.

    Raises
    ------
    InputError
        There is no such order.
    """
    actor.check("see")
    found = Order.objects.select_related("kind").filter(pk=key, placed_at__isnull=False).first()
    if found is None or found.kind is None:
        raise InputError("There is no such order.", advice="Look for it in the list of orders.")
    mark = Mark.objects.filter(order_id=found.order_id, shop_id=found.shop_id).values_list(
        "reason", flat=True
    )
    return OrderPage(
        row(found, found.kind),
        **{
            name: getattr(found, name)
            for name in ("revenue", "tax", "shipping", "discount", "refunded", "campaign")
        },
        mark=mark.first() or "",
        lines=_lines(found),
        timeline=_timeline(found),
    )


def key_of(actor: Actor, number: str, shop_id: str = "") -> int | None:
    """Return the key of the order with a number, None where there is none."""
    actor.check("see")
    found = Order.objects.filter(order_id=number, shop_id=shop_id, placed_at__isnull=False)
    return found.values_list("id", flat=True).first()


def _lines(of: Order) -> tuple[OrderLine, ...]:
    lines = list(Line.objects.filter(order=of).select_related("product").order_by("position"))
    products = np.array([line.product_id for line in lines], np.int64)
    each = costs(products, np.full(len(lines), of.day or 0)).tolist()
    return tuple(_line(line, cost) for line, cost in zip(lines, each, strict=True))


def _line(line: Line, cost: int) -> OrderLine:
    product = line.product
    return OrderLine(
        product.product_id,
        product.name or product.seen_name,
        line.variant,
        line.sku,
        line.quantity / 1000,
        line.price,
        line.discount,
        line.revenue_shop,
        line.earned,
        line.returned / 1000,
        round((line.quantity - line.returned) * cost / 1000) if cost else None,
    )


def _timeline(of: Order) -> tuple[Moment, ...]:
    mine = Q(order=of)
    if of.checkout_id:
        mine |= Q(order=None, checkout_id=of.checkout_id)
    return tuple(_moment(each) for each in Happening.objects.filter(mine).order_by("at", "id"))


def _moment(told: Happening) -> Moment:
    deed = Deed(told.deed)
    return Moment(
        moment(told.at),
        EVENT_OF[deed],
        _TRUSTS[told.trust],
        told.message_id,
        told.payment_method or "",
        told.carrier or "",
        None if told.promised_at is None else moment(told.promised_at),
        told.refund if deed == Deed.REFUNDED else told.total,
        told.currency or "",
    )
