"""``parcours key``."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from parcours.cli.options import find_shop, json_option, shop_option
from parcours.cli.output import emit_json, say


@click.group("key", epilog="Example: parcours key new web")
def command() -> None:
    """Write keys: who may send touchpoints."""


@command.command("new")
@click.argument("name")
@click.option(
    "--server", is_flag=True, help="For the shop's own server, which is believed more than a browser."
)
@shop_option
@json_option
def new(*, name: str, server: bool, folder: Path | None, as_json: bool) -> None:
    """Make a key called NAME and show it, once."""
    from parcours.collect.http.keys import new_key

    shop = find_shop(folder)
    secret = new_key(shop.folder, name, "server" if server else "browser", datetime.now(UTC))
    if as_json:
        emit_json({"name": name, "key": secret})
        return
    click.echo(secret)
    say("Keep it: it is not shown again.")


@command.command("list")
@shop_option
@json_option
def listed(*, folder: Path | None, as_json: bool) -> None:
    """List the keys by name."""
    from parcours.collect.http.keys import read_keys

    keys = read_keys(find_shop(folder).folder)
    if as_json:
        emit_json([{"name": each.name, "kind": each.kind, "created_at": each.created_at} for each in keys])
        return
    for each in keys:
        click.echo(f"{each.name}  {each.kind}  {each.created_at:%Y-%m-%d}")


@command.command("drop")
@click.argument("name")
@shop_option
def drop(*, name: str, folder: Path | None) -> None:
    """Take the key called NAME back: it is refused from now on."""
    from parcours.collect.http.keys import drop_key

    drop_key(find_shop(folder).folder, name)
    say(f"The key '{name}' is refused from now on.")
