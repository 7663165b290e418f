"""``parcours key``."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from parcours.cli.options import find_shop, json_option, shop_option
from parcours.cli.output import emit_json, say

_TOLD = ("name", "kind", "created_at", "public", "origins")


@click.group("key", epilog="Example: parcours key new web")
def command() -> None:
    """Write keys: who may send touchpoints."""


@command.command("new")
@click.argument("name")
@click.option(
    "--server", is_flag=True, help="For the shop's own server, which is believed more than a browser."
)
@click.option(
    "--origin",
    "origins",
    multiple=True,
    metavar="SITE",
    help="A site whose pages may send with the key, such as https://shop.example. Repeat it for more; "
    "without it all may.",
)
@shop_option
@json_option
def new(*, name: str, server: bool, origins: tuple[str, ...], folder: Path | None, as_json: bool) -> None:
    """Make a key called NAME and show it: a server's once, a browser's in the list, too."""
    from parcours.collect.http.keys import new_key

    shop = find_shop(folder)
    secret = new_key(shop.folder, name, "server" if server else "browser", datetime.now(UTC), origins)
    if as_json:
        emit_json({"name": name, "key": secret})
        return
    click.echo(secret)
    if server:
        say("Keep it: it is not shown again.")


@command.command("list")
@shop_option
@json_option
def listed(*, folder: Path | None, as_json: bool) -> None:
    """List the keys: those of browsers as they stand in pages, those of servers by name alone."""
    from parcours.collect.http.keys import read_keys

    keys = read_keys(find_shop(folder).folder)
    if as_json:
        emit_json([{name: getattr(each, name) for name in _TOLD} for each in keys])
        return
    for each in keys:
        told = (each.name, each.kind, f"{each.created_at:%Y-%m-%d}", each.public, *each.origins)
        click.echo("  ".join(filter(None, told)))


@command.command("drop")
@click.argument("name")
@shop_option
def drop(*, name: str, folder: Path | None) -> None:
    """Take the key called NAME back: it is refused from now on."""
    from parcours.collect.http.keys import drop_key

    drop_key(find_shop(folder).folder, name)
    say(f"The key '{name}' is refused from now on.")
