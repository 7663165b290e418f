"""Lists of things in one form, to which things are added, and which are moved and taken off.

A thing is a block of fields: ``r2-name`` is the name of the third, ``r2a0-within`` that of a thing within it.
What is written into a form survives every change of the list, whether it makes sense or not.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.http import QueryDict

MOST = 60
_NAME = re.compile(r"([a-z])(\d{1,3})(?:a(\d{1,3}))?-([a-z_0-9]{1,40})")


@dataclass
class Block:
    """One thing as it is written: the values of each of its fields, and the things within it."""

    values: dict[str, list[str]] = field(default_factory=dict)
    inner: list[Block] = field(default_factory=list)

    def sent(self, prefix: str) -> QueryDict:
        """Return its own fields as a form sends them."""
        data = QueryDict(mutable=True)
        for name, values in self.values.items():
            data.setlist(f"{prefix}-{name}", values)
        return data


def read(sent: QueryDict, letter: str) -> list[Block]:
    """Return the things that a form sent, in their order."""
    found: dict[int, tuple[Block, dict[int, Block]]] = {}
    for key, values in sent.lists():
        match = _NAME.fullmatch(key)
        if not match or match[1] != letter:
            continue
        block, inner = found.setdefault(int(match[2]), (Block(), {}))
        if match[3] is not None:
            block = inner.setdefault(int(match[3]), Block())
        block.values[match[4]] = [str(value) for value in values]
    for block, inner in found.values():
        block.inner = [inner[at] for at in sorted(inner)][:MOST]
    return [found[at][0] for at in sorted(found)][:MOST]


def change(blocks: list[Block], wish: str, fresh: Mapping[str, Block]) -> bool:
    """Do what a button asks; return whether it asks for such a thing.

    ``up-2``, ``down-2``, ``remove-2``, ``add-0``, and ``keep-0`` as it is; with two numbers those of a
    thing within another, ``remove-2-0``. ``fresh`` is what is added, by how many numbers are named.
    """
    verb, *numbers = wish.split("-")
    if not numbers or not all(number.isdecimal() and len(number) < 4 for number in numbers):
        return False
    places = [int(number) for number in numbers]
    if len(places) == 2:
        if places[0] >= len(blocks):
            return False
        blocks = blocks[places[0]].inner
    return _changed(blocks, verb, places[-1], fresh["inner" if len(places) == 2 else "outer"])


def _changed(blocks: list[Block], verb: str, at: int, fresh: Block) -> bool:
    if verb == "add" and len(blocks) < MOST:
        blocks.append(fresh)
    elif verb == "remove" and at < len(blocks):
        del blocks[at]
    elif verb == "keep":
        pass
    elif verb in ("up", "down") and at < len(blocks):
        to = min(max(at + (1 if verb == "down" else -1), 0), len(blocks) - 1)
        blocks.insert(to, blocks.pop(at))
    else:
        return False
    return True
