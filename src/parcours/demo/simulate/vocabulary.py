"""Texts by number: the log holds numbers, and writes each text once a month."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from parcours.demo.dice import Ints

Codes = npt.NDArray[np.int32]


@dataclass(frozen=True)
class Coded:
    """Text by code: ``values[codes]``; a code of -1 is no value."""

    codes: Ints
    values: Sequence[str]


class Vocabulary:
    """Every text that a run has written, by the number under which it did."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        # A list of texts is mostly a constant of the world: it is looked up once.
        self._lists: dict[int, tuple[Sequence[str], Codes]] = {}
        self._objects: dict[tuple[object, ...], int] = {}

    def number(self, text: str) -> int:
        """Return the number of a text."""
        return self._numbers.setdefault(text, len(self._numbers))

    def numbers(self, texts: Iterable[str]) -> Codes:
        """Return the numbers of texts."""
        return np.fromiter((self.number(text) for text in texts), np.int32)

    def of(self, coded: Coded) -> Codes:
        """Return the number of each element, -1 where there is no value."""
        values, numbers = self._lists.get(id(coded.values), (None, None))
        if numbers is None or values is not coded.values:
            numbers = np.append(self.numbers(coded.values), np.int32(-1))
            if isinstance(coded.values, tuple):
                self._lists[id(coded.values)] = (coded.values, numbers)
        return numbers[coded.codes]

    def object(self, members: dict[str, Any]) -> int:
        """Return the number of a JSON object; -1 where it has no members."""
        if not members:
            return -1
        # 1 and True are the same key, but not the same JSON.
        key = (*members, *members.values(), *map(type, members.values()))
        number = self._objects.get(key)
        if number is None:
            number = self._objects[key] = self.number(json.dumps(members, ensure_ascii=False))
        return number

    def texts(self) -> list[str]:
        """Return the texts by number."""
        return list(self._numbers)
