"""``parcours owner``."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from parcours.cli.options import json_option, shop_folder, shop_option
from parcours.cli.output import emit_json, say


@click.command("owner", epilog="Example: parcours owner")
@shop_option
@click.option(
    "--address",
    metavar="URL",
    default="",
    help="Where the app is served [default: the setting `address`, else http://localhost:8000].",
)
@click.option("--carried", is_flag=True, hidden=True)
@json_option
def command(*, folder: Path | None, address: str, carried: bool, as_json: bool) -> None:
    """Make a one-time link for an owner: the first, or one who cannot sign in any more."""
    from parcours.web.settings import start

    shop = start(shop_folder(folder))
    from parcours.cli.database import bring_up_to_date
    from parcours.web.accounts.services.invitations import owner_link

    bring_up_to_date(shop)
    if carried:
        _settle()
        return
    link = owner_link(address or shop.settings.address or "http://localhost:8000", datetime.now(UTC))
    if as_json:
        emit_json({"link": link})
    else:
        click.echo(link)
    say("It works once, for 24 hours. Whoever opens it may do everything.")


def _settle() -> None:
    """Make the account that standard input tells of: an owner comes from another shop of theirs."""
    from parcours.web.accounts.services.carrying import Carried, settle

    settle(Carried(**json.load(sys.stdin)), now=datetime.now(UTC))
