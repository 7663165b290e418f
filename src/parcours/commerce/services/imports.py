"""Lists of products and of ad spend, from CSV files: a line is taken or rejected with its reason."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Generic, TypeVar

from django.db import transaction

from parcours.commerce.costing import cost_again
from parcours.commerce.days import day_of
from parcours.commerce.house import shop, zone
from parcours.commerce.models import Cost, Product
from parcours.commerce.services.facts import MOST_COST, Spend, put_spend
from parcours.errors import InputError
from parcours.state.actor import Actor
from parcours.state.audit import record
from parcours.touchpoints import Visit, channel_of, to_minor

T = TypeVar("T")
Line = Mapping[str, str]
_PRODUCTS_AT_ONCE = 200
_MOST_REJECTS = 1000
_LARGEST = 10**15


@dataclass(frozen=True)
class Reject:
    """A line that was not taken, and why."""

    line: int
    reason: str


@dataclass(frozen=True)
class Imported:
    """What came of a file: ``rejects`` names the first thousand of those ``rejected``."""

    accepted: int
    rejected: int
    rejects: tuple[Reject, ...]


@dataclass(frozen=True)
class _Listed:
    product_id: str
    cost: int | None
    said: Mapping[str, Any]


@dataclass(frozen=True)
class _Read(Generic[T]):
    rows: list[T]
    rejects: list[Reject]

    def report(self) -> Imported:
        return Imported(len(self.rows), len(self.rejects), tuple(self.rejects[:_MOST_REJECTS]))


def import_products(actor: Actor, file: Path, *, now: datetime) -> Imported:
    """Take in a list of products: the same file again changes nothing.

    Parameters
    ----------
    file
        CSV with the columns product_id and, as far as known, name, category, price, cost, stock, url,
        image and archived; amounts in units of the shop's currency, with a point. What a line leaves empty
        stays.

    Raises
    ------
    InputError
        The file is no such list; nothing was taken.
    """
    actor.check("import")
    read = _read(file, ("product_id",), _product)
    with transaction.atomic():
        for row in read.rows:
            Product.objects.update_or_create(
                product_id=row.product_id, defaults={"entered": True, **row.said}
            )
        _put_costs(read.rows, now)
        record(actor, "products.imported", "products", now=now, details=_counts(read))
    return read.report()


def import_spend(actor: Actor, file: Path, *, now: datetime) -> Imported:
    """Take in what advertising cost by day: figures of days and campaigns that are known are replaced.

    Parameters
    ----------
    file
        CSV with the columns day (2026-01-31) and cost, and as far as known channel, source, medium,
        campaign, impressions and clicks. Where there is no channel, source and medium tell it.

    Raises
    ------
    InputError
        The file is no such list; nothing was taken.
    """
    actor.check("import")
    read = _read(file, ("day", "cost"), _spend)
    with transaction.atomic():
        put_spend(read.rows)
        record(actor, "spend.imported", "spend", now=now, details=_counts(read))
    return read.report()


def _read(file: Path, required: tuple[str, ...], parse: Callable[[Line], T]) -> _Read[T]:
    read = _Read[T]([], [])
    for number, line in _lines(file, required):
        try:
            read.rows.append(parse(line))
        except InputError as error:
            read.rejects.append(Reject(number, str(error)))
    return read


def _lines(file: Path, required: tuple[str, ...]) -> Iterator[tuple[int, Line]]:
    try:
        with file.open(encoding="utf-8-sig", newline="") as opened:
            lines = csv.DictReader(opened, strict=True)
            names = [(name or "").strip().lower() for name in lines.fieldnames or ()]
            if missing := [name for name in required if name not in names]:
                raise InputError(
                    f"The file has no column '{missing[0]}'.",
                    expected=f"Its first line names {', '.join(required)}.",
                )
            lines.fieldnames = names
            for line in lines:
                yield lines.line_num, {name: (line[name] or "").strip() for name in names}
    except (UnicodeDecodeError, csv.Error, OSError) as error:
        raise InputError(
            "The file cannot be read.",
            expected="A CSV file in UTF-8 was expected.",
            advice="Save it again as CSV (UTF-8).",
        ) from error


def _product(line: Line) -> _Listed:
    if not line["product_id"]:
        raise InputError("product_id is missing.")
    texts = {name: line[name] for name in ("name", "category", "url", "image") if line.get(name)}
    if any(texts.get(name, "https:").partition(":")[0] not in ("http", "https") for name in ("url", "image")):
        raise InputError("An address does not begin with https:.")
    said: dict[str, Any] = {**texts}
    if (price := _money(line, "price")) is not None:
        said["price"] = price
    if (stock := _whole(line, "stock")) is not None:
        said["stock"] = stock
    if line.get("archived"):
        said["archived"] = line["archived"].lower() in ("1", "true", "yes")
    cost = _money(line, "cost")
    if cost is not None and cost > MOST_COST:
        raise InputError("cost is too large.")
    return _Listed(line["product_id"], cost, said)


def _spend(line: Line) -> Spend:
    amount = _money(line, "cost")
    if amount is None:
        raise InputError("cost is missing.")
    source, medium, campaign = (line.get(name, "") for name in ("source", "medium", "campaign"))
    told = channel_of(Visit(utm_source=source, utm_medium=medium, utm_campaign=campaign))
    return Spend(
        _day(line["day"]),
        line.get("channel") or told or "other ads",
        amount,
        *(source, medium, campaign),
        impressions=_whole(line, "impressions") or 0,
        clicks=_whole(line, "clicks") or 0,
    )


def _money(line: Line, name: str) -> int | None:
    text = line.get(name)
    if not text:
        return None
    amount = to_minor(text, shop().settings.currency)
    if not 0 <= amount < _LARGEST:
        raise InputError(f"{name} is {text}.", expected="An amount from 0 was expected.")
    return amount


def _whole(line: Line, name: str) -> int | None:
    text = line.get(name)
    if not text:
        return None
    if not (text.isdecimal() and int(text) < _LARGEST):
        raise InputError(f"{name} is '{text[:40]}'.", expected="A whole number from 0 was expected.")
    return int(text)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise InputError(
            f"day is '{text[:40]}'.", expected="A day such as 2026-01-31 was expected."
        ) from error


def _put_costs(rows: list[_Listed], now: datetime) -> None:
    """Keep costs that differ from what is known, from today on: what was sold before had cost the other."""
    costs = {row.product_id: row.cost for row in rows if row.cost is not None}
    changed = []
    for product in Product.objects.filter(product_id__in=list(costs)).order_by("pk"):
        last = Cost.objects.filter(product=product).order_by("since").last()
        if last is None or last.cost != costs[product.product_id]:
            since = day_of(now.astimezone(zone()).date())
            Cost.objects.update_or_create(
                product=product, since=since, defaults={"cost": costs[product.product_id]}
            )
            changed.append(product.pk)
    for start in range(0, len(changed), _PRODUCTS_AT_ONCE):
        cost_again(changed[start : start + _PRODUCTS_AT_ONCE])


def _counts(read: _Read[Any]) -> dict[str, int]:
    return {"accepted": len(read.rows), "rejected": len(read.rejects)}
