"""Products with what customers did with them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.db.models import Count, Q, Sum

from parcours.commerce.days import ALWAYS, Period, Span, date_of, day_of
from parcours.commerce.deeds import NOT_SOLD
from parcours.commerce.models import Cost, Line, Product, ProductTally
from parcours.commerce.models.products import DAY
from parcours.errors import InputError
from parcours.state.actor import Actor

_SUMS = ("views", "carts", "removed", "orders", "returned_orders", "quantity", "returned", "earned", "cost")
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
    sales = _sales(tuple(period.spans()) if period else ALWAYS)
    costed = set(Cost.objects.values_list("product_id", flat=True))
    found = Product.objects.filter(_searched(search), archived=archived)
    if category:
        found = found.filter(Q(category=category) | Q(category="", seen_category=category))
    rows = [_row(each, _of(sales.get(each.pk), known=each.pk in costed)) for each in found]
    known = [row for row in rows if _value(row, by) is not None]
    unknown = [row for row in rows if _value(row, by) is None]
    known.sort(key=lambda row: row.product_id)
    known.sort(key=lambda row: _value(row, by), reverse=descending)  # type: ignore[arg-type, return-value]
    return Products(tuple((known + unknown)[start : start + size]), len(rows))


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
    sales = _of(_sales(spans, found.pk).get(found.pk), known=bool(costs))
    return ProductPage(
        _row(found, sales),
        found.url,
        tuple((date_of(since), cost) for since, cost in costs),
        _days(found.pk, period, known=bool(costs)),
        _variants(found.pk, period),
    )


def categories(actor: Actor) -> tuple[str, ...]:
    """Return the categories that there are."""
    actor.check("see")
    pairs = Product.objects.values_list("category", "seen_category").distinct()
    return tuple(sorted({own or seen for own, seen in pairs} - {""}))


def _sales(spans: tuple[Span, ...], product: int | None = None) -> dict[int, list[int]]:
    """Return sums by product."""
    found: defaultdict[int, list[int]] = defaultdict(lambda: [0] * len(_SUMS))
    for grain, first, last in spans:
        rows = ProductTally.objects.filter(grain=grain, start__gte=first, start__lte=last)
        if product is not None:
            rows = rows.filter(product_id=product)
        for key, *sums in rows.values_list("product_id").annotate(*(Sum(name) for name in _SUMS)):
            found[key] = [before + more for before, more in zip(found[key], sums, strict=True)]
    return found


def _of(sums: list[int] | None, *, known: bool) -> Sales:
    told = dict(zip(_SUMS, sums or [0] * len(_SUMS), strict=True))
    counts = {
        name: told[name] for name in ("views", "carts", "removed", "orders", "returned_orders", "earned")
    }
    return Sales(
        **counts,
        pieces=told["quantity"] / 1000,
        returned=told["returned"] / 1000,
        cost=round(told["cost"] / 1000) if known else None,
    )


def _row(of: Product, sales: Sales) -> ProductRow:
    return ProductRow(
        of.product_id,
        of.name or of.seen_name,
        of.category or of.seen_category,
        of.seen_price if of.price is None else of.price,
        of.stock,
        of.archived,
        of.image,
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


def _value(row: ProductRow, by: SortBy) -> float | str | None:
    if by == "name":
        return row.name.casefold() or None
    found: float | None = getattr(row, by) if by in ("stock", "price") else getattr(row.sales, by)
    return found


def _days(product: int, period: Period | None, *, known: bool) -> tuple[tuple[date, Sales], ...]:
    rows = ProductTally.objects.filter(product_id=product, grain=DAY).order_by("start")
    if period:
        rows = rows.filter(start__gte=day_of(period.first), start__lte=day_of(period.last))
    return tuple(
        (date_of(start), _of(sums, known=known)) for start, *sums in rows.values_list("start", *_SUMS)
    )


def _variants(product: int, period: Period | None) -> tuple[Variant, ...]:
    lines = Line.objects.filter(product_id=product, order__kind__excluded="")
    lines = lines.exclude(order__kind__status__in=NOT_SOLD)
    if period:
        lines = lines.filter(order__day__gte=day_of(period.first), order__day__lte=day_of(period.last))
    rows = lines.values_list("variant", "sku").annotate(
        Count("order", distinct=True), Sum("quantity"), Sum("returned"), Sum("earned")
    )
    return tuple(
        Variant(name, sku, orders, pieces / 1000, returned / 1000, earned)
        for name, sku, orders, pieces, returned, earned in rows.order_by("variant", "sku")
    )


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None
