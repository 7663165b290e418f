"""``parcours run``."""

from __future__ import annotations

import signal
import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from parcours.cli.options import shop_folder
from parcours.cli.output import say
from parcours.cli.serving import COLLECT_PORT, WEB_PORT, host_option


@click.command("run", epilog="Example: parcours run shop")
@click.argument("folder", type=click.Path(path_type=Path), required=False)
@host_option
@click.option("--port", default=WEB_PORT, show_default=True, help="Port of the pages.")
@click.option("--collect-port", default=COLLECT_PORT, show_default=True, help="Port of the intake.")
def command(*, folder: Path | None, host: str, port: int, collect_port: int) -> None:
    """Run a shop: its pages, its intake and its worker, until Ctrl-C."""
    from parcours.web.settings import start

    shop = start(shop_folder(folder))
    from parcours.cli.database import bring_up_to_date
    from parcours.cli.supervisor import Supervisor
    from parcours.stream.logs import configure
    from parcours.web.accounts.services.invitations import first_run_link

    configure("run")
    bring_up_to_date(shop)
    base = [sys.executable, "-m", "parcours.cli"]
    rest = ["--shop", str(shop.folder), "--supervised"]
    supervisor = Supervisor(
        {
            "collect": [*base, "collect", *rest, "--host", host, "--port", str(collect_port)],
            "worker": [*base, "worker", *rest],
            "web": [*base, "web", *rest, "--host", host, "--port", str(port)],
        }
    )
    for told in (signal.SIGTERM, signal.SIGINT):
        signal.signal(told, lambda *_: supervisor.stop())
    address = shop.settings.address or f"http://{host}:{port}"
    say(f"The shop '{shop.settings.name}' is at {address}/")
    if link := first_run_link(address, datetime.now(UTC)):
        say(f"Nobody can sign in yet. Open this, once, to become its owner: {link}")
    say(f"It takes in touchpoints at http://{host}:{collect_port}/v1/batch (a key: parcours key new NAME)")
    say("Ctrl-C stops it.")
    supervisor.run()
    say("Stopped.")
