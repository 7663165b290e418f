"""Lines of carts and orders as the log's `items`."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from parcours.collect.importing.batch import Ints
from parcours.collect.importing.convert.money import minor
from parcours.collect.importing.options import DecimalMark
from parcours.collect.importing.values.numbers import MICRO, micros
from parcours.collect.importing.values.parsed import Parsed
from parcours.collect.importing.values.words import text_of
from parcours.touchpoints import ITEM

_TEXTS = ("product_id", "variant", "sku", "category")
_NUMBERS: tuple[str, ...] = ("quantity", "price", "discount")
_NAMES: dict[str, tuple[str, ...]] = {
    "product_id": ("product_id", "item_id", "id", "productId", "itemId"),
    "variant": ("variant", "item_variant", "variation_id"),
    "sku": ("sku", "itemSKU", "item_sku"),
    "category": ("category", "item_category", "itemCategory"),
    "quantity": ("quantity", "qty"),
    "price": ("price", "item_price", "unit_price"),
    "discount": ("discount", "line_discount"),
}
"""What the objects in a list of products call their members."""
MEMBERS = frozenset(name for names in _NAMES.values() for name in names)


def structs(texts: dict[str, pa.Array], numbers: dict[str, Parsed], decimals: Ints) -> pa.StructArray:
    """Return lines as Arrow structs from columns; ``numbers`` are millionths."""
    size = len(decimals)
    nothing = Parsed.nothing(size)
    quantity = numbers.get("quantity", nothing)
    line = numbers.get("line", nothing)
    columns = {
        "line": Parsed(line.values // MICRO, line.known, line.wrong)
        .array(pa.int64())
        .cast(pa.int32(), safe=False),
        **{name: texts.get(name, pa.nulls(size, pa.string())) for name in _TEXTS},
        "quantity": pa.array(quantity.values / MICRO, pa.float64(), mask=~quantity.known),
        "price": minor(numbers.get("price", nothing), decimals).array(),
        "discount": minor(numbers.get("discount", nothing), decimals).array(),
    }
    return pa.StructArray.from_arrays([columns[field.name] for field in ITEM], fields=list(ITEM))


def listed(items: pa.StructArray, counts: Ints) -> pa.ListArray:
    """Return lists of lines: ``counts[i]`` of them for row ``i``, null where 0."""
    offsets = np.concatenate([[0], np.cumsum(counts)]).astype(np.int32)
    return pa.ListArray.from_arrays(
        pa.array(offsets), items, mask=pa.array(counts == 0), type=pa.list_(pa.field("item", ITEM))
    )


def nested_items(lists: pa.Array, mark: DecimalMark, decimals: Ints) -> tuple[pa.ListArray, Parsed]:
    """Return lists of objects as lists of lines, and what the goods of each row cost in minor units."""
    parents = np.asarray(pc.list_parent_indices(lists).to_numpy(), np.int64)
    flat = pc.list_flatten(lists)
    texts = {name: text_of(member) for name in _TEXTS if (member := _member(flat, name)) is not None}
    numbers = {name: micros(member, mark) for name in _NUMBERS if (member := _member(flat, name)) is not None}
    if "variant" in texts:  # shops write 0 for a product without variants
        texts["variant"] = pc.if_else(
            pc.equal(texts["variant"], "0"), pa.scalar(None, pa.string()), texts["variant"]
        )
    counts = np.bincount(parents, minlength=len(lists)).astype(np.int64)
    nothing = Parsed.nothing(len(parents))
    costs = cost(numbers.get("quantity", nothing), numbers.get("price", nothing))
    sums = np.zeros(len(lists), np.int64)
    np.add.at(sums, parents, costs.values)
    priced = np.bincount(parents[costs.known], minlength=len(lists)) > 0
    items = listed(structs(texts, numbers, decimals[parents]), counts)
    return items, minor(Parsed.of(sums, priced), decimals)


def cost(quantity: Parsed, price: Parsed) -> Parsed:
    """Return quantity times price in millionths; a missing quantity is one."""
    times = np.where(quantity.known, quantity.values / MICRO, 1.0)
    return Parsed.of(np.rint(times * price.values), price.known)


def _member(flat: pa.Array, name: str) -> pa.Array | None:
    present = (
        {field.name: place for place, field in enumerate(flat.type)} if pa.types.is_struct(flat.type) else {}
    )
    found = next((present[each] for each in _NAMES[name] if each in present), None)
    return None if found is None else pc.struct_field(flat, [found])
