"""A shop with a real log and a few touchpoints."""

from __future__ import annotations

from datetime import UTC, datetime

import pyarrow as pa
import pytest

from parcours.shop import Settings, Shop
from parcours.touchpoints import SCHEMA

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def shop(tmp_path):
    return Shop.create(tmp_path / "shop", Settings(name="Tea", zone="Europe/Paris", currency="EUR"))


@pytest.fixture
def told(shop):
    """Append touchpoints; each is told by the columns that matter."""

    def append(*rows):
        version = shop.log.last("test") + 1
        defaults = {
            "source": "test",
            "type": "track",
            "event": "Page Viewed",
            "origin": "customer",
            "trust": "server",
            "timestamp": NOON,
            "received_at": NOON,
        }
        complete = [
            {**defaults, "message_id": f"{version}-{number}", **row} for number, row in enumerate(rows)
        ]
        with shop.lock():
            return shop.log.append(pa.Table.from_pylist(complete, SCHEMA), app="test", version=version)

    return append
