"""What happened to orders, told as touchpoints: placed, cancelled, paid back, sent, delivered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from parcours.collect.importing.batch import Flags, Ints
from parcours.collect.importing.convert.context import Context, Converted, Person
from parcours.collect.importing.convert.events import PLACED, REFUNDED, settled
from parcours.collect.importing.convert.money import in_shop_currency
from parcours.collect.importing.convert.person import named
from parcours.collect.importing.convert.properties import member
from parcours.collect.importing.values import words
from parcours.collect.importing.values.parsed import Parsed
from parcours.touchpoints import INSTANT

CANCELLED, SHIPPED, DELIVERED = "Order Cancelled", "Order Shipped", "Order Delivered"
_OF_AN_ORDER = ("total", "revenue", "tax", "shipping", "discount")
_EVERYWHERE = ("order_id", "shop_id", "country", "carrier")


@dataclass(frozen=True, eq=False)
class Happenings:
    """Orders, one an entry: what their rows say together; amounts in minor units."""

    names: pa.Array
    shops: pa.Array
    times: Parsed
    moments: Mapping[str, Parsed]
    money: Mapping[str, Parsed]
    goods: Parsed
    currency: pa.Array
    wrong_currency: Flags
    states: pa.Array
    kinds: pa.Array
    returned: Flags
    items: pa.ListArray | None
    texts: Mapping[str, pa.Array]
    kept: pa.Array
    person: Person
    guest: Flags | None
    rounded: int

    def __len__(self) -> int:
        return len(self.names)

    def state(self, wanted: str) -> Flags:
        """Return which orders are in a state."""
        return _equal(self.states, wanted)

    def kind(self, wanted: str) -> Flags:
        """Return which documents are of a kind."""
        return _equal(self.kinds, wanted)

    @cached_property
    def settled(self) -> dict[str, Parsed]:
        """Total, revenue and refund, each from what is known of the others."""
        everywhere, nowhere = np.ones(len(self), np.bool_), np.zeros(len(self), np.bool_)
        discount = self.money.get("discount", Parsed.nothing(len(self)))
        goods = Parsed.of(self.goods.values - discount.values, self.goods.known)
        return settled(dict(self.money), goods, everywhere, nowhere)

    @property
    def paid(self) -> Ints:
        """What each order cost, 0 where that is not known."""
        return self.settled["total"].values

    @cached_property
    def somebody(self) -> Flags:
        """Which orders name a customer."""
        person = self.person
        return named(
            Person(
                person.user, person.email, person.anonymous, person.session, pa.nulls(len(self), pa.string())
            )
        )

    @cached_property
    def returns(self) -> Flags:
        """Which are returns: said so, nothing but negative quantities, or a negative total."""
        return self.kind(words.RETURN) | self.returned | (self.paid < 0)

    def moment(self, *names: str) -> Parsed:
        """Return the first known of some moments."""
        nothing = Parsed.nothing(len(self))
        found = nothing
        for name in names:
            other = self.moments.get(name, nothing)
            found = Parsed.of(np.where(found.known, found.values, other.values), found.known | other.known)
        return found


@dataclass(frozen=True, eq=False)
class _Part:
    """Touchpoints of one event: of which orders, when, and the columns that only it has."""

    event: str
    orders: Ints
    times: Ints
    columns: dict[str, pa.Array]


def tell(told: Happenings, kept: Flags, context: Context) -> Converted:
    """Return the touchpoints of the kept orders."""
    findings = Counter[str]()
    parts = [part for part in _parts(told, kept, context, findings) if len(part.orders)]
    units = np.concatenate([part.orders for part in parts]) if parts else np.empty(0, np.int64)
    names = list(dict.fromkeys(name for part in parts for name in part.columns))
    columns = {name: _stacked([part.columns.get(name) for part in parts], parts) for name in names}
    columns["event"] = _each_named([part.event for part in parts], parts)
    columns["timestamp"] = pa.array(
        np.concatenate([part.times for part in parts]) if parts else [], pa.int64()
    ).cast(INSTANT)
    person, taken = told.person, pa.array(units)
    guests = pc.if_else(pa.array(told.somebody), pa.scalar(None, pa.string()), _keys(told))
    whose = Person(person.user, person.email, person.anonymous, person.session, guests).take(taken)
    ids = pc.binary_join_element_wise("order", _keys(told).take(taken), columns["event"], ":")
    lost = int((~told.somebody & kept).sum())
    findings["orders without a customer: each is a guest of its own"] += lost
    findings["orders whose goods cost fractions of the smallest coin: rounded once an order"] += told.rounded
    kept, nothing = told.kept.take(taken), np.empty(0, np.int64)
    return Converted(columns, whose, ids, kept, units, nothing, nothing, [], +findings)


def _parts(told: Happenings, kept: Flags, context: Context, findings: Counter[str]) -> list[_Part]:
    placed, returns = kept & ~told.returns, kept & told.returns
    cancelled_at = told.moment("cancelled_at")
    refund = told.settled["refund"]
    refunded = placed & ((refund.values > 0) | told.state(words.REFUNDED))
    dated = told.moment("refunded_at", "cancelled_at")
    findings["refunds without a date: dated by their order"] += int((refunded & ~dated.known).sum())
    return [
        _placed(told, placed, context, findings),
        _returned(told, returns, context, findings),
        _plain(told, CANCELLED, placed & (cancelled_at.known | told.state(words.CANCELLED)), cancelled_at),
        _refunded(told, refunded, dated, context, findings),
        *(
            _plain(told, event, placed & told.moment(name).known, told.moment(name))
            for event, name in ((SHIPPED, "shipped_at"), (DELIVERED, "delivered_at"))
        ),
    ]


def _placed(told: Happenings, which: Flags, context: Context, findings: Counter[str]) -> _Part:
    orders = np.flatnonzero(which)
    revenue = told.settled["revenue"].take(orders)
    guest = ~told.somebody if told.guest is None else told.guest
    money: dict[str, Parsed] = {**told.money, **told.settled}
    columns: dict[str, pa.Array] = {
        **{name: column.take(pa.array(orders)) for name, column in told.texts.items()},
        **_common(told, orders),
        **{name: money[name].take(orders).array() for name in _OF_AN_ORDER if name in money},
        "is_guest": pa.array(guest[orders]),
        "revenue_shop": _converted(revenue, told, orders, context, findings),
    }
    if told.items is not None:
        columns["items"] = told.items.take(pa.array(orders))
    if "promised_at" in told.moments:
        columns["promised_at"] = told.moments["promised_at"].take(orders).array().cast(INSTANT)
    return _Part(PLACED, orders, told.times.values[orders], columns)


def _returned(told: Happenings, which: Flags, context: Context, findings: Counter[str]) -> _Part:
    """A document of its own that gives back: it names no order, its own number is the return's."""
    orders = np.flatnonzero(which)
    total, revenue = told.settled["total"].take(orders), told.settled["revenue"].take(orders)
    back = Parsed.of(-np.abs(revenue.values), revenue.known)
    columns = {
        **{name: column.take(pa.array(orders)) for name, column in told.texts.items() if name != "order_id"},
        **{name: column for name, column in _common(told, orders).items() if name != "order_id"},
        "refund": Parsed.of(np.abs(total.values), total.known).array(),
        "revenue_shop": _converted(back, told, orders, context, findings),
        "properties": member("return_id", told.names.take(pa.array(orders))),
    }
    if told.items is not None:
        columns["items"] = told.items.take(pa.array(orders))
    return _Part(REFUNDED, orders, told.times.values[orders], columns)


def _refunded(
    told: Happenings, which: Flags, dated: Parsed, context: Context, findings: Counter[str]
) -> _Part:
    orders = np.flatnonzero(which)
    total, revenue = (told.settled[name].take(orders) for name in ("total", "revenue"))
    refund = told.settled["refund"].take(orders)
    whole = ~refund.known | (refund.values == 0)
    refund = Parsed.of(np.where(whole, total.values, refund.values), refund.known | total.known)
    # Of what is given back, the share of the goods: tax and shipping were no revenue either.
    share = np.where(total.values > 0, revenue.values / np.maximum(total.values, 1), 1.0)
    back = Parsed.of(-np.rint(refund.values * share), refund.known)
    columns = {
        **_common(told, orders),
        "refund": refund.array(),
        "revenue_shop": _converted(back, told, orders, context, findings),
    }
    return _Part(REFUNDED, orders, _at(told, dated, orders), columns)


def _plain(told: Happenings, event: str, which: Flags, at: Parsed) -> _Part:
    orders = np.flatnonzero(which)
    return _Part(event, orders, _at(told, at, orders), _common(told, orders))


def _at(told: Happenings, at: Parsed, orders: Ints) -> Ints:
    return np.where(at.known, at.values, told.times.values)[orders]


def _common(told: Happenings, orders: Ints) -> dict[str, pa.Array]:
    taken = pa.array(orders)
    columns = {name: told.texts[name].take(taken) for name in _EVERYWHERE if name in told.texts}
    return {**columns, "order_id": told.names.take(taken), "currency": told.currency.take(taken)}


def _converted(
    amounts: Parsed, told: Happenings, orders: Ints, context: Context, findings: Counter[str]
) -> pa.Array:
    column = in_shop_currency(
        amounts, told.currency.take(pa.array(orders)), told.times.values[orders], context
    )
    missing = int(np.count_nonzero(amounts.known)) - (len(column) - column.null_count)
    findings["amounts in a currency without a rate: no revenue in the shop's currency"] += missing
    return column


def _keys(told: Happenings) -> pa.Array:
    shops = pc.binary_join_element_wise(told.shops, "", "/")
    return pc.binary_join_element_wise(pc.fill_null(shops, ""), told.names, "")


def _stacked(columns: list[pa.Array | None], parts: list[_Part]) -> pa.Array:
    kind = next(column.type for column in columns if column is not None)
    filled = [pa.nulls(len(p.orders), kind) if c is None else c for c, p in zip(columns, parts, strict=True)]
    return pa.concat_arrays(filled)


def _each_named(names: list[str], parts: list[_Part]) -> pa.Array:
    return pa.concat_arrays(
        [
            pa.array([], pa.string()),
            *(pa.repeat(pa.scalar(n), len(p.orders)) for n, p in zip(names, parts, strict=True)),
        ]
    )


def _equal(column: pa.Array, wanted: str) -> Flags:
    return np.asarray(pc.fill_null(pc.equal(column, wanted), fill_value=False).to_numpy(zero_copy_only=False))
