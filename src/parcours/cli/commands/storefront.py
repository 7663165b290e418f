"""``parcours storefront``."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import click

from parcours.cli.options import json_option
from parcours.cli.output import emit_json, say
from parcours.demo.storefront.faults import parse_faults
from parcours.demo.storefront.house import Options


@click.command("storefront", epilog="Example: parcours storefront --fault broken_mobile_step=on")
@click.option("--port", default=8010, show_default=True, help="Where to listen, on this machine only.")
@click.option("--fault", "switches", multiple=True, metavar="NAME=on", help="Break something; may repeat.")
@click.option("--allow-faults", is_flag=True, help="Let a visit switch faults at /faults?NAME=on.")
@click.option("--script", default="", metavar="URL", help="Put the shop's tracking script into every page.")
@click.option(
    "--folder",
    type=click.Path(path_type=Path),
    default=Path("demo-shop/storefront"),
    show_default=True,
    help="Where accounts and orders are kept.",
)
@json_option
def command(
    *, port: int, switches: tuple[str, ...], allow_faults: bool, script: str, folder: Path, as_json: bool
) -> None:
    """Serve the pages of the artificial shop, to walk through."""
    switched = parse_faults(switches)
    options = Options(
        folder=folder,
        clock=partial(datetime.now, UTC),
        faults=frozenset(name for name, on in switched.items() if on),
        allow_faults=allow_faults,
        script=script,
    )
    from parcours.demo.storefront.site import serve

    serve(options, port=port, ready=partial(_tell, f"http://127.0.0.1:{port}/", options, as_json=as_json))


def _tell(address: str, options: Options, *, as_json: bool) -> None:
    if as_json:
        emit_json({"address": address, "folder": str(options.folder), "faults": sorted(options.faults)})
    else:
        click.echo(address)
    say("Artificial: nothing is sold, nothing is sent. Ctrl-C stops it.")
