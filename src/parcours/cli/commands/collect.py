"""``parcours collect``."""

from __future__ import annotations

from pathlib import Path

import click

from parcours.cli.options import find_shop, shop_option
from parcours.cli.serving import COLLECT_PORT, end_with_parent, host_option, serve, supervised_option


@click.command("collect", epilog="Example: parcours collect --port 8001")
@shop_option
@host_option
@click.option("--port", default=COLLECT_PORT, show_default=True, help="Port to listen at.")
@supervised_option
def command(*, folder: Path | None, host: str, port: int, supervised: bool) -> None:
    """Take in touchpoints over HTTP (`parcours run` starts this, the worker and the pages together)."""
    shop = find_shop(folder)
    if supervised:
        end_with_parent()
    serve("parcours.collect.http.app:create", "asgi", shop.folder, host=host, port=port, threads=None)
