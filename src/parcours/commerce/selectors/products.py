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
SortBy = Literal[
    "name", "views", "carts", "orders", "pieces", "earned", "margin", "return_rate", "view_to_cart",
    "cart_to_order", "view_to_order", "stock", "price",
]  # fmt: skip

# What ranking by a thing reads: of a product what is said before what was seen, or of its sums.
_SAID = {"name": ("name", "seen_name"), "price": ("price", "seen_price"), "stock": ("stock",)}
_RESTS_ON = {
    "pieces": ("quantity",),
    "margin": ("earned", "cost"),
    "return_rate": ("returned_orders", "orders"),
    "view_to_cart": ("carts", "views"),
    "cart_to_order": ("orders", "carts"),
    "view_to_order": ("orders", "views"),
}


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
    spans = tuple(period.spans()) if period else ALWAYS
    found = Product.objects.filter(_searched(search), archived=archived)
    if category:
        found = found.filter(Q(category=category) | Q(category="", seen_category=category))
    ranked = _ranked(_values(found, spans, by), descending=descending)
    return Products(_rows(ranked[start : start + size], spans), len(ranked))


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
    sales = _of(_sales(spans, _SUMS, [found.pk]).get(found.pk), costed=bool(costs))
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


def _values(found: QuerySet[Product], spans: tuple[Span, ...], by: SortBy) -> list[tuple[int, Any]]:
    """Return what products are ranked by, in the order of their names; no more of them than that is read."""
    rows = _fetched(found.order_by("product_id").values_list("id", *_SAID.get(by, ())))
    if by == "name":
        return [(key, (name or seen).casefold() or None) for key, name, seen in rows]
    if by in _SAID:
        return [(key, next((each for each in said if each is not None), None)) for key, *said in rows]
    summed = _RESTS_ON.get(by, (by,))
    sums = _sales(spans, summed)
    costed = _costed() if by == "margin" else frozenset()
    return [(key, getattr(_of(sums.get(key), summed, costed=key in costed), by)) for (key,) in rows]


def _ranked(values: list[tuple[int, Any]], *, descending: bool) -> list[int]:
    known = [each for each in values if each[1] is not None]
    known.sort(key=itemgetter(1), reverse=descending)
    return [key for key, _ in known] + [key for key, value in values if value is None]


def _rows(keys: list[int], spans: tuple[Span, ...]) -> tuple[ProductRow, ...]:
    """Return products with all that lists show, in this order."""
    if not keys:
        return ()
    sums, costed = _sales(spans, _SUMS, keys), _costed(keys)
    rows = Product.objects.filter(pk__in=keys).values_list("id", *_Known._fields)
    found = {key: _row(_Known(*known), _of(sums.get(key), costed=key in costed)) for key, *known in rows}
    return tuple(found[key] for key in keys)


def _costed(keys: list[int] | None = None) -> frozenset[int]:
    """Return the products of which somebody said what a piece costs."""
    costs = Cost.objects.all() if keys is None else Cost.objects.filter(product__in=keys)
    return frozenset(costs.values_list("product_id", flat=True))


def _sales(
    spans: tuple[Span, ...], summed: tuple[str, ...], products: list[int] | None = None
) -> dict[int, list[int]]:
    """Return sums by product; of all products where none are named."""
    found: dict[int, list[int]] = {}
    for grain, first, last in spans:
        rows = ProductTally.objects.filter(grain=grain, start__gte=first, start__lte=last)
        if products is not None:
            rows = rows.filter(product__in=products)
        for key, *told in _fetched(rows.values_list("product_id").annotate(*(Sum(name) for name in summed))):
            sums = list(map(int, told))
            found[key] = list(map(add, found[key], sums)) if key in found else sums
    return found


def _fetched(rows: QuerySet[Any, Any]) -> list[tuple[Any, ...]]:
    """Return rows as the database gives them: of many thousand, Django's converters take longest."""
    statement, values = rows.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall()


def _of(sums: list[int] | None, summed: tuple[str, ...] = _SUMS, *, costed: bool) -> Sales:
    told = dict.fromkeys(_SUMS, 0)
    told.update(zip(summed, sums or (), strict=False))
    pieces, returned, cost = (told.pop(name) / 1000 for name in ("quantity", "returned", "cost"))
    return Sales(**told, pieces=pieces, returned=returned, cost=round(cost) if costed else None)


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
