"""A new shop, served by a process of its own at an address with a name."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from parcours.shop import Settings, Shop


@dataclass(frozen=True)
class Fresh:
    """Where the application is, and links that make owners: the first, and invitations."""

    address: str
    first: str
    invited: list[str]


@contextmanager
def fresh_shop(folder: Path) -> Iterator[Fresh]:
    """Make a shop and serve it until the end of the block."""
    Shop.create(folder, Settings(name="Olive & Thyme"))
    command = [sys.executable, "-m", "tests.web.accounts.fresh", str(folder)]
    with folder.with_suffix(".log").open("wb") as errors:
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=errors)
    try:
        told = process.stdout.readline() if process.stdout else b""
        if not told:
            raise AssertionError(folder.with_suffix(".log").read_text("utf-8"))
        yield Fresh(**json.loads(told))
    finally:
        process.terminate()
        process.wait(10)
        if process.stdout:
            process.stdout.close()


def main(folder: str) -> None:
    """Serve until terminated; say the address and the links in one line."""
    from django.core.handlers.wsgi import WSGIHandler
    from django.core.management import call_command
    from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler

    from parcours.web.settings import start

    start(folder)
    call_command("migrate", verbosity=0)
    from parcours.state.actor import TERMINAL
    from parcours.web.accounts.services.invitations import first_run_link, invite, welcome_path

    server = ThreadedWSGIServer(("127.0.0.1", 0), WSGIRequestHandler)
    server.set_app(WSGIHandler())
    address = f"http://localhost:{server.server_address[1]}"
    now = datetime.now(UTC)
    codes = (invite(TERMINAL, f"eva{number}@example.org", "owner", now=now) for number in range(8))
    links = {
        "first": first_run_link(address, now),
        "invited": [address + welcome_path(code) for code in codes],
    }
    print(json.dumps({"address": address, **links}), flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main(sys.argv[1])
