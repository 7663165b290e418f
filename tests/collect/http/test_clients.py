"""Official clients as they are: what they send stands in the log, once, though the door is killed."""

from __future__ import annotations

import contextlib
import json
import shutil
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest
from deltalake import DeltaTable
from tests.collect.http.asking import NOW
from tests.collect.http.serving import PATIENCE, drain, served, wait_until
from tests.conftest import ROOT

from parcours.collect.http.keys import new_key
from parcours.eventlog.inbox import Inbox

CLIENTS = Path(__file__).parent / "clients"
PYTHON = ("segment_python.py", "rudder_python.py")
BROWSERS = ("segment_browser.mjs", "rudder_browser.mjs")
STUBBORN = ("segment_node.mjs", *BROWSERS)
GIVES_UP = "rudder_node.cjs"
"""It tries three times within two seconds, and keeps nothing: no server can help what it drops."""
PACKAGES = (
    "@segment/analytics-node@3.1.0",
    "@segment/analytics-next@1.84.3",
    "@rudderstack/rudder-sdk-node@3.0.13",
    "@rudderstack/analytics-js@3.34.1",
    "jsdom@29.1.1",
)
PAUSE = 0.02


@pytest.fixture(scope="session")
def packages() -> Path:
    """A folder with the clients from npm, kept between runs."""
    if not shutil.which("npm"):
        pytest.skip("no Node on this machine: the clients from npm are not tried")
    folder = ROOT / ".cache" / "npm"
    folder.mkdir(parents=True, exist_ok=True)
    command = ["npm", "install", "--prefix", folder, "--no-audit", "--no-fund", "--prefer-offline", *PACKAGES]
    with contextlib.suppress(subprocess.TimeoutExpired):
        done = subprocess.run(command, capture_output=True, text=True, timeout=300)
        if done.returncode == 0:
            return folder
    pytest.skip("npm cannot install the clients here: they are not tried")


@contextlib.contextmanager
def sending(door, folder, programs, count):
    """Run clients, each under a key of its own, until the end of the block."""
    clients = [_send(door, folder, program, count) for program in programs]
    try:
        yield clients
    finally:
        for client in clients:
            client.kill()
            client.wait()


def _send(door, folder, program, count):
    kind = "browser" if program in BROWSERS else "server"
    key = new_key(door.folder, program, kind, NOW)
    runs = sys.executable if program in PYTHON else "node"
    return subprocess.Popen([runs, folder / program, door.address, key, str(count), str(PAUSE)])


def kill_under(door, programs):
    """Kill the door once each client has begun."""
    wait_until(lambda: all(arrived(door, program) for program in programs), "a client sends nothing")
    time.sleep(0.5)
    door.kill()
    door.start()


def wait_for_all(door, programs, count):
    for program in programs:
        wait_until(lambda program=program: arrived(door, program) == count + 1, f"{program} did not send all")


def arrived(door, program):
    """How many different calls of a client the inbox holds."""
    with contextlib.closing(Inbox(door.folder)) as inbox:
        payloads = [each.payload for each in inbox.take(10**6)]
    bodies = [json.loads(each.body) for each in payloads if each.source == f"http:{program}"]
    return len({call["messageId"] for body in bodies for call in body["batch"]})


def logged(folder, program):
    """Read with nothing of our own which products a client saw, and what else it told."""
    rows = DeltaTable(str(folder / "log")).to_pyarrow_table(columns=["source", "event", "items"])
    found = [row for row in rows.to_pylist() if row["source"] == f"http:{program}"]
    told = [(row["event"], row["items"][0]["product_id"] if row["items"] else None) for row in found]
    return Counter(told)


def expected(count):
    return Counter([("Product Viewed", f"p{n}") for n in range(count)] + [("Profile Updated", None)])


def test_clients_for_python(shop):
    with served(shop.folder) as door, sending(door, CLIENTS, PYTHON, 20) as clients:
        assert [client.wait(PATIENCE) for client in clients] == [0, 0]
    drain(shop.folder)
    assert [logged(shop.folder, program) for program in PYTHON] == [expected(20)] * 2


@pytest.mark.slow
def test_clients_for_python_while_the_door_is_killed(shop):
    with served(shop.folder) as door, sending(door, CLIENTS, PYTHON, 100) as clients:
        kill_under(door, PYTHON)
        kill_under(door, PYTHON)
        assert [client.wait(PATIENCE) for client in clients] == [0, 0]
    drain(shop.folder)
    assert [logged(shop.folder, program) for program in PYTHON] == [expected(100)] * 2


@pytest.mark.slow
def test_clients_for_node_and_browsers_while_the_door_is_killed(shop, packages, tmp_path):
    folder = shutil.copytree(CLIENTS, tmp_path / "clients")
    (folder / "node_modules").symlink_to(packages / "node_modules")
    with served(shop.folder) as door:
        with sending(door, folder, STUBBORN, 100):
            kill_under(door, STUBBORN)
            wait_for_all(door, STUBBORN, 100)
        with sending(door, folder, [GIVES_UP], 100):
            wait_for_all(door, [GIVES_UP], 100)
    drain(shop.folder)
    assert [logged(shop.folder, program) for program in (*STUBBORN, GIVES_UP)] == [expected(100)] * 4
