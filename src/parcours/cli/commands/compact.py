"""``parcours compact``."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from parcours.cli.options import find_shop, json_option, shop_option
from parcours.cli.output import emit_json, say
from parcours.cli.state import while_running
from parcours.errors import BusyError


@click.command("compact", epilog="Example: parcours compact --shop shop")
@shop_option
@json_option
def command(*, folder: Path | None, as_json: bool) -> None:
    """Merge small files of the log; whoever reads goes on reading."""
    shop = find_shop(folder)
    try:
        done = shop.compact()
    except BusyError as error:
        raise while_running(shop, error) from error
    if as_json:
        emit_json(asdict(done))
    else:
        say(f"Merged {done.merged} files into {done.written}.")
