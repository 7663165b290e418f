"""Frozen dataclasses as JSON text and back, by their annotations."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from functools import cache
from types import UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

T = TypeVar("T")
_hints = cache(get_type_hints)


def encode(value: Any) -> str:
    """Write a dataclass as JSON; days and moments as ISO 8601."""
    return json.dumps(_plain(value), ensure_ascii=False)


def decode(kind: type[T], text: str) -> T:
    """Read what `encode` wrote; a field that is missing keeps its default."""
    value: T = _read(kind, json.loads(text))
    return value


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return value


def _read(kind: Any, value: Any) -> Any:
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is UnionType:
        return None if value is None else _read(arguments[0], value)
    if origin is tuple:
        return tuple(_read(arguments[0], each) for each in value)
    if is_dataclass(kind):
        return _read_fields(kind, value)
    return kind.fromisoformat(value) if kind in (date, datetime) else value


def _read_fields(kind: Any, value: dict[str, Any]) -> Any:
    hints = _hints(kind)
    return kind(**{name: _read(hints[name], each) for name, each in value.items() if name in hints})
