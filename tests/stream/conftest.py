"""A shop with a stream, and senders who put into its inbox."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from parcours.eventlog.inbox import Inbox, Payload
from parcours.shop import Settings, Shop
from parcours.shop.arrived import Arrived
from parcours.stream.registry import Reaction, Rooms
from parcours.stream.stream import Stream

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


@dataclass
class Clock:
    """A clock that stands still until it is moved."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now

    def move(self, **by: float) -> None:
        self.now += timedelta(**by)


@dataclass
class Listener:
    """A room that remembers what it was told."""

    told: list[tuple[str, bool]] = field(default_factory=list)

    def follow(self, arrived: Arrived) -> None:
        self.told += [(name, arrived.live) for name in arrived.rows["message_id"].to_pylist()]

    def forget_derived(self) -> None:
        self.told.clear()

    @property
    def names(self) -> list[str]:
        return [name for name, _ in self.told]


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    return Shop.create(tmp_path / "shop", Settings(zone="Europe/Paris"))


@pytest.fixture
def inbox(shop: Shop) -> Iterator[Inbox]:
    found = Inbox(shop.folder)
    yield found
    found.close()


@pytest.fixture
def listener() -> Listener:
    return Listener()


@pytest.fixture
def rooms(listener: Listener) -> Rooms:
    return Rooms(reactions=(Reaction("listener", listener.follow, listener.forget_derived),))


@pytest.fixture
def stream(shop: Shop, rooms: Rooms, clock: Clock) -> Iterator[Stream]:
    with shop.lock():
        found = Stream(shop, rooms, clock)
        found.recover()
        yield found
        found.inbox.close()


Send = Callable[..., None]


def call(name: str, **more: Any) -> dict[str, Any]:
    """One call of the Segment protocol."""
    return {
        "type": "track",
        "event": "Product Viewed",
        "messageId": name,
        "anonymousId": "a1",
        "properties": {"product_id": "p1"},
        **more,
    }


@pytest.fixture
def send(shop: Shop, clock: Clock) -> Send:
    """Send calls by their names, or whole, as one payload; from any thread."""

    def send(*calls: str | dict[str, Any], source: str = "http:web", trust: str = "browser") -> None:
        batch = [call(each) if isinstance(each, str) else each for each in calls]
        at = round(clock().timestamp() * 1_000_000)
        payload = Payload(source, trust, at, len(batch), json.dumps({"batch": batch}).encode())
        with closing(Inbox(shop.folder)) as inbox:
            inbox.put([payload])

    return send
