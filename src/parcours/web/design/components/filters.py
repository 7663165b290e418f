"""What a list is narrowed to; it all stands in the address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True)
class Search:
    """A box to search a list with."""

    label: str
    text: str = ""
    name: str = "q"
    template: ClassVar[str] = "search"


@dataclass(frozen=True)
class Option:
    """One choice of a filter: its value in the address, and its name."""

    value: str
    label: str


@dataclass(frozen=True)
class Filter:
    """One question that a list can be narrowed by; ``chosen`` is the value of now, or empty."""

    name: str
    label: str
    options: tuple[Option, ...]
    chosen: str = ""

    @property
    def chip(self) -> str:
        """What is chosen, in words."""
        return next((option.label for option in self.options if option.value == self.chosen), "")


@dataclass(frozen=True)
class FilterBar:
    """Search and filters over a list, and what is chosen, each to be taken off by itself."""

    filters: tuple[Filter, ...] = ()
    search: Search | None = None
    template: ClassVar[str] = "filter_bar"

    @property
    def asked(self) -> tuple[str, ...]:
        """The parameters of the address that it asks for, and the page that they begin anew."""
        return (*(each.name for each in self.filters), self.search.name if self.search else "", "cursor")

    @property
    def chosen(self) -> list[Filter]:
        """The filters that narrow the list now."""
        return [each for each in self.filters if each.chip]
