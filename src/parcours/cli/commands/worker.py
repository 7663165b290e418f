"""``parcours worker``."""

from __future__ import annotations

import signal
from datetime import UTC, datetime
from pathlib import Path

import click

from parcours.cli.options import shop_folder, shop_option
from parcours.cli.serving import end_with_parent, give_way, supervised_option


@click.command("worker", epilog="Example: parcours worker --shop shop")
@shop_option
@supervised_option
def command(*, folder: Path | None, supervised: bool) -> None:
    """Move what came in to the log and the state (`parcours run` starts this with all else)."""
    from parcours.web.settings import start

    shop = start(shop_folder(folder))
    from parcours.cli.database import bring_up_to_date
    from parcours.stream.logs import configure
    from parcours.stream.registry import rooms
    from parcours.stream.services import job_kinds
    from parcours.stream.worker import Worker

    configure("worker")
    bring_up_to_date(shop)
    worker = Worker(shop, rooms(), job_kinds(), lambda: datetime.now(UTC))
    for told in (signal.SIGTERM, signal.SIGINT):
        signal.signal(told, lambda *_: worker.stop())
    if supervised:
        end_with_parent()
        give_way()
    worker.run()
