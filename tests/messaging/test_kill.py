"""kill -9 while the mail server holds its answer: what was promised of each kind of message is kept."""

from __future__ import annotations

import asyncio
import contextlib
import os
import sqlite3
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

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


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Shop.create(tmp_path / "shop", Settings(address="https://parcours.example.org")).folder


def start(folder: Path, served: Served, *, hours: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "tests.messaging.victim", str(folder), str(served.port), str(hours)]
    here = {name: value for name, value in os.environ.items() if name != "PARCOURS_DATABASE"}
    return subprocess.Popen(command, cwd=ROOT, env=here, stderr=subprocess.DEVNULL)


def kill_when_taken(folder: Path, served: Served) -> None:
    """Kill the worker when the server has the message and has not answered."""
    process = start(folder, served, hours=0)
    while served.house.holds not in served.house.recipients:
        assert process.poll() is None, "the worker ended by itself"
        time.sleep(0.01)
    process.kill()
    process.wait()


def states(folder: Path) -> dict[str, tuple[str, str]]:
    """Read what is kept with nothing of our own."""
    with contextlib.closing(sqlite3.connect(folder / "parcours.db")) as state:
        rows = state.execute("SELECT address, state, reason FROM messaging_message").fetchall()
    return {address: (found, reason) for address, found, reason in rows}


def test_a_parcel_is_told_again_as_the_same_message_and_a_letter_never(folder: Path) -> None:
    house = Slow(holds="parcel@example.org")
    with serving(house) as served:
        kill_when_taken(folder, served)
        assert states(folder)["parcel@example.org"][0] == "sending"
        house.holds = ""
        assert start(folder, served, hours=0).wait(60) == 0
    assert states(folder) == {"parcel@example.org": ("sent", ""), "letter@example.org": ("sent", "")}
    assert house.recipients == ["parcel@example.org", "parcel@example.org", "letter@example.org"]
    first, again, _ = house.kept
    assert first["Message-ID"] == again["Message-ID"]


@pytest.mark.slow
def test_a_letter_whose_sender_was_killed_ends_unknown_and_is_not_sent_again(folder: Path) -> None:
    house = Slow(holds="letter@example.org")
    with serving(house) as served:
        kill_when_taken(folder, served)
        assert states(folder)["letter@example.org"][0] == "sending"
        house.holds = ""
        assert start(folder, served, hours=1).wait(60) == 0
    assert states(folder) == {
        "parcel@example.org": ("sent", ""),
        "letter@example.org": ("unknown", "crashed"),
    }
    assert house.recipients == ["parcel@example.org", "letter@example.org"]


@pytest.mark.slow
def test_two_workers_of_one_shop_send_each_letter_once(folder: Path) -> None:
    house = Slow()
    with serving(house) as served:
        first = start(folder, served, hours=0)
        while not (folder / "parcours.db").exists():
            time.sleep(0.01)
        first.wait(60)
        others = [start(folder, served, hours=0) for _ in range(2)]
        assert [other.wait(60) for other in others] == [0, 0]
    assert sorted(house.recipients) == ["letter@example.org", "parcel@example.org"]
