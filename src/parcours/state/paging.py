"""Pages of long lists, by the key of their edge: the thousandth is as fast as the first."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Generic, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import Field, Model, Q, QuerySet

from parcours.errors import InputError

T = TypeVar("T")
U = TypeVar("U")
Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True)
class Page(Generic[T]):
    """A piece of a list.

    Parameters
    ----------
    rows
        What stands on it.
    next, previous
        Cursors of the pages beside it; empty where there is none. They hold no personal data as long as
        lists are not sorted by any.
    """

    rows: tuple[T, ...]
    next: str = ""
    previous: str = ""

    def of(self, make: Callable[[T], U]) -> Page[U]:
        """Return the page with something made of each row.

        >>> Page((1, 2), "n").of(str)
        Page(rows=('1', '2'), next='n', previous='')
        """
        return Page(tuple(map(make, self.rows)), self.next, self.previous)


@dataclass(frozen=True)
class Sort:
    """In which order: by a column without nulls, then by the primary key, both in one direction.

    An index on the two serves every page.
    """

    column: str
    descending: bool = True

    @property
    def reversed(self) -> Sort:
        """The other way round."""
        return replace(self, descending=not self.descending)


@dataclass(frozen=True)
class _Edge:
    """The row before or after which a page stands."""

    value: Any
    key: Any
    backwards: bool

    def __str__(self) -> str:
        value = self.value.isoformat() if isinstance(self.value, datetime) else self.value
        text = json.dumps([value, self.key, self.backwards], separators=(",", ":"))
        return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")

    @classmethod
    def parsed(cls, cursor: str, model: type[Model], sort: Sort) -> _Edge:
        try:
            padded = cursor + "=" * (-len(cursor) % 4)
            value, key, backwards = json.loads(base64.urlsafe_b64decode(padded))
            fields = {field.name: field for field in model._meta.concrete_fields}
            column, pk = fields[sort.column], fields[model._meta.pk.name]
            return cls(_read(column, value), _read(pk, key), bool(backwards))
        except (binascii.Error, UnicodeError, ValueError, OverflowError, TypeError, ValidationError) as error:
            raise InputError(
                "There is no such page.", advice="Go back to the first page of the list."
            ) from error


def page(rows: QuerySet[Row], sort: Sort, *, cursor: str = "", size: int = 50) -> Page[Row]:
    """Return a page of rows: the first, or the one that a cursor of another page leads to.

    The keys are found first, so that an index on the sorted column, with the columns that the rows are
    chosen by, is all that is read; the rows themselves come after.

    Raises
    ------
    InputError
        The cursor is none.
    """
    edge = _Edge.parsed(cursor, rows.model, sort) if cursor else None
    backwards = edge is not None and edge.backwards
    found = _keys(rows, sort.reversed if backwards else sort, edge, size + 1)
    more, found = len(found) > size, found[:size]
    if backwards:
        found.reverse()
    whole = rows.model._default_manager.in_bulk([key for _, key in found])
    return Page(
        tuple(whole[key] for _, key in found if key in whole),
        next=str(_Edge(*found[-1], backwards=False)) if found and (more or backwards) else "",
        previous=str(_Edge(*found[0], backwards=True)) if found and (more if backwards else edge) else "",
    )


def _read(field: Field[Any, Any], value: Any) -> Any:
    """Return what a column can be compared with: somebody may have made the cursor up."""
    read = field.to_python(value)
    if read is None or (isinstance(read, str) and "\0" in read.encode().decode()):
        raise ValueError(field.name)
    field.run_validators(read)
    return read


def _keys(rows: QuerySet[Any], sort: Sort, edge: _Edge | None, limit: int) -> list[tuple[Any, Any]]:
    if edge is not None:
        rows = rows.filter(_beyond(sort, edge))
    direction = "-" if sort.descending else ""
    ordered = rows.order_by(f"{direction}{sort.column}", f"{direction}pk")
    return list(ordered.values_list(sort.column, "pk")[:limit])


def _beyond(sort: Sort, edge: _Edge) -> Q:
    side = "lt" if sort.descending else "gt"
    # Said twice, so that the database starts at the value in the index, whatever it thinks of OR.
    return Q(**{f"{sort.column}__{side}e": edge.value}) & (
        Q(**{f"{sort.column}__{side}": edge.value}) | Q(**{f"pk__{side}": edge.key})
    )
