"""Runs a shop's worker until it is killed, or has nothing left to send: ``victim.py FOLDER PORT HOURS``."""

from __future__ import annotations

import sys
import threading
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path


def main(folder: Path, port: int, hours: int) -> None:
    from django.core.management import call_command
    from django.db import connection

    from parcours.web.settings import start

    shop = start(folder)
    from parcours.messaging.models import MailServer, Message
    from parcours.stream.registry import rooms
    from parcours.stream.worker import Worker

    def clock() -> datetime:
        return datetime.now(UTC) + timedelta(hours=hours)

    if not connection.introspection.table_names():
        call_command("migrate", verbosity=0)
        _prepare(port, clock())
    MailServer.objects.update(port=port)
    worker = Worker(shop, rooms(), (), clock)

    def watch() -> None:
        while Message.objects.filter(state__in=("waiting", "sending")).exists():
            time.sleep(0.05)
        worker.stop()

    threading.Thread(target=watch, daemon=True).start()
    worker.run()


def _prepare(port: int, now: datetime) -> None:
    from tests.messaging.conftest import set_up, write

    set_up(port)
    write("parcel@example.org", now=now)
    write("letter@example.org", kind="marketing", topic="weekly", now=now)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
