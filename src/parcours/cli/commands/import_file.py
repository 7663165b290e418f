"""``parcours import``."""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from parcours.cli.import_talk import columns_table, tell_preview, tell_report, watched
from parcours.cli.new_shop import make_shop, settings_for
from parcours.cli.options import json_option, shop_folder, shop_option
from parcours.cli.output import console, emit_json
from parcours.cli.state import while_running
from parcours.errors import BusyError
from parcours.shop import Settings, Shop, open_shop
from parcours.shop.settings import FILE

if TYPE_CHECKING:
    from parcours.collect.importing import Options, Preview

_GUESSED = "generic"


@click.command("import", epilog="Example: parcours import orders.csv --map 'Buyer=user_id'")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--map", "pairs", multiple=True, metavar="COLUMN=FIELD", help="What a column is; may be repeated."
)
@click.option("--dry-run", is_flag=True, help="Show what would be done, with examples; change nothing.")
@click.option("--format", default="", metavar="NAME", help="Name of a known format, if it is not recognised.")
@click.option("--event", default="", help="The event that every row tells of, where the file names none.")
@click.option("--dates", type=click.Choice(("day-first", "month-first")), help="How 03/04/2026 reads.")
@click.option("--decimal", type=click.Choice(("comma", "point")), help="How 1,234 reads.")
@click.option("--encoding", default="", help="Encoding of a text file, if it is not recognised.")
@click.option("--sheet", default="", help="Worksheet of a workbook, if not the first.")
@click.option("--test-orders", is_flag=True, help="Take test orders in, too.")
@click.option("--zone", help="The shop's time zone, such as Europe/Paris.")
@click.option("--currency", help="The shop's currency (ISO 4217), such as EUR.")
@shop_option
@json_option
def command(*, file: Path, dry_run: bool, folder: Path | None, as_json: bool, **said: Any) -> None:
    """Take in a FILE of orders or events: CSV, XLSX, Parquet or NDJSON.

    The format is recognised, or guessed and shown. Makes the shop's folder if there is none. Importing
    twice changes nothing, and an interrupted import goes on where it stopped.
    """
    place = shop_folder(folder)
    from parcours.collect.importing import Options, parse_columns

    flags = {name: value for name in ("zone", "currency") if (value := said.pop(name))}
    options = Options(columns=parse_columns(said.pop("pairs")), **said)
    seen = _look(place, file, options, flags)
    if dry_run:
        emit_json(seen.to_dict()) if as_json else tell_preview(seen)
        return
    if seen.plan.format.name == _GUESSED and not as_json:
        console(stderr=True).print(columns_table(seen))
    if (place / FILE).is_file():
        shop = open_shop(place, **flags)
    else:
        shop = make_shop(place, settings_for(seen, flags, ask=sys.stdin.isatty() and not as_json))
    _import(shop, file, options, as_json=as_json)


def _look(place: Path, file: Path, options: Options, flags: dict[str, Any]) -> Preview:
    from parcours.collect.importing import preview

    if (place / FILE).is_file():
        return preview(open_shop(place, **flags), file, options, now=_now())
    with tempfile.TemporaryDirectory() as nowhere:
        return preview(Shop.create(nowhere, Settings(**flags)), file, options, now=_now())


def _import(shop: Shop, file: Path, options: Options, *, as_json: bool) -> None:
    from parcours.collect.importing import import_file

    try:
        with watched(file, quiet=as_json) as progress:
            report = import_file(shop, file, options, clock=_now, progress=progress)
    except BusyError as error:
        raise while_running(shop, error) from error
    if as_json:
        emit_json(report.to_dict())
    else:
        tell_report(report, shop.folder)


def _now() -> int:
    return time.time_ns() // 1000
