"""``parcours run``."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from parcours.cli.options import shop_folder
from parcours.cli.output import open_in_browser, say
from parcours.cli.serving import COLLECT_PORT, HOST, WEB_PORT, answers, check_port, host_option
from parcours.cli.state import check_not_running
from parcours.shop import Shop
from parcours.shop.artificial import is_artificial

if TYPE_CHECKING:
    from parcours.cli.supervisor import Supervisor

_LOOK_EVERY = 0.2


@click.command("run", epilog="Example: parcours run shop")
@click.argument("folder", type=click.Path(path_type=Path), required=False)
@host_option
@click.option("--port", default=WEB_PORT, show_default=True, help="Port of the pages.")
@click.option("--collect-port", default=COLLECT_PORT, show_default=True, help="Port of the intake.")
@click.option("--open", "opening", is_flag=True, help="Open the pages in the browser.")
@click.option("--handed-over", is_flag=True, hidden=True)
def command(
    *, folder: Path | None, host: str, port: int, collect_port: int, opening: bool, handed_over: bool
) -> None:
    """Run a shop: its pages, its intake and its worker, until Ctrl-C."""
    from parcours.web.settings import start

    shop = start(shop_folder(folder))
    from parcours.cli.database import bring_up_to_date
    from parcours.cli.supervisor import Supervisor
    from parcours.stream.logs import configure
    from parcours.web.setup import handover

    configure("run")
    check_not_running(shop)
    for each in (port, collect_port):
        check_port(host, each)
    bring_up_to_date(shop)
    os.environ[handover.SUPERVISED] = f"http://{host}:{collect_port}"
    handover.take(shop.folder)  # what a killed run left
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
    address = shop.settings.address or f"http://{'localhost' if host == HOST else host}:{port}"
    # A browser that waits has its link: another one would make it worthless.
    link = f"{address}/" if handed_over else _way_in(shop, address)
    _beside(lambda: _tell(shop, link, f"http://{host}:{port}/healthz", opening=opening))
    _beside(lambda: _await_handover(shop, supervisor))
    supervisor.run()
    if following := handover.take(shop.folder):
        # This process, too, is configured for one shop: a fresh one takes its place.
        same = ["--host", host, "--port", str(port), "--collect-port", str(collect_port), "--handed-over"]
        os.execv(sys.executable, [*base, "run", str(following), *same])  # noqa: S606 - our own
    say("Stopped.")


def _way_in(shop: Shop, address: str) -> str:
    from parcours.web.accounts.services.invitations import first_run_link
    from parcours.web.setup.artificial import visitors_path

    if is_artificial(shop.folder):
        return f"{address}{visitors_path(shop.folder)}"
    return first_run_link(address, datetime.now(UTC)) or f"{address}/"


def _tell(shop: Shop, link: str, page: str, *, opening: bool) -> None:
    """Say where the pages are, once they are there."""
    while not answers(page):
        time.sleep(_LOOK_EVERY)
    say(f"'{shop.settings.name}' is open: {link}  (Ctrl-C stops it)")
    if opening:
        open_in_browser(link)


def _await_handover(shop: Shop, supervisor: Supervisor) -> None:
    from parcours.web.setup import handover

    while not handover.is_asked(shop.folder):
        time.sleep(_LOOK_EVERY)
    supervisor.stop()


def _beside(task: Callable[[], None]) -> None:
    threading.Thread(target=task, daemon=True).start()
