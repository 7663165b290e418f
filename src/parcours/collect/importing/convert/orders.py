"""Rows that are orders, or lines of orders: each order becomes what happened to it."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from parcours.collect.importing.batch import Batch, Flags, Ints, decoded
from parcours.collect.importing.clarity import PERSONS
from parcours.collect.importing.convert.context import Context, Converted, Person, Refusals
from parcours.collect.importing.convert.digest import Repeats, digests, message_ids
from parcours.collect.importing.convert.groups import Groups
from parcours.collect.importing.convert.happenings import Happenings, tell
from parcours.collect.importing.convert.items import cost, listed, nested_items, structs
from parcours.collect.importing.convert.money import currencies, finer, minor, places
from parcours.collect.importing.convert.person import identifying
from parcours.collect.importing.convert.properties import together
from parcours.collect.importing.convert.rows import Rows
from parcours.collect.importing.convert.texts import text_columns
from parcours.collect.importing.fields import plain
from parcours.collect.importing.values import words
from parcours.collect.importing.values.parsed import Parsed, valid
from parcours.collect.importing.values.words import each, kind_of, state_of
from parcours.touchpoints import DAY

_AMOUNTS = ("total", "revenue", "amount", "tax", "shipping", "discount", "refund")
_MOMENTS = ("cancelled_at", "refunded_at", "shipped_at", "delivered_at", "promised_at")


@dataclass(frozen=True, eq=False)
class Lines:
    """What each row says as a line: numbers in millionths, ``costs`` what it costs altogether."""

    quantity: Parsed
    price: Parsed
    costs: Parsed
    discount: Parsed
    number: Parsed


@dataclass(frozen=True, eq=False)
class Said:
    """What the rows of a batch say, each by itself."""

    rows: Rows
    names: pa.Array
    times: Parsed
    lines: Lines
    amounts: dict[str, Parsed]
    moments: dict[str, Parsed]


class Orders:
    """Converts the rows of order files, batch by batch; equal rows without an order number count on."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._repeats = Repeats()

    def convert(self, batch: Batch) -> Converted:
        """Return the touchpoints of a batch that holds every row of its orders."""
        context = self._context
        rows, no = Rows(batch, context.plan, context.zone), Refusals(len(batch))
        said = self._read(rows, no)
        no.refuse(~valid(said.names), "order_id is missing")
        keys = pc.binary_join_element_wise(pc.fill_null(rows.text("shop_id"), ""), said.names, "\x1f")
        groups = Groups.of(keys, ~no.refused)
        if not len(groups):
            return _nothing(no)
        happenings = _gather(said, groups, context)
        _refuse(happenings, rows, groups, context, no)
        return _converted(happenings, groups, no, context)

    def _read(self, rows: Rows, no: Refusals) -> Said:
        times = rows.times(self._context.now + DAY, no)
        return Said(
            rows=rows,
            names=rows.text("order_id") if rows.has("order_id") else self._made_up(rows, times),
            times=times,
            lines=_lines(rows, no),
            amounts=_amounts(rows, _AMOUNTS, no),
            moments=_moments(rows, no),
        )

    def _made_up(self, rows: Rows, times: Parsed) -> pa.Array:
        """Return ids for a file without order numbers, in which every row is an order."""
        said = {
            name: rows.text(name)
            for name in rows.plan.columns
            if name != "timestamp" and rows.nested(name) is None
        }
        digest = digests({**said, "timestamp": times.array()}, self._context.key)
        return pc.binary_join_element_wise("row", message_ids(digest, self._repeats.ordinals(digest)), "-")


def _amounts(rows: Rows, names: tuple[str, ...], no: Refusals) -> dict[str, Parsed]:
    found = {name: rows.micros(name) for name in names if rows.has(name)}
    for name, parsed in found.items():
        rows.refuse_wrong(parsed, name, no)
    return found


def _moments(rows: Rows, no: Refusals) -> dict[str, Parsed]:
    found = {name: rows.instant(name) for name in _MOMENTS if rows.has(name)}
    for name, parsed in found.items():
        rows.refuse_wrong(parsed, name, no)
    return found


def _lines(rows: Rows, no: Refusals) -> Lines:
    read = _amounts(rows, ("quantity", "price", "line_total", "line_discount", "line"), no)
    nothing = Parsed.nothing(len(rows))
    quantity, price = read.get("quantity", nothing), read.get("price", nothing)
    discount = read.get("line_discount", nothing)
    costs = read.get("line_total")
    if costs is None and rows.plan.lines and rows.has("amount"):
        costs = rows.micros("amount")
    elif costs is None:
        full = cost(quantity, price)
        costs = Parsed.of(full.values - discount.values, full.known)
    return Lines(quantity, price, costs, discount, read.get("line", nothing))


def _gather(said: Said, groups: Groups, context: Context) -> Happenings:
    rows, lines = said.rows, said.lines
    codes, wrong = currencies(groups.first(rows.text("currency")), context.currency)
    decimals = places(codes)
    items, goods = _items(rows, groups, lines, decimals)
    money = {name: minor(groups.first_number(parsed), decimals) for name, parsed in said.amounts.items()}
    if rows.plan.lines:
        money.pop("amount", None)
    states = each(groups.first(rows.text("status")), state_of).cast(pa.string())
    user, email, anonymous, session = (identifying(groups.first(rows.text(name))) for name in PERSONS)
    return Happenings(
        names=groups.first(said.names),
        shops=groups.first(rows.text("shop_id")),
        times=groups.first_number(said.times),
        moments={name: groups.first_number(parsed) for name, parsed in said.moments.items()},
        money=money,
        goods=goods,
        currency=codes,
        wrong_currency=np.asarray(wrong.to_numpy(zero_copy_only=False)),
        states=states,
        kinds=each(groups.first(rows.text("kind")), kind_of).cast(pa.string()),
        returned=_returned(groups, lines),
        items=items,
        texts={name: groups.first(decoded(column)) for name, column in text_columns(rows).items()},
        kept=together([groups.first(part) for part in rows.kept()], len(groups)),
        person=Person(user, email, anonymous, session, groups.first(said.names)),
        guest=groups.any(rows.flag("is_guest")) if rows.has("is_guest") else None,
        rounded=finer(groups.sum(lines.costs), decimals),
    )


def _items(rows: Rows, groups: Groups, lines: Lines, decimals: Ints) -> tuple[pa.ListArray | None, Parsed]:
    nested = rows.nested("items")
    if nested is not None:
        firsts = groups.firsts(valid(nested))
        chosen = nested.take(pa.array(firsts, mask=firsts < 0))
        return nested_items(chosen, rows.plan.decimal, decimals)
    if not rows.plan.lines:
        return None, Parsed.nothing(len(groups))
    return _line_items(rows, groups, lines, decimals), minor(groups.sum(lines.costs), decimals)


def _line_items(rows: Rows, groups: Groups, lines: Lines, decimals: Ints) -> pa.ListArray:
    there = valid(pc.coalesce(rows.text("product_id"), rows.text("sku")))[groups.rows]
    chosen = groups.rows[there]
    taken = pa.array(chosen)
    texts = {
        name: rows.text(name).take(taken)
        for name in ("product_id", "variant", "sku", "category")
        if rows.has(name)
    }
    numbers = {
        "line": lines.number.take(chosen),
        "quantity": _absolute(
            lines.quantity.take(chosen), np.repeat(_returned(groups, lines), groups.sizes)[there]
        ),
        "price": _unit_price(lines).take(chosen),
        "discount": lines.discount.take(chosen),
    }
    counts = np.add.reduceat(there.astype(np.int64), groups.starts[:-1])
    return listed(structs(texts, numbers, np.repeat(decimals, groups.sizes)[there]), counts)


def _unit_price(lines: Lines) -> Parsed:
    if lines.price.known.any():
        return lines.price
    units = np.where(lines.quantity.known & (lines.quantity.values != 0), lines.quantity.values / 1e6, 1.0)
    return Parsed.of(np.rint(lines.costs.values / units), lines.costs.known)


def _absolute(quantity: Parsed, rows: Flags) -> Parsed:
    return Parsed.of(np.where(rows, np.abs(quantity.values), quantity.values), quantity.known)


def _returned(groups: Groups, lines: Lines) -> Flags:
    """Return which orders consist of nothing but negative quantities."""
    return groups.all(lines.quantity.known & (lines.quantity.values < 0))


def _refuse(told: Happenings, rows: Rows, groups: Groups, context: Context, no: Refusals) -> None:
    placed = context.plan.format.placed_states
    here = each(groups.first(rows.text("status")), lambda word: plain(word) in placed).cast(pa.bool_())
    unpaid = told.state(words.UNPAID) & ~np.asarray(pc.fill_null(here, fill_value=False))
    letters = _letters(told.names)
    test = told.state(words.TEST) | told.kind(words.TEST)
    if rows.has("test"):
        test |= groups.any(rows.flag("test"))
    adjustment = told.kind(words.ADJUSTMENT) | (letters == "A")
    goods_out = told.returned & (told.paid == 0) & ~told.somebody
    reasons = (
        (~told.times.known, "timestamp is missing"),
        (told.wrong_currency, "currency does not exist"),
        (test & (not context.test_orders), "a test order"),
        (told.state(words.DRAFT), "a draft, never placed"),
        (unpaid, "never paid, so no order"),
        (adjustment, "an adjustment of the accounts, no order"),
        (goods_out, "a correction of stock: negative quantity, no price, no customer"),
    )
    for orders, reason in reasons:
        flags = np.zeros(len(rows), np.bool_)
        flags[groups.rows] = np.repeat(orders, groups.sizes)
        no.refuse(flags, reason)


def _letters(names: pa.Array) -> np.ndarray:
    """Return the letter before the digits of each number, where most numbers are plain digits."""
    digits = pc.fill_null(pc.match_substring_regex(names, r"^\d+$"), fill_value=False)
    if pc.mean(digits.cast(pa.int8())).as_py() < 0.5:
        return np.full(len(names), "")
    marked = pc.fill_null(pc.match_substring_regex(names, r"^[A-Z]\d+$"), fill_value=False)
    letters = pc.utf8_slice_codeunits(names, 0, 1)
    return np.asarray(pc.if_else(marked, letters, "").to_numpy(zero_copy_only=False))


def _converted(told: Happenings, groups: Groups, no: Refusals, context: Context) -> Converted:
    converted = tell(told, ~groups.any(no.refused), context)
    refused = np.flatnonzero(no.refused)
    return replace(converted, weights=groups.sizes, refused=refused, reasons=no.reasons(refused))


def _nothing(no: Refusals) -> Converted:
    refused = np.flatnonzero(no.refused)
    none = pa.array([], pa.string())
    return Converted(
        {"event": none}, Person(none, none, none, none, none), none, none,
        np.empty(0, np.int64), np.empty(0, np.int64), refused, no.reasons(refused),
    )  # fmt: skip
