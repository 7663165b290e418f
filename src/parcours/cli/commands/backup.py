"""``parcours backup``."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from parcours.cli.options import json_option, shop_folder
from parcours.cli.output import emit_json, say


@click.command("backup", epilog="Example: parcours backup shop -o shop.parcours")
@click.argument("folder", type=click.Path(path_type=Path), required=False)
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, help="The file to write.")
@json_option
def command(*, folder: Path | None, output: Path, as_json: bool) -> None:
    """Write a backup of a shop, while it runs or not."""
    from parcours.web.settings import start

    shop = start(shop_folder(folder))
    from parcours.cli.asking import ask_worker
    from parcours.cli.database import bring_up_to_date
    from parcours.errors import BusyError
    from parcours.stream.backup import back_up

    try:
        bring_up_to_date(shop)
        back_up(shop, output, now=datetime.now(UTC))
    except BusyError as error:
        ask_worker(shop, "backup", {"path": str(output.resolve())}, error)
    if as_json:
        emit_json({"file": str(output), "bytes": output.stat().st_size})
        return
    say(f"Backed up to {output}: {output.stat().st_size / 1e6:.1f} MB.")
    if shop.settings.database:
        say("The state is in PostgreSQL and not in this file: back it up with pg_dump.")
