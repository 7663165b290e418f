"""kill -9 while the mail server holds its answer: what was promised of each kind of message is kept."""

from __future__ import annotations

import asyncio
import contextlib
import os
import sqlite3
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import pytest
from tests.messaging.conftest import House, Served, serving

from parcours.shop import Settings, Shop

ROOT = Path(__file__).parents[2]


@dataclass
class Slow(House):
    """Takes a message to one address and keeps its sender waiting for the answer."""

    holds: str = ""

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 - the library's
        answer = await super().handle_DATA(server, session, envelope)
        while self.holds in envelope.rcpt_tos:
            await asyncio.sleep(0.01)
        return answer


@dataclass(frozen=True)
class Kept:
    """A shop whose state lies in its folder, or in a PostgreSQL database of its own."""

    folder: Path
    database: str = ""

    def start(self, served: Served, *, hours: int = 0) -> subprocess.Popen[bytes]:
        """Run its worker."""
        command = [sys.executable, "-m", "tests.messaging.victim", str(self.folder)]
        here = {**os.environ, "PARCOURS_DATABASE": self.database}
        return subprocess.Popen(
            [*command, str(served.port), str(hours)], cwd=ROOT, env=here, stderr=subprocess.DEVNULL
        )

    def states(self) -> dict[str, tuple[str, str]]:
        """Read what is kept with nothing of our own."""
        with contextlib.closing(self._connected()) as state:
            rows = state.execute("SELECT address, state, reason FROM messaging_message").fetchall()
        return {address: (found, reason) for address, found, reason in rows}

    def _connected(self) -> Any:
        return (
            psycopg.connect(self.database) if self.database else sqlite3.connect(self.folder / "parcours.db")
        )


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Kept]:
    """A shop of its own, on the server of the environment if there is one."""
    folder = Shop.create(tmp_path / "shop", Settings(address="https://parcours.example.org")).folder
    server = os.environ.get("PARCOURS_DATABASE", "")
    if not server:
        yield Kept(folder)
        return
    name = f"kill_{uuid.uuid4().hex}"
    with psycopg.connect(server, autocommit=True) as state:
        state.execute(f"CREATE DATABASE {name}")
        yield Kept(folder, f"{server.rpartition('/')[0]}/{name}")
        state.execute(f"DROP DATABASE {name} WITH (FORCE)")


def kill_when_taken(shop: Kept, served: Served) -> None:
    """Kill the worker when the server has the message and has not answered."""
    process = shop.start(served)
    while served.house.holds not in served.house.recipients:
        assert process.poll() is None, "the worker ended by itself"
        time.sleep(0.01)
    process.kill()
    process.wait()


def test_a_parcel_is_told_again_as_the_same_message_and_a_letter_never(shop: Kept) -> None:
    house = Slow(holds="parcel@example.org")
    with serving(house) as served:
        kill_when_taken(shop, served)
        assert shop.states()["parcel@example.org"][0] == "sending"
        house.holds = ""
        assert shop.start(served).wait(60) == 0
    assert shop.states() == {"parcel@example.org": ("sent", ""), "letter@example.org": ("sent", "")}
    assert house.recipients == ["parcel@example.org", "parcel@example.org", "letter@example.org"]
    first, again, _ = house.kept
    assert first["Message-ID"] == again["Message-ID"]


@pytest.mark.slow
def test_a_letter_whose_sender_was_killed_ends_unknown_and_is_not_sent_again(shop: Kept) -> None:
    house = Slow(holds="letter@example.org")
    with serving(house) as served:
        kill_when_taken(shop, served)
        assert shop.states()["letter@example.org"][0] == "sending"
        house.holds = ""
        assert shop.start(served, hours=1).wait(60) == 0
    assert shop.states() == {
        "parcel@example.org": ("sent", ""),
        "letter@example.org": ("unknown", "crashed"),
    }
    assert house.recipients == ["parcel@example.org", "letter@example.org"]


@pytest.mark.slow
def test_two_workers_of_one_shop_send_each_letter_once(shop: Kept) -> None:
    house = Slow()
    with serving(house) as served:
        first = shop.start(served)
        assert first.wait(60) == 0
        others = [shop.start(served) for _ in range(2)]
        assert [other.wait(60) for other in others] == [0, 0]
    assert sorted(house.recipients) == ["letter@example.org", "parcel@example.org"]
