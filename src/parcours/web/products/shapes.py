"""Products, coupons and ad spend as the API asks for them and tells of them."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from parcours.commerce.services.facts import MOST_COST
from parcours.touchpoints import CHANNELS
from parcours.web.api.asking import Days, Span
from parcours.web.api.fields import (
    Amount,
    Asked,
    Day,
    Definitions,
    Estimate,
    LongText,
    OneOf,
    Said,
    Text,
    Told,
)
from parcours.web.products.forms import LARGEST, MOST
from parcours.web.products.tables import SORTS

_MOST_ROWS = 1_000
Channel = Annotated[str, OneOf(tuple(channel.name for channel in CHANNELS))]
Sort = Annotated[str, OneOf(tuple(f"{sign}{name}" for name in SORTS for sign in ("", "-")))]


class ProductsQuery(Days):
    """Which products."""

    search: Text = ""
    category: Text = ""
    archived: bool = Field(default=False, description="those not sold any more, instead of the others")
    sort: Sort = Field("-earned", description="with `-` the highest first")
    cursor: int = Field(0, ge=0, lt=10**9, description="`next` of the page before")
    limit: int = Field(50, ge=1, le=200)


class SalesOut(Told):
    """What was done with a product; money net of refunds, `cost` that of the pieces not sent back."""

    views: int
    carts: int
    removed: int
    orders: int
    returned_orders: int
    pieces: float
    returned: float
    earned: int
    cost: int | None
    margin: int | None
    view_to_cart: float | None
    cart_to_order: float | None
    view_to_order: float | None
    return_rate: Estimate


class ProductListed(Told):
    """A product, and its sales in the days."""

    product_id: str
    name: str
    category: str
    price: int | None
    stock: int | None
    archived: bool
    image: str
    sales: SalesOut


class ProductsPage(Told):
    """A piece of a list of products."""

    items: list[ProductListed]
    total: int
    next: int | None
    days: Span
    currency: str
    definitions: Definitions


class CostOut(Told):
    """What a piece cost from a day on."""

    since: date
    cost: int


class DayOut(Told):
    """A day on which something was done with a product."""

    day: date
    sales: SalesOut


class VariantOut(Told):
    """A variant of a product, with what of it was sold."""

    name: str
    sku: str
    orders: int
    pieces: float
    returned: float
    earned: int


class ProductOut(Told):
    """A product with its days and variants."""

    product: ProductListed
    url: str
    costs: list[CostOut]
    by_day: list[DayOut]
    variants: list[VariantOut]
    days: Span
    currency: str
    definitions: Definitions


class ProductChange(Asked):
    """What is said of a product; what is not given stays."""

    name: Said | None = None
    category: Said | None = None
    price: int | None = Field(None, ge=0, le=100 * LARGEST)
    stock: int | None = Field(None, ge=0, le=MOST)
    archived: bool | None = None
    cost: int | None = Field(None, ge=0, le=MOST_COST, description="of one piece, from today on")


class CouponsQuery(Days):
    """Which coupons."""

    search: Text = ""


class CouponOut(Told):
    """A coupon: orders that count and were paid with it."""

    code: str
    orders: int
    earned: int
    discount: int
    note: str


class CouponNoteOut(Told):
    """What somebody says of a coupon."""

    code: str
    note: str


class CouponNotesOut(Told):
    """All notes, by code."""

    items: list[CouponNoteOut]


class CouponNote(Asked):
    """What a coupon is for; an empty note takes away what was said."""

    code: Said
    note: LongText


class CouponsOut(Told):
    """The coupons that were used most."""

    items: list[CouponOut]
    days: Span
    currency: str
    definitions: Definitions


class SpendOut(Told):
    """A channel in a month: what its advertising cost, and what came by it."""

    month: str
    channel: str
    amount: int
    impressions: int
    clicks: int
    orders: int
    earned: int
    new_customers: int
    cost_of_acquisition: float | None
    return_on_spend: float | None


class SpendPage(Told):
    """What each channel cost and brought, month by month."""

    items: list[SpendOut]
    days: Span
    currency: str
    definitions: Definitions


class SpendRow(Asked):
    """What a day of a campaign cost."""

    day: Day = Field(ge=date(1971, 1, 1), le=date(2100, 12, 31))
    channel: Channel
    amount: Amount
    source: Text = ""
    medium: Text = ""
    campaign: Text = ""
    impressions: int = Field(0, ge=0, le=10**15)
    clicks: int = Field(0, ge=0, le=10**15)


class SpendRows(Asked):
    """What advertising cost; figures of a day and campaign that are known are replaced."""

    rows: list[SpendRow] = Field(min_length=1, max_length=_MOST_ROWS)


class RejectOut(Told):
    """A line that was not taken, and why."""

    line: int
    reason: str


class ImportedOut(Told):
    """What came of a file; `rejects` has the first thousand."""

    accepted: int
    rejected: int
    rejects: list[RejectOut]
