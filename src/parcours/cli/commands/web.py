"""``parcours web``."""

from __future__ import annotations

from pathlib import Path

import click

from parcours.cli.options import find_shop, shop_option
from parcours.cli.serving import WEB_PORT, end_with_parent, give_way, host_option, serve, supervised_option

_THREADS = 4


@click.command("web", epilog="Example: parcours web --port 8000")
@shop_option
@host_option
@click.option("--port", default=WEB_PORT, show_default=True, help="Port to listen at.")
@supervised_option
def command(*, folder: Path | None, host: str, port: int, supervised: bool) -> None:
    """Serve the pages (`parcours run` starts this, the intake and the worker together)."""
    shop = find_shop(folder)
    if supervised:
        end_with_parent()
        give_way()
    serve("parcours.web.wsgi:create", "wsgi", shop.folder, host=host, port=port, threads=_THREADS)
