"""Writes rows as Parquet, in the columns of the touchpoint schema."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from parcours.demo.dice import Ints
from parcours.demo.simulate.columns import KEYS, MONEY, TEXTS
from parcours.demo.simulate.paths import PATHS
from parcours.demo.simulate.rows import Array, Rows
from parcours.demo.simulate.state import DEVICES, Lines
from parcours.demo.words import LANGUAGES
from parcours.demo.world.catalogue import PRODUCTS
from parcours.demo.world.channels import SOURCES
from parcours.demo.world.countries import COUNTRIES
from parcours.demo.world.pages import HOST
from parcours.touchpoints import INSTANT

_CONTEXT = (
    *("device", "os", "browser", "country", "language"),
    *("utm_source", "utm_medium", "utm_campaign", "referrer", "landing", "click_id"),
)
_TEXT = pa.dictionary(pa.int32(), pa.string())
_EUROS = pa.float64()
_ITEM = pa.struct(
    [
        *((name, _TEXT) for name in ("product_id", "variant", "sku", "category")),
        *(("quantity", pa.float64()), ("price", _EUROS)),
    ]
)
SCHEMA = pa.schema(
    [
        ("message_id", pa.string()),
        ("event", _TEXT),
        ("timestamp", INSTANT),
        *((name, _TEXT) for name in ("anonymous_id", "user_id", "email", "session_id")),
        *((name, _TEXT) for name in (*_CONTEXT, *TEXTS, *KEYS)),
        *((name, _EUROS) for name in MONEY),
        *(("search_results", pa.int64()), ("is_guest", pa.bool_()), ("promised_at", INSTANT)),
        *(("score", pa.float64()), ("items", pa.list_(_ITEM))),
    ]
)
"""What is written: columns of the touchpoint schema, amounts in euros; and who said their address."""
TEXT_LEAVES = [
    *(field.name for field in SCHEMA if field.type == _TEXT),
    *(f"items.list.element.{field.name}" for field in _ITEM if field.type == _TEXT),
]
"""The columns of the file that repeat their values."""
_SYSTEMS = (("iOS", "Safari"), ("Android", "Chrome"), ("Windows", "Chrome"), ("Windows", "Edge"))
_WITH_ADDRESS = ("Newsletter Subscribed", "Signed Up", "Order Completed")
_SKUS = tuple(variant.sku for product in PRODUCTS for variant in product.variants)
_LABELS = tuple(variant.label.en for product in PRODUCTS for variant in product.variants)
_FIRST_VARIANT = np.cumsum([0, *(len(each.variants) for each in PRODUCTS)])
_PRODUCTS = tuple(each.product_id for each in PRODUCTS)
_CATEGORIES = tuple(each.category for each in PRODUCTS)


@dataclass(frozen=True)
class Writer:
    """Turns rows into Arrow; ``events`` and ``texts`` are what their numbers stand for."""

    seed: int
    events: Sequence[str]
    texts: Sequence[str]

    def table(self, rows: Rows) -> pa.Table:
        """Return rows in the columns of the log; amounts in euros."""
        columns = rows.columns
        arrays = {
            "message_id": _message_ids(self.seed, columns),
            "event": coded(rows.event, self.events),
            "timestamp": pa.array(rows.moment).cast(INSTANT),
            "anonymous_id": numbered("v", columns["browser"]),
            "user_id": numbered("C", columns["user"]),
            "email": self._addresses(rows),
            "session_id": numbered("s", columns["session"]),
            "device": coded(columns["device"], DEVICES),
            **_systems(columns),
            "country": coded(columns["country"], [each.code for each in COUNTRIES]),
            "language": coded(columns["language"], LANGUAGES),
            **_sources(columns),
            **{name: coded(columns[name], self.texts) for name in TEXTS},
            **{name: numbered(letter, columns[name]) for name, letter in KEYS.items()},
            **{name: euros(columns[name]) for name in MONEY},
            "search_results": _known(columns["search_results"]),
            "is_guest": pa.array(columns["is_guest"] == 1, mask=columns["is_guest"] < 0),
            "promised_at": _known(columns["promised_at"]).cast(INSTANT),
            "score": pa.array(columns["score"].astype(np.float64), mask=np.isnan(columns["score"])),
            "items": _items(rows.items),
        }
        return pa.table([arrays[name] for name in SCHEMA.names], schema=SCHEMA)

    def _addresses(self, rows: Rows) -> pa.Array:
        """Return the address of whom a row asks for it, in a domain that nobody has."""
        asked = np.isin(rows.event, [self.events.index(name) for name in _WITH_ADDRESS])
        users = numbered("c", np.where(asked, rows.columns["user"], -1))
        addresses = pc.binary_join_element_wise(users.dictionary, "example.org", "@")
        return pa.DictionaryArray.from_arrays(users.indices, addresses)


def coded(codes: Array, values: Sequence[str]) -> pa.Array:
    """Return texts by their numbers, in a dictionary of those that occur, in the order of the alphabet.

    The dictionary depends only on what is written, not on when a text got its number.
    """
    missing = codes < 0
    used = np.flatnonzero(np.bincount(codes[~missing])).tolist()
    texts = sorted({values[code] for code in used})
    place = {text: number for number, text in enumerate(texts)}
    rank = np.zeros(len(values) + 1, np.int32)
    rank[used] = [place[values[code]] for code in used]
    return _dictionary(rank[codes], missing, pa.array(texts, pa.string()))


def numbered(letter: str, numbers: Array) -> pa.Array:
    """Return a letter and digits for each number; null for -1."""
    by_number = pa.array(numbers, mask=numbers < 0).dictionary_encode()
    texts = _digits(letter, by_number.dictionary.to_numpy(), 12)
    return pa.DictionaryArray.from_arrays(by_number.indices, texts)


def euros(cents: Array) -> pa.Array:
    """Return amounts in euros, null for -1."""
    return pa.array(cents / 100.0, pa.float64(), mask=cents < 0)


def _known(numbers: Array) -> pa.Array:
    return pa.array(numbers.astype(np.int64), mask=numbers < 0)


def _dictionary(codes: Array, missing: Array, values: pa.Array) -> pa.Array:
    return pa.DictionaryArray.from_arrays(pa.array(codes, pa.int32(), mask=missing), values)


def _digits(letter: str, numbers: Array, width: int) -> pa.Array:
    """Return a letter and the digits of each number as texts of one length."""
    lead = np.frombuffer(letter.encode(), np.uint8)
    characters = np.empty((len(numbers), len(lead) + width), np.uint8)
    characters[:, : len(lead)] = lead
    rest = numbers.astype(np.int64)
    for place in range(width - 1, -1, -1):
        rest, digit = np.divmod(rest, 10)
        characters[:, len(lead) + place] = digit + 48
    return _fixed(characters)


def _fixed(characters: Array) -> pa.Array:
    size, width = characters.shape
    offsets = np.arange(0, (size + 1) * width, width, dtype=np.int32)
    return pa.StringArray.from_buffers(size, pa.py_buffer(offsets), pa.py_buffer(characters.tobytes()))


def _message_ids(seed: int, columns: dict[str, Array]) -> pa.Array:
    """Return what identifies each touchpoint: the person, the month, and which of theirs it is in it."""
    in_month = columns["month"].astype(np.int64) * 10_000 + columns["nth"]
    return _digits(f"tilia-{seed}-", columns["number"].astype(np.int64) * 10_000_000 + in_month, 14)


def _systems(columns: dict[str, Array]) -> dict[str, pa.Array]:
    # Half of the people have the one kind of phone and computer, half the other: by their number.
    device, one = columns["device"].astype(np.int64), (columns["number"] * 7919 // 13) % 2
    system = np.where(device < 0, -1, np.where(device == 1, 2 + one, one))
    return {
        "os": coded(system, [name for name, _ in _SYSTEMS]),
        "browser": coded(system, [name for _, name in _SYSTEMS]),
    }


def _sources(columns: dict[str, Array]) -> dict[str, pa.Array]:
    """Return what the first address of each row's visit told."""
    source, tells = columns["source"].astype(np.int64), [each.tells for each in SOURCES]
    month = _month(columns["began"])
    campaigns = tuple(
        each.campaign(datetime(2000, month + 1, 1, tzinfo=UTC).date())
        for each in tells
        for month in range(12)
    )
    clicks = np.array([bool(each.click_id) for each in tells])
    return {
        "utm_source": _told(source, [each.utm_source for each in tells]),
        "utm_medium": _told(source, [each.utm_medium for each in tells]),
        "utm_campaign": _told(np.where(source < 0, -1, source * 12 + month), campaigns),
        "referrer": _told(source, [each.referrer for each in tells]),
        "landing": coded(columns["landing"], [f"https://{HOST}{path}" for path in PATHS]),
        "click_id": _click_ids(source, np.where((source >= 0) & clicks[source], columns["session"], -1)),
    }


def _told(codes: Array, values: Sequence[str]) -> pa.Array:
    """Return texts by code; an empty text is none."""
    empty = np.array([not value for value in values])
    return coded(np.where((codes >= 0) & empty[codes], -1, codes), values)


def _click_ids(source: Array, session: Array) -> pa.Array:
    """Return the kind of click id of each source with a number of its own for each session."""
    names = pa.array([f"{each.tells.click_id}:" for each in SOURCES])
    clicked = pa.array(session * len(SOURCES) + source, mask=session < 0).dictionary_encode()
    key = clicked.dictionary.to_numpy()
    digits = _digits("", key // len(SOURCES) * 2654435761 % 10**12, 12)
    texts = pc.binary_join_element_wise(names.take(pa.array(key % len(SOURCES))), digits, "")
    return pa.DictionaryArray.from_arrays(clicked.indices, texts)


def _month(moments: Array) -> Ints:
    return moments.astype("datetime64[us]").astype("datetime64[M]").astype(np.int64) % 12


def _items(items: Lines) -> pa.Array:
    variant = np.where(items.variant < 0, -1, _FIRST_VARIANT[items.product] + items.variant)
    members = [
        coded(items.product, _PRODUCTS),
        coded(variant, _LABELS),
        coded(variant, _SKUS),
        coded(items.product, _CATEGORIES),
        pa.array(items.quantity, pa.float64()),
        pa.array(items.price / 100.0, pa.float64()),
    ]
    empty = pa.array(np.diff(items.offsets) == 0)
    offsets = pa.array(items.offsets.astype(np.int32))
    return pa.ListArray.from_arrays(
        offsets, pa.StructArray.from_arrays(members, fields=list(_ITEM)), mask=empty
    )
