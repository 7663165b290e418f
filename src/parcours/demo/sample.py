"""The artificial sample: half a year of a small tea shop that does not exist."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from parcours.demo.aftermath import follow
from parcours.demo.visit import Order, pay_a_visit
from parcours.demo.visitor import Dice, Pen, Visitor
from parcours.demo.sample_world import END, FIRST_SOURCES, LATER_SOURCES, PRODUCTS, START, Source
from parcours.touchpoints import SCHEMA

NAME = "artificial-tea-shop.parquet"
PRODUCTS_NAME = "artificial-products.csv"

_EUROS = pa.float64()
_ITEM = pa.struct(
    {"product_id": pa.string(), "category": pa.string(), "quantity": pa.float64(), "price": _EUROS}
)
_TYPES = {field.name: field.type for field in SCHEMA} | {
    **dict.fromkeys(("total", "revenue", "tax", "shipping", "refund"), _EUROS),
    "items": pa.list_(_ITEM),
}


def generate(folder: str | Path, *, profiles: int = 3000, seed: int = 1) -> Path:
    """Write an artificial event log, and beside it the products: the same for the same numbers.

    Parameters
    ----------
    folder
        Where to write; made where there is none.
    profiles
        How many people there are.
    seed
        Another seed, another half year.

    Returns
    -------
    Path
        A Parquet file, one touchpoint a row, in the order of time, with columns of the touchpoint
        schema. Amounts are in euros.

    Examples
    --------
    >>> import tempfile
    >>> generate(tempfile.mkdtemp(), profiles=5).name
    'artificial-tea-shop.parquet'
    """
    place = Path(folder)
    place.mkdir(parents=True, exist_ok=True)
    rows = sorted(touchpoints(profiles, seed), key=lambda row: row["timestamp"])
    ids = [{"message_id": f"artificial-{seed}-{number:07}"} for number in range(len(rows))]
    pq.write_table(_table([one | row for one, row in zip(ids, rows, strict=True)]), place / NAME)
    _write_products(place / PRODUCTS_NAME)
    return place / NAME


def _write_products(path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file)
        lines.writerow(("product_id", "name", "category", "price", "cost"))
        lines.writerows((p.product_id, p.name, p.category, p.price, p.cost) for p in PRODUCTS)


def _table(rows: list[dict[str, Any]]) -> pa.Table:
    used = {name for row in rows for name in row}
    schema = pa.schema([(name, kind) for name, kind in _TYPES.items() if name in used])
    return pa.Table.from_pylist(rows, schema)


def touchpoints(profiles: int, seed: int) -> Iterator[dict[str, Any]]:
    """Yield the touchpoints of artificial people, one person after the other."""
    dice = Dice(seed)
    for number in range(profiles):
        visitor = Visitor.draw(number, dice)
        _live(visitor, dice)
        yield from (row for row in visitor.rows if row["timestamp"] < END)


def _live(visitor: Visitor, dice: Dice) -> None:
    # The shop grows: first visits are a little more frequent towards the end.
    moment = START + (END - START) * (1 - (1 - dice.below(10_000) / 10_000) ** 1.3)
    sources = FIRST_SOURCES
    while moment < END:
        order, moment = _visit(visitor, dice, _at_a_likely_hour(moment, dice), sources)
        pause = _pause(visitor, dice, order)
        if pause is None:
            break
        moment, sources = moment + timedelta(days=pause), LATER_SOURCES
    _send_newsletters(visitor, dice)


def _visit(
    visitor: Visitor, dice: Dice, moment: datetime, sources: tuple[Source, ...]
) -> tuple[Order | None, datetime]:
    source = sources[dice.place([each.weight for each in sources])]
    pen = Pen.visit(visitor, dice, moment, source)
    order = pay_a_visit(pen, source, source.intent * visitor.keenness * (1.4 if visitor.orders else 1.0))
    if order:
        follow(order, visitor, dice, pen)
    elif not visitor.subscribed and dice.happens(0.05):
        visitor.known()
        pen.write("Newsletter Subscribed", after=20)
        visitor.subscribed = pen.moment
    return order, pen.moment


def _send_newsletters(visitor: Visitor, dice: Dice) -> None:
    """Write a letter a month from the subscription on."""
    moment = visitor.subscribed or END
    while (moment := moment + timedelta(days=30)) < END:
        pen = Pen(
            visitor, dice, moment, {"country": visitor.country, "message_ref": f"letter-{moment:%Y-%m}"}
        )
        pen.write("Email Delivered")
        if dice.happens(0.4):
            pen.write("Email Opened", after=30_000)


def _pause(visitor: Visitor, dice: Dice, order: Order | None) -> float | None:
    """Return the days until the next visit; None where there is none."""
    if order:
        return 10 + dice.about(35) if dice.happens(visitor.pleased) else None
    stays = 0.85 if visitor.orders else 0.72 if visitor.subscribed else 0.65
    return 1 + dice.about(6) if dice.happens(stays) else None


def _at_a_likely_hour(moment: datetime, dice: Dice) -> datetime:
    hour = 7 + (dice.below(8) + dice.below(8))
    return moment.replace(hour=hour, minute=dice.below(60), second=dice.below(60), microsecond=0)
