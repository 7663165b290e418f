"""``parcours init``."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import click

from parcours.cli.options import NEW_SHOP, json_option
from parcours.cli.output import emit_json, say
from parcours.shop import Settings, Shop
from parcours.shop.settings import from_environment


@click.command("init", epilog="Example: parcours init shop --zone Europe/Paris --currency EUR --language fr")
@click.argument("folder", type=click.Path(path_type=Path), default=NEW_SHOP)
@click.option("--name", help="Name of the shop.")
@click.option("--zone", help="Time zone, such as Europe/Paris.")
@click.option("--currency", help="Currency (ISO 4217), such as EUR.")
@click.option("--first-weekday", help="First day of the week.")
@click.option("--language", help="Language of reports and maps: en, fr or he.")
@json_option
def command(*, folder: Path, as_json: bool, **given: Any) -> None:
    """Make a shop's folder: its settings, its key, an empty log."""
    flags = {name: value for name, value in given.items() if value is not None}
    settings = Settings(**{**from_environment(os.environ), **flags})
    Shop.create(folder, settings)
    if as_json:
        emit_json({"folder": str(folder), "zone": settings.zone, "currency": settings.currency})
        return
    say(f"Made the shop '{settings.name}' in {folder}: zone {settings.zone}, currency {settings.currency}.")
    say(f"Its settings are in {folder / 'parcours.toml'}. Next: parcours import FILE --shop {folder}")
