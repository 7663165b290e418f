"""The application as a browser meets it: one small shop served by a process of its own."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from parcours.state.access import ROLES, Role


@dataclass(frozen=True)
class App:
    """Where the application is, and the cookie of a session of each role."""

    address: str
    sessions: dict[Role, str]
    log: Path

    @property
    def refusals(self) -> list[str]:
        """What browsers reported against the content policy."""
        return [line for line in self.log.read_text("utf-8").splitlines() if "content policy" in line]


@contextmanager
def serving(folder: Path) -> Iterator[App]:
    """Serve the shop of a folder until the end of the block; users of every role are made in it."""
    log = folder.with_name(f"{folder.name}.log")
    with log.open("wb") as errors:
        command = [sys.executable, "-m", "tests.web.serving", str(folder)]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=errors)
        try:
            told = process.stdout.readline() if process.stdout else b""
            if not told:
                raise AssertionError(log.read_text("utf-8"))
            yield App(**json.loads(told), log=log)
        finally:
            process.terminate()
            process.wait(10)
            if process.stdout:
                process.stdout.close()


def main(folder: str) -> None:
    """Serve until terminated; say the address and the sessions in one line."""
    from django.core.handlers.wsgi import WSGIHandler
    from django.core.management import call_command
    from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler

    from parcours.web.settings import start

    logging.basicConfig(level=logging.WARNING)
    start(folder)
    call_command("migrate", verbosity=0)
    server = ThreadedWSGIServer(("127.0.0.1", 0), WSGIRequestHandler)
    server.set_app(WSGIHandler())
    address = f"http://127.0.0.1:{server.server_address[1]}"
    print(json.dumps({"address": address, "sessions": {role: _session(role) for role in ROLES}}), flush=True)
    server.serve_forever()


def _session(role: Role) -> str:
    from django.conf import settings
    from django.test import Client

    from parcours.web.accounts.models import User

    email = f"{role}@shop.example"
    user = User.objects.filter(email=email).first()  # a folder may be served again
    if user is None:
        made_at = datetime(2026, 1, 1, tzinfo=UTC)
        user = User(email=email, name=role.title(), role=role, language="en", made_at=made_at)
        user.set_password("ten letters at least")
        user.save()
    client = Client(HTTP_HOST="127.0.0.1")
    client.force_login(user)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


if __name__ == "__main__":
    main(sys.argv[1])
