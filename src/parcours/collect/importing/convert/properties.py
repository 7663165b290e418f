"""The `properties` of touchpoints: JSON objects put together column by column."""

from __future__ import annotations

import json

import pyarrow as pa
import pyarrow.compute as pc

from parcours.collect.importing.values.words import coded, each

_NOTHING = pa.scalar(None, pa.string())


def member(name: str, column: pa.Array) -> pa.Array:
    """Return objects of one member, null where the column has no value.

    >>> member("gift", pa.array(["yes", None, "12"])).to_pylist()
    ['{"gift":"yes"}', None, '{"gift":12}']
    """
    if pa.types.is_nested(column.type):
        values = pa.array([None if v is None else _dumped(v) for v in column.to_pylist()], pa.string())
    else:
        values = each(coded(column), _json).cast(pa.string())
    return _named(name, values)


def addresses(emails: pa.Array) -> pa.Array:
    """Return objects that keep e-mail addresses, as they are normalised where they identify.

    >>> addresses(pa.array(["Noa@Example.org", None])).to_pylist()
    ['{"email":"noa@example.org"}', None]
    """
    texts = emails.dictionary_encode()
    plain = pc.replace_substring_regex(pc.utf8_lower(texts.dictionary), "[\\x00-\\x1f]", "")
    escaped = pc.replace_substring_regex(plain, r'(["\\])', r"\\\1")
    return _named("email", pc.binary_join_element_wise('"', escaped, '"', "")).take(texts.indices)


def together(objects: list[pa.Array], size: int) -> pa.Array:
    """Return one object of the members of several; null where all are null or empty."""
    filled = [column for column in objects if column.null_count < len(column)]
    if len(filled) < 2:
        return filled[0] if filled else pa.nulls(size, pa.string())
    inner = _separated([pc.utf8_slice_codeunits(column, 1, -1) for column in filled])
    whole = pc.binary_join_element_wise("{", pc.utf8_slice_codeunits(inner, 1), "}", "")
    return pc.if_else(pc.equal(inner, ""), _NOTHING, whole)


def object_of(text: str) -> str | None:
    """Return a text that is a JSON object, `None` where it is something else."""
    try:
        return _without_nul(text) if isinstance(json.loads(text), dict) else None
    except ValueError:
        return None


def _separated(parts: list[pa.Array]) -> pa.Array:
    """Join the members, each after a comma."""
    # Skipping nulls drops rows that are null throughout (seen in pyarrow 26): they become nothing instead.
    led = [
        pc.if_else(pc.equal(part, ""), _NOTHING, pc.binary_join_element_wise(",", part, "")) for part in parts
    ]
    return pc.binary_join_element_wise(*led, "", null_handling="replace", null_replacement="")


def _named(name: str, values: pa.Array) -> pa.Array:
    return pc.binary_join_element_wise("{" + _dumped(name) + ":", values, "}", "")


def _dumped(value: object) -> str:
    return _without_nul(json.dumps(value, ensure_ascii=False, default=str))


def _without_nul(text: str) -> str:
    return text.replace("\\u0000", "")


def _json(text: str) -> str:
    return text if _is_plain_number(text) else _dumped(text)


def _is_plain_number(text: str) -> bool:
    try:
        return json.dumps(json.loads(text)) == text
    except ValueError:
        return False
