"""Runs a worker until it is killed: at a moment that others choose, or before or after its n-th deed.

Run by `runpy` with the globals ``folder``, ``die_at`` (0: never) and ``until_idle``.
"""

from __future__ import annotations

import functools
import os
import signal
import threading
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.conf import settings

from parcours.eventlog import EventLog
from parcours.eventlog.inbox import Inbox
from parcours.shop import open_shop
from parcours.shop.identities import Identities
from parcours.state.database import database


def _instrument(die_at: int) -> None:
    """Die at the n-th moment right before or right after something is made durable."""
    moments = 0

    def pass_by() -> None:
        nonlocal moments
        moments += 1
        if moments == die_at:
            os.kill(os.getpid(), signal.SIGKILL)

    def around(of: type, name: str) -> None:
        whole = getattr(of, name)

        @functools.wraps(whole)
        def deed(*args: Any, **kwargs: Any) -> Any:
            pass_by()
            result = whole(*args, **kwargs)
            pass_by()
            return result

        setattr(of, name, deed)

    from parcours.stream.following import Follower

    for of, name in (
        (Inbox, "drop"),
        (Identities, "link"),
        (EventLog, "append"),
        (Follower, "_tell"),
        (Follower, "_end"),
    ):
        around(of, name)


def _rooms() -> Any:
    import pyarrow as pa
    import pyarrow.compute as pc

    from parcours.stream.emitting import Emission
    from parcours.stream.models import Timer
    from parcours.stream.registry import Reaction, Rooms

    def follow(arrived: Any) -> list[Emission]:
        names = arrived.rows["message_id"].to_pylist()
        # Unique by its name: whatever is told twice fails.
        Timer.objects.bulk_create(Timer(kind="told", ref=name, due_at=arrived.now) for name in names)
        seen = arrived.rows.filter(pc.equal(arrived.rows["event"], "Product Viewed"))
        notices = seen.select(["profile_id", "timestamp"]).append_column(
            "event", pa.array(["Noticed"] * len(seen), pa.string())
        )
        return [Emission(notices, seen["message_id"].to_pylist())]

    def forget_derived() -> None:
        Timer.objects.all().delete()

    return Rooms(reactions=(Reaction("told", follow, forget_derived),))


def run(folder: Path, die_at: int, *, until_idle: bool) -> None:
    import django
    from django.core.management import call_command

    shop = open_shop(folder)
    rooms = ("state", "stream")
    settings.configure(
        SHOP=shop,
        INSTALLED_APPS=[f"parcours.{room}.apps.{room.title()}Config" for room in rooms],
        DATABASES={"default": database(folder, "")},
        USE_TZ=True,
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    )
    django.setup()
    from parcours.stream import worker as module
    from parcours.stream.models import Emitted, Position

    call_command("migrate", verbosity=0)
    module.COMMIT_EVERY = 0.0
    _instrument(die_at)
    worker = module.Worker(shop, _rooms(), (), lambda: datetime.now(UTC))
    if until_idle:

        def watch() -> None:
            inbox = Inbox(shop.folder)
            while inbox.waiting or Emitted.objects.exists() or not _covered(folder, Position):
                time.sleep(0.05)
            worker.stop()

        threading.Thread(target=watch, daemon=True).start()
    worker.run()


def _covered(folder: Path, position: Any) -> bool:
    here = position.objects.filter(pk=1, target=None).first()
    newest = len(list((folder / "log" / "_delta_log").glob("*.json"))) - 1
    return here is not None and here.version >= newest


if "die_at" in globals():
    run(globals()["folder"], globals()["die_at"], until_idle=globals()["until_idle"])
