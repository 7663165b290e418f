"""What is known of an order once it is placed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class Address:
    """Where an order goes and who is told about it."""

    email: str
    name: str
    street: str
    postcode: str
    city: str
    country: str
    phone: str = ""


@dataclass(frozen=True)
class Payment:
    """How an order is paid; the reference is the provider's, never a card's number."""

    method: str
    reference: str
    ending: str = ""


@dataclass(frozen=True)
class OrderLine:
    """One line, as it was when it was bought. Price in cents."""

    sku: str
    product_id: str
    quantity: int
    price: int


@dataclass(frozen=True)
class Order:
    """An order. Amounts in cents of a euro; ``token`` is that of its checkout."""

    token: str
    placed: datetime
    account: int
    language: str
    address: Address
    delivery: str
    promised: date
    payment: Payment
    lines: tuple[OrderLine, ...]
    discount: int
    shipping: int
    coupon: str = ""
    pickup_point: str = ""
    gift_note: str = ""
    number: int = 0

    @property
    def subtotal(self) -> int:
        """The goods alone."""
        return sum(line.price * line.quantity for line in self.lines)

    @property
    def total(self) -> int:
        """What is paid."""
        return self.subtotal - self.discount + self.shipping


@dataclass(frozen=True)
class Account:
    """Somebody who signed up."""

    number: int
    email: str
    name: str
    password: str


@dataclass(frozen=True)
class ReturnRequest:
    """Something is to go back."""

    order: int
    sku: str
    reason: str
    asked: datetime
