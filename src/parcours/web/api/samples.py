"""A value that fits a schema, to show what is sent."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_TEXTS = {"date": "2026-01-31", "date-time": "2026-01-31T09:30:00Z", "binary": "…"}
_WORD, _DIGITS = "example", "^-?[0-9]"

Tree = Mapping[str, Any]


def sample(shape: Tree, schemas: Tree) -> Any:
    """Return a value that fits a schema; of an object what it must have, or else the first that it may."""
    if "$ref" in shape:
        return sample(schemas[shape["$ref"].rpartition("/")[2]], schemas)
    for name in ("examples", "enum"):
        if told := [each for each in shape.get(name, ()) if each != ""]:
            return told[0]
    if "const" in shape:
        return shape["const"]
    if "anyOf" in shape:
        return sample(next(each for each in shape["anyOf"] if each.get("type") != "null"), schemas)
    return _of_type(shape, schemas)


def _of_type(shape: Tree, schemas: Tree) -> Any:
    match shape.get("type"):
        case "object":
            return _object(shape, schemas)
        case "array":
            return [sample(shape["items"], schemas)] * max(1, shape.get("minItems", 1))
        case "integer" | "number":
            return shape.get("default") or max(shape.get("minimum", 1), 1)
        case "boolean":
            return True
        case _:
            return _string(shape)


def _object(shape: Tree, schemas: Tree) -> dict[str, Any]:
    known = shape.get("properties", {})
    if not known:
        inner = shape.get("additionalProperties")
        return {_WORD: sample(inner, schemas)} if isinstance(inner, Mapping) else {}
    names = shape.get("required") or list(known)[:1]
    return {name: sample(known[name], schemas) for name in names}


def _string(shape: Tree) -> str:
    if shape.get("default"):
        return str(shape["default"])
    if "format" in shape:
        return _TEXTS.get(shape["format"], _WORD)
    return "123" if shape.get("pattern", "").startswith(_DIGITS) else _WORD
