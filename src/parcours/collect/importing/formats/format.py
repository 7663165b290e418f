"""A known export: how it is recognised and what its columns mean."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Literal

Rows = Literal["events", "orders"]
"""What rows are: events, or orders (one row each, or one row a line)."""


@dataclass(frozen=True, kw_only=True)
class Format:
    """One export of one system.

    Parameters
    ----------
    name, system, where
        Its short name, whose export it is, and where people get it.
    rows
        What its rows are.
    signature
        Columns of which every one must be there for a file to be this export.
    columns
        The field that each column fills; columns that a file lacks are left out.
    dialect
        The names its events have in the catalogue.
    trust
        How sure its rows are: what a browser reported is `browser`.
    placed_states
        States that mean an unpaid order elsewhere, and a placed one here.
    list_path
        In JSON: the list whose elements are the rows.
    rest
        Columns that begin so and fill no field are kept in `properties`.
    also
        Further columns that are, and their names there.
    fill_down
        A row without an order number belongs to the order above it.
    utc
        Times without a zone are UTC, whatever the shop's zone.
    """

    name: str
    system: str
    where: str
    rows: Rows
    signature: frozenset[str]
    columns: Mapping[str, str]
    dialect: Literal["segment", "ga4", "shopify", "matomo", "generic"] = "generic"
    trust: Literal["browser", "server"] = "server"
    placed_states: frozenset[str] = frozenset()
    list_path: str = ""
    rest: str = ""
    also: Mapping[str, str] = field(default_factory=dict)
    fill_down: bool = False
    utc: bool = False

    def matches(self, names: Collection[str]) -> bool:
        """Return whether a file with these columns is this export."""
        return self.signature <= set(names)

    def keeps(self, column: str) -> str:
        """Return the name in `properties` of a column that fills no field, empty where it is left out."""
        begun = self.rest and column.startswith(self.rest)
        return column.removeprefix(self.rest) if begun else self.also.get(column, "")
