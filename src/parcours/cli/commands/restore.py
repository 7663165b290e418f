"""``parcours restore``."""

from __future__ import annotations

import contextlib
from datetime import UTC, datetime
from pathlib import Path

import click

from parcours.cli.options import json_option
from parcours.cli.output import emit_json, say
from parcours.errors import InputError
from parcours.shop import open_shop
from parcours.shop.settings import FILE


@click.command("restore", epilog="Example: parcours restore shop.parcours shop")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--replace", is_flag=True, help="Put the backup in the place of the shop that is there.")
@json_option
def command(*, file: Path, folder: Path, replace: bool, as_json: bool) -> None:
    """Make FOLDER the shop that FILE holds.

    Whoever was erased from the shop in FOLDER since is erased from the restored one.
    """
    there = (folder / FILE).is_file()
    if folder.exists() and not (there and replace) and any(folder.iterdir()):
        raise InputError(f"{folder} is not empty.", advice="Name a new folder, or say --replace for a shop.")
    with open_shop(folder).lock() if there else contextlib.nullcontext():
        before, again = _restore(file, folder)
    if as_json:
        emit_json({"folder": str(folder), "erased_again": again, "before": before and str(before)})
        return
    say(f"Restored to {folder}.")
    if again:
        say(f"Erased again: {again} profiles that were erased after the backup.")
    if before:
        say(f"What was there is in {before}: delete it when all is well.")


def _restore(file: Path, folder: Path) -> tuple[Path | None, int]:
    from parcours.stream.unpacking import erased_in, put_in_place, unpack
    from parcours.web.settings import start

    place = folder.with_name(f".{folder.name}.restoring")
    unpack(file, place)
    erased = erased_in(folder)
    shop = start(place)
    from parcours.cli.database import bring_up_to_date
    from parcours.messaging.outbox import distrust
    from parcours.stream.registry import rooms
    from parcours.stream.restoring import forget_again
    from parcours.stream.stream import Stream

    bring_up_to_date(shop)
    distrust(datetime.now(UTC))
    stream = Stream(shop, rooms(), lambda: datetime.now(UTC))
    again = forget_again(stream, erased)
    stream.inbox.close()
    return put_in_place(place, folder), again
