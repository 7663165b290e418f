"""Rows that are events: one touchpoint each."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from parcours.collect.importing.batch import Batch, Flags, Ints
from parcours.collect.importing.convert.context import Context, Converted, Person, Refusals
from parcours.collect.importing.convert.items import cost, listed, nested_items, structs
from parcours.collect.importing.convert.money import currencies, in_shop_currency, minor, places
from parcours.collect.importing.convert.person import named, person_of
from parcours.collect.importing.convert.properties import together
from parcours.collect.importing.convert.rows import Rows
from parcours.collect.importing.convert.texts import text_columns
from parcours.collect.importing.values.numbers import MICRO
from parcours.collect.importing.values.parsed import Parsed, valid
from parcours.collect.importing.values.words import each
from parcours.touchpoints import DAY, INSTANT, canonical, event

PLACED, REFUNDED, UPDATED = "Order Completed", "Order Refunded", "Order Updated"
_CALLS = {"page": "Page Viewed", "screen": "Screen Viewed", "identify": "Profile Updated"}
_AMOUNTS = ("total", "revenue", "tax", "shipping", "discount", "refund")
_TYPES = frozenset(("track", "page", "identify", "screen", "group", "alias"))


@dataclass(frozen=True, eq=False)
class _Money:
    """Amounts by name in minor units, with the currency of each row and its decimals."""

    amounts: dict[str, Parsed]
    codes: pa.Array
    decimals: Ints


def convert_events(batch: Batch, context: Context) -> Converted:
    """Return the touchpoints of rows that are events."""
    rows, no, findings = Rows(batch, context.plan, context.zone), Refusals(len(batch)), Counter[str]()
    time = rows.times(context.now + DAY, no)
    no.refuse(~time.known, "timestamp is missing")
    names = _names(rows, context)
    no.refuse(~valid(names), "event is missing")
    person = _person(rows, findings)
    no.refuse(~named(person), "nobody is named")
    money = _money(rows, context, no)
    items, goods = _items(rows, money.decimals, no)
    columns = {
        **text_columns(rows),
        "event": names,
        "timestamp": pa.array(time.values).cast(INSTANT),
        **_numbers(rows, no),
        **({"items": items} if items is not None else {}),
        **_money_columns(money, names, goods, time.values, context, findings),
        "properties": rows.properties(no),
    }
    if rows.has("type"):
        columns["type"] = each(rows.coded("type"), lambda word: word if word in _TYPES else "track").cast(
            pa.string()
        )
    _count_unknown(names, findings)
    return _without_refused(_all(rows, columns, person, findings), no)


def _all(rows: Rows, columns: dict[str, pa.Array], person: Person, findings: Counter[str]) -> Converted:
    size = len(rows)
    each_alone, nothing = (np.arange(size), np.ones(size, np.int64)), np.empty(0, np.int64)
    kept = together(rows.kept(), size)
    return Converted(columns, person, rows.text("message_id"), kept, *each_alone, nothing, [], findings)


def _names(rows: Rows, context: Context) -> pa.Array:
    fixed = context.plan.event
    if fixed:
        return pa.repeat(pa.scalar(canonical(fixed, "segment") or fixed), len(rows))
    dialect = context.plan.format.dialect
    known = each(
        rows.coded("event"), lambda word: canonical(word, dialect) or canonical(word, "segment") or word
    )
    by_type = each(rows.coded("type"), lambda word: _CALLS.get(word, None if word == "track" else word))
    return pc.coalesce(known.cast(pa.string()), by_type.cast(pa.string()))


def _person(rows: Rows, findings: Counter[str]) -> Person:
    person, blocked = person_of(rows)
    if blocked:
        findings["identifiers such as null, guest or 0 identify nobody"] += blocked
    if not rows.has("order_id"):
        return person
    return Person(person.user, person.email, person.anonymous, person.session, guest=rows.coded("order_id"))


def _money(rows: Rows, context: Context, no: Refusals) -> _Money:
    codes, wrong = currencies(rows.coded("currency"), context.currency)
    no.refuse(np.asarray(wrong.to_numpy(zero_copy_only=False)), "currency does not exist")
    decimals = places(codes)
    amounts = {}
    for name in (*_AMOUNTS, "amount"):
        if rows.has(name):
            parsed = rows.micros(name)
            rows.refuse_wrong(parsed, name, no)
            amounts[name] = minor(parsed, decimals)
    return _Money(amounts, codes, decimals)


def _items(rows: Rows, decimals: Ints, no: Refusals) -> tuple[pa.ListArray | None, Parsed]:
    """Return the lines of each row, and what its goods cost in minor units."""
    nested = rows.nested("items")
    single = rows.has("product_id") or rows.has("sku")
    if nested is None:
        return _single_items(rows, decimals, no) if single else (None, Parsed.nothing(len(rows)))
    items, goods = nested_items(nested, rows.plan.decimal, decimals)
    if not single:
        return items, goods
    others, costs = _single_items(rows, decimals, no)
    places = np.where(valid(items), np.arange(len(rows)), len(rows) + np.arange(len(rows)))
    return pa.concat_arrays([items, others]).take(pa.array(places)), otherwise(goods, costs, ~goods.known)


def _single_items(rows: Rows, decimals: Ints, no: Refusals) -> tuple[pa.ListArray, Parsed]:
    numbers = {name: rows.micros(name) for name in ("quantity", "price") if rows.has(name)}
    for name, parsed in numbers.items():
        rows.refuse_wrong(parsed, name, no)
    texts = {name: rows.text(name) for name in ("product_id", "variant", "sku", "category") if rows.has(name)}
    there = valid(pc.coalesce(rows.text("product_id"), rows.text("sku")))
    flat = structs(texts, numbers, decimals)
    items = listed(flat if there.all() else flat.filter(pa.array(there)), there.astype(np.int64))
    nothing = Parsed.nothing(len(rows))
    costs = cost(numbers.get("quantity", nothing), numbers.get("price", nothing))
    return items, minor(costs, decimals)


def _money_columns(
    money: _Money, names: pa.Array, goods: Parsed, times: Ints, context: Context, findings: Counter[str]
) -> dict[str, pa.Array]:
    placed, refunded = _is(names, PLACED, UPDATED), _is(names, REFUNDED)
    if not money.amounts and not (goods.known & placed).any():
        return {}
    amounts = {name: parsed for name, parsed in money.amounts.items() if name != "amount"}
    amounts |= settled(money.amounts, goods, placed, refunded)
    net = Parsed.of(
        np.where(refunded, -amounts["refund"].values, amounts["revenue"].values),
        np.where(refunded, amounts["refund"].known, placed & amounts["revenue"].known),
    )
    converted = in_shop_currency(net, money.codes, times, context)
    missing = np.count_nonzero(net.known) - (len(converted) - converted.null_count)
    if missing:
        findings["amounts in a currency without a rate: no revenue in the shop's currency"] += int(missing)
    any_known = np.logical_or.reduce([parsed.known for parsed in amounts.values()])
    codes = pc.if_else(pa.array(any_known), money.codes, pa.scalar(None, pa.string()))
    columns = {name: parsed.array() for name, parsed in amounts.items() if parsed.known.any()}
    return {**columns, "currency": codes, "revenue_shop": converted}


def settled(amounts: dict[str, Parsed], goods: Parsed, placed: Flags, refunded: Flags) -> dict[str, Parsed]:
    """Return total, revenue and refund of events, each from what the row has of the others."""
    nothing = Parsed.nothing(len(placed))
    total, revenue, refund, amount = (
        amounts.get(name, nothing) for name in ("total", "revenue", "refund", "amount")
    )
    tax, shipping = amounts.get("tax", nothing), amounts.get("shipping", nothing)
    total = otherwise(total, amount, placed)
    rest = Parsed.of(total.values - tax.values - shipping.values, total.known)
    revenue = otherwise(otherwise(revenue, rest, placed), goods, placed)
    total = otherwise(total, Parsed.of(revenue.values + tax.values + shipping.values, revenue.known), placed)
    refund = otherwise(otherwise(otherwise(refund, total, refunded), revenue, refunded), amount, refunded)
    return {"total": total, "revenue": revenue, "refund": Parsed.of(np.abs(refund.values), refund.known)}


def otherwise(first: Parsed, second: Parsed, where: Flags) -> Parsed:
    """Return the first value, and in some rows the second where the first is unknown."""
    fill = ~first.known & second.known & where
    return Parsed.of(np.where(fill, second.values, first.values), first.known | fill)


def _is(names: pa.Array, *wanted: str) -> Flags:
    return np.asarray(pc.is_in(names, pa.array(wanted)).to_numpy(zero_copy_only=False))


def _numbers(rows: Rows, no: Refusals) -> dict[str, pa.Array]:
    columns: dict[str, pa.Array] = {}
    for name in ("score", "search_results"):
        if rows.has(name):
            parsed = rows.micros(name)
            rows.refuse_wrong(parsed, name, no)
            columns[name] = pa.array(parsed.values / MICRO, pa.float64(), mask=~parsed.known)
    if "search_results" in columns:
        columns["search_results"] = columns["search_results"].cast(pa.int32(), safe=False)
    if rows.has("promised_at"):
        promised = rows.instant("promised_at")
        rows.refuse_wrong(promised, "promised_at", no)
        columns["promised_at"] = promised.array().cast(INSTANT)
    if rows.has("is_guest"):
        guest = pa.array(rows.flag("is_guest"))
        columns["is_guest"] = pc.if_else(
            rows.coded("is_guest").is_valid(), guest, pa.scalar(None, pa.bool_())
        )
    return columns


def _count_unknown(names: pa.Array, findings: Counter[str]) -> None:
    for entry in pc.value_counts(names.drop_null()).to_pylist():
        if event(entry["values"]) is None:
            findings[f"event '{entry['values']}' is not in the catalogue: kept under its own name"] += entry[
                "counts"
            ]


def _without_refused(everything: Converted, no: Refusals) -> Converted:
    refused = np.flatnonzero(no.refused)
    if not len(refused):
        return everything
    taken = pa.array(np.flatnonzero(~no.refused))
    return replace(
        everything,
        columns={name: column.take(taken) for name, column in everything.columns.items()},
        person=everything.person.take(taken),
        message_ids=everything.message_ids.take(taken),
        kept=everything.kept.take(taken),
        units=np.arange(len(taken)),
        weights=np.ones(len(taken), np.int64),
        refused=refused,
        reasons=no.reasons(refused),
    )
