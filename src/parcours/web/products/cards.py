"""What the page of a product says."""

from __future__ import annotations

from collections.abc import Callable

from parcours.commerce.selectors import ProductPage, Sales
from parcours.web.design import formats
from parcours.web.design.books import say
from parcours.web.design.components import Definition, Sparkline, Stat
from parcours.web.period import Period
from parcours.web.products.tables import return_interval

_LINES: dict[str, Callable[[Sales], float]] = {
    "views": lambda sales: sales.views,
    "carts": lambda sales: sales.carts,
    "orders": lambda sales: sales.orders,
    "earned": lambda sales: sales.earned,
}

_MOST_POINTS = 120


def stats(page: ProductPage, period: Period) -> list[Stat]:
    """Return the numbers of a product in the period, with their course where they have one."""
    own, sales = formats.now(), page.row.sales
    told = {
        "views": own.count(sales.views),
        "carts": own.count(sales.carts),
        "orders": own.count(sales.orders),
        "earned": own.money(sales.earned),
        "view_to_order": own.share(sales.view_to_order),
        "return_rate": own.share(sales.return_rate),
        "margin": own.money(sales.margin),
    }
    return [_stat(page, period, name, value) for name, value in told.items()]


def facts(page: ProductPage) -> list[tuple[str, str]]:
    """Return what is known of a product; what is not is left out."""
    row, own = page.row, formats.now()
    told = {
        "id": row.product_id,
        "category": row.category,
        "price": "" if row.price is None else own.money(row.price),
        "stock": "" if row.stock is None else own.count(row.stock),
        "cost": own.money(page.costs[-1][1]) if page.costs else "",
    }
    return [(say(f"products.facts.{name}"), value) for name, value in told.items() if value]


def _stat(page: ProductPage, period: Period, name: str, value: str) -> Stat:
    sales = page.row.sales
    returns = name == "return_rate" and sales.orders
    return Stat(
        say(f"products.stats.{name}"),
        value,
        Definition(say(f"products.stats.{name}_how")),
        n=say("products.of_orders", count=sales.orders) if returns else "",
        interval=return_interval(sales) if returns else "",
        line=_course(page, period, name) if name in _LINES else None,
    )


def _course(page: ProductPage, period: Period, name: str) -> Sparkline:
    """Return a number day by day, several days together where there are many; nought where nothing was."""
    together = -(-period.days // _MOST_POINTS)
    values = [0.0] * -(-period.days // together)
    for day, sales in page.days:
        values[(day - period.first).days // together] += _LINES[name](sales)
    return Sparkline(values, say("products.course", what=say(f"products.stats.{name}")))
