"""``parcours rebuild``."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from parcours.cli.options import json_option, shop_folder, shop_option
from parcours.cli.output import emit_json, say


@click.command("rebuild", epilog="Example: parcours rebuild --shop shop")
@shop_option
@json_option
def command(*, folder: Path | None, as_json: bool) -> None:
    """Make what is derived from the log again: profiles, orders, stages. What people entered stays."""
    from parcours.web.settings import start

    shop = start(shop_folder(folder))
    from parcours.cli.asking import ask_worker
    from parcours.cli.database import bring_up_to_date
    from parcours.errors import BusyError
    from parcours.stream.registry import rooms
    from parcours.stream.stream import Stream

    try:
        bring_up_to_date(shop)
        with shop.lock():
            stream = Stream(shop, rooms(), lambda: datetime.now(UTC))
            stream.recover()
            stream.restart()
            stream.drain()
    except BusyError as error:
        ask_worker(shop, "rebuild", {}, error)
    rows = shop.log.snapshot().rows
    if as_json:
        emit_json({"touchpoints": rows})
    else:
        say(f"Made again from {rows} touchpoints.")
