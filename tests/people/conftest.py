"""A shop of its own for each test, whose people are made of rows told by hand."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from tests.shop.linking import link

from parcours.people import reactions
from parcours.shop import Settings, Shop
from parcours.shop.arrived import Arrived
from parcours.shop.identities import Identities
from parcours.touchpoints import SCHEMA

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
STRENGTH = ("user", "email", "anonymous")


def row(number: int, **told: Any) -> dict[str, Any]:
    """One touchpoint: identifiers by kind, ``at`` in minutes after noon, properties as a dictionary."""
    properties = dict(told.pop("properties", {}))
    if "email" in told:
        properties["email"] = told["email"]
    defaults = {
        "message_id": f"m{number}",
        "source": "test",
        "type": "track",
        "event": "Page Viewed",
        "origin": "customer",
        "trust": "server",
        "timestamp": NOON + timedelta(minutes=told.pop("at", number)),
        "received_at": NOON,
        "user_id": told.pop("user", None),
        "anonymous_id": told.pop("anonymous", None),
        "email": None,
        "properties": json.dumps(properties) if properties else None,
    }
    return defaults | told


def leaves_of(told: dict[str, Any], identities: Identities) -> list[int]:
    """The leaves that a row names, the strongest first, as the converters of imports have it."""
    values = (told["user_id"], told["email"], told["anonymous_id"])
    found = [identities.leaf(kind, value) for kind, value in zip(STRENGTH, values, strict=True) if value]  # type: ignore[arg-type]
    return found or [identities.leaf("anonymous", f"session:{told['session_id']}")]


def table(rows: Sequence[dict[str, Any]], identities: Identities) -> pa.Table:
    """Rows for the log; the links between their identifiers are made."""
    named = [leaves_of(each, identities) for each in rows]
    pairs = [(weak, strong[0]) for strong in named for weak in strong[1:]]
    link(identities, *np.array(pairs, np.int64).reshape(-1, 2).T)
    plain = [
        {name: value for name, value in each.items() if name != "email"} | {"profile_id": leaves[0]}
        for each, leaves in zip(rows, named, strict=True)
    ]
    return pa.Table.from_pylist(plain, SCHEMA)


@dataclass
class People:
    """The shop, and what it is told."""

    shop: Shop
    told: int = 0

    def follow(self, rows: pa.Table, *, live: bool = False) -> None:
        """Let people take in rows of the log."""
        reactions.follow(Arrived(rows, self.shop.identities.roots(), live, NOON))

    def tell(self, *rows: dict[str, Any]) -> None:
        """Append touchpoints to the log and let people follow."""
        numbered = [row(self.told + number, **each) for number, each in enumerate(rows)]
        self.told += len(rows)
        fresh = table(numbered, self.shop.identities)
        with self.shop.lock():
            self.shop.log.append(fresh, app="test", version=self.shop.log.last("test") + 1)
        self.follow(fresh)

    def leaf(self, **identifier: str) -> int:
        """The leaf of one identifier: ``user="7"``."""
        ((kind, value),) = identifier.items()
        return self.shop.identities.leaf(kind, value)  # type: ignore[arg-type]

    def id(self, **identifier: str) -> int:
        """The profile of one identifier."""
        return int(self.shop.identities.roots().of(np.array([self.leaf(**identifier)]))[0])


@pytest.fixture
def people(tmp_path, settings, db) -> People:
    """People of a new shop, nobody yet."""
    shop = Shop.create(tmp_path / "shop", Settings(zone="Europe/Paris", currency="EUR"))
    settings.SHOP = shop
    return People(shop)


def dumped(*models: Any) -> list[list[tuple[Any, ...]]]:
    """All rows of tables, without the numbers that the database gave them."""
    found = []
    for model in models:
        names = [f.name for f in model._meta.concrete_fields if f.get_internal_type() != "BigAutoField"]
        found.append(sorted(model.objects.values_list(*names), key=repr))
    return found


def sliced(rows: pa.Table, cuts: Iterable[int]) -> list[pa.Table]:
    """Rows cut into pieces."""
    edges = [0, *sorted({cut for cut in cuts if cut < len(rows)}), len(rows)]
    return [rows.slice(start, stop - start) for start, stop in pairwise(edges)]
