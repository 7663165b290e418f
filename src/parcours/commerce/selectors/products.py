"""Products with what customers did with them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from operator import add, itemgetter
from typing import Any, Literal, NamedTuple

from django.db import connection
from django.db.models import Q, QuerySet, Sum

from parcours.commerce.days import ALWAYS, Period, Span, date_of, day_of
from parcours.commerce.models import Cost, Product, ProductTally, VariantTally
from parcours.commerce.models.products import DAY
from parcours.errors import InputError
from parcours.state.actor import Actor

_SUMS = ("views", "carts", "removed", "orders", "returned_orders", "quantity", "returned", "earned", "cost")
_NOTHING = [0] * len(_SUMS)
SortBy = Literal[
    "name", "views", "carts", "orders", "pieces", "earned", "margin", "return_rate", "view_to_cart",
    "cart_to_order", "view_to_order", "stock", "price",
]  # fmt: skip


@dataclass(frozen=True)
class Sales:
    """What was done with a product; money in minor units of the shop's currency, net of refunds.

    ``cost`` is that of the pieces that were not sent back, None where nobody said what a piece costs.
    Rates are None where they would divide by nothing.
    """

    views: int = 0
    carts: int = 0
    removed: int = 0
    orders: int = 0
    returned_orders: int = 0
    pieces: float = 0.0
    returned: float = 0.0
    earned: int = 0
    cost: int | None = None

    @property
    def margin(self) -> int | None:
        """What is left of what it earned."""
        return None if self.cost is None else self.earned - self.cost

    @property
    def return_rate(self) -> float | None:
        """The share of its orders from which it came back, of ``orders``."""
        return _share(self.returned_orders, self.orders)

    @property
    def view_to_cart(self) -> float | None:
        """Times put into a cart, for each time it was viewed."""
        return _share(self.carts, self.views)

    @property
    def cart_to_order(self) -> float | None:
        """Orders, for each time it was put into a cart."""
        return _share(self.orders, self.carts)

    @property
    def view_to_order(self) -> float | None:
        """Orders, for each time it was viewed."""
        return _share(self.orders, self.views)


class _Known(NamedTuple):
    """What is known of a product, as it lies in the table."""

    product_id: str
    name: str
    seen_name: str
    category: str
    seen_category: str
    price: int | None
    seen_price: int | None
    stock: int | None
    archived: bool
    image: str


@dataclass(frozen=True)
class ProductRow:
    """A product in a list: what is known of it, and its sales in the period."""

    product_id: str
    name: str
    category: str
    price: int | None
    stock: int | None
    archived: bool
    image: str
    sales: Sales


@dataclass(frozen=True)
class Products:
    """A piece of a list of products, of ``all`` that were asked for."""

    rows: tuple[ProductRow, ...]
    all: int


@dataclass(frozen=True)
class Variant:
    """A variant of a product, with what of it was sold."""

    name: str
    sku: str
    orders: int
    pieces: float
    returned: float
    earned: int


@dataclass(frozen=True)
class ProductPage:
    """A product; ``costs`` are what a piece cost from a day on."""

    row: ProductRow
    url: str
    costs: tuple[tuple[date, int], ...]
    days: tuple[tuple[date, Sales], ...]
    variants: tuple[Variant, ...]


def products(
    actor: Actor,
    *,
    period: Period | None = None,
    search: str = "",
    category: str = "",
    archived: bool = False,
    by: SortBy = "earned",
    descending: bool = True,
    start: int = 0,
    size: int = 50,
) -> Products:
    """Return products in any order; those of which it is not known come last."""
    actor.check("see")
    sums = _sales(tuple(period.spans()) if period else ALWAYS)
    costed = set(Cost.objects.values_list("product_id", flat=True))
    found = Product.objects.filter(_searched(search), archived=archived)
    if category:
        found = found.filter(Q(category=category) | Q(category="", seen_category=category))
    rows = [
        (_Known(*known), _of(sums.get(key), costed=key in costed))
        for key, *known in found.order_by("product_id").values_list("id", *_Known._fields)
    ]
    valued = [(_value(*row, by), row) for row in rows]
    ranked = [each for each in valued if each[0] is not None]
    ranked.sort(key=itemgetter(0), reverse=descending)
    listed = [row for _, row in ranked] + [row for value, row in valued if value is None]
    return Products(tuple(_row(*row) for row in listed[start : start + size]), len(rows))


def product(actor: Actor, product_id: str, *, period: Period | None = None) -> ProductPage:
    """Return a product with its days and variants.

    Raises
    ------
    InputError
        There is no such product.
    """
    actor.check("see")
    found = Product.objects.filter(product_id=product_id).first()
    if found is None:
        raise InputError(f"There is no product '{product_id}'.")
    costs = list(Cost.objects.filter(product=found).order_by("since").values_list("since", "cost"))
    spans = tuple(period.spans()) if period else ALWAYS
    sales = _of(_sales(spans, found.pk).get(found.pk), costed=bool(costs))
    return ProductPage(
        _row(_Known(*(getattr(found, name) for name in _Known._fields)), sales),
        found.url,
        tuple((date_of(since), cost) for since, cost in costs),
        _days(found.pk, period, costed=bool(costs)),
        _variants(found.pk, spans),
    )


def categories(actor: Actor) -> tuple[str, ...]:
    """Return the categories that there are."""
    actor.check("see")
    pairs = Product.objects.values_list("category", "seen_category").distinct()
    return tuple(sorted({own or seen for own, seen in pairs} - {""}))


def _sales(spans: tuple[Span, ...], product: int | None = None) -> dict[int, list[int]]:
    """Return sums by product."""
    found: dict[int, list[int]] = {}
    for grain, first, last in spans:
        rows = ProductTally.objects.filter(grain=grain, start__gte=first, start__lte=last)
        if product is not None:
            rows = rows.filter(product_id=product)
        summed = rows.values_list("product_id").annotate(*(Sum(name) for name in _SUMS))
        for key, *told in _fetched(summed):
            sums = list(map(int, told))
            found[key] = list(map(add, found[key], sums)) if key in found else sums
    return found


def _fetched(rows: QuerySet[Any, Any]) -> list[tuple[Any, ...]]:
    """Return rows as the database gives them: of many thousand, Django's converters take longest."""
    statement, values = rows.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall()


def _of(sums: list[int] | None, *, costed: bool) -> Sales:
    views, carts, removed, orders, returned_orders, quantity, returned, earned, cost = sums or _NOTHING
    pieces = (quantity / 1000, returned / 1000)
    spent = round(cost / 1000) if costed else None
    return Sales(views, carts, removed, orders, returned_orders, *pieces, earned, spent)


def _row(known: _Known, sales: Sales) -> ProductRow:
    return ProductRow(
        known.product_id,
        known.name or known.seen_name,
        known.category or known.seen_category,
        known.seen_price if known.price is None else known.price,
        known.stock,
        known.archived,
        known.image,
        sales,
    )


def _searched(search: str) -> Q:
    if not search:
        return Q()
    names = ("product_id", "name", "seen_name")
    found = Q()
    for name in names:
        found |= Q(**{f"{name}__icontains": search})
    return found


def _value(known: _Known, sales: Sales, by: SortBy) -> Any:
    match by:
        case "name":
            return (known.name or known.seen_name).casefold() or None
        case "price":
            return known.seen_price if known.price is None else known.price
        case "stock":
            return known.stock
        case _:
            return getattr(sales, by)


def _days(product: int, period: Period | None, *, costed: bool) -> tuple[tuple[date, Sales], ...]:
    rows = ProductTally.objects.filter(product_id=product, grain=DAY).order_by("start")
    if period:
        rows = rows.filter(start__gte=day_of(period.first), start__lte=day_of(period.last))
    return tuple(
        (date_of(start), _of(sums, costed=costed)) for start, *sums in rows.values_list("start", *_SUMS)
    )


def _variants(product: int, spans: tuple[Span, ...]) -> tuple[Variant, ...]:
    within = Q()
    for grain, first, last in spans:
        within |= Q(grain=grain, start__gte=first, start__lte=last)
    sums = VariantTally.objects.filter(within, product_id=product).values_list("variant", "sku")
    rows = sums.annotate(Sum("quantity"), Sum("returned"), Sum("earned"), all_orders=Sum("orders"))
    return tuple(
        Variant(name, sku, orders, pieces / 1000, returned / 1000, earned)
        for name, sku, pieces, returned, earned, orders in rows.filter(all_orders__gt=0).order_by(
            "variant", "sku"
        )
    )


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None
