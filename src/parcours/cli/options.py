"""Options that commands share."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from parcours.cli.output import emit, say
from parcours.shop import Shop, open_shop
from parcours.shop.settings import FILE

if TYPE_CHECKING:
    from parcours.journeys import Journeys

NEW_SHOP = Path("shop")

Command = Callable[..., Any]
Conditions = dict[str, list[str]]

shop_option = click.option(
    "--shop",
    "folder",
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="The shop [default: PARCOURS_SHOP, else the nearest folder with a parcours.toml, else ./shop].",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


def shop_folder(given: Path | None) -> Path:
    """Return where the shop is, or would be made."""
    if given:
        return given
    if told := os.environ.get("PARCOURS_SHOP"):
        return Path(told)
    here = Path.cwd()
    found = (folder for folder in (here, *here.parents) if (folder / FILE).is_file())
    return next(found, NEW_SHOP)


def find_shop(given: Path | None, **overrides: Any) -> Shop:
    """Open the shop that the command line means."""
    return open_shop(shop_folder(given), **overrides)


def selecting(command: Command) -> Command:
    """Give a command the shop, and of its journeys what its options select."""

    @shop_option
    @click.option("--from", "first", metavar="DAY", help="First day, such as 2026-01-01, in the shop's zone.")
    @click.option("--to", "last", metavar="DAY", help="Last day, included.")
    @click.option("--where", multiple=True, metavar="COLUMN=VALUE", help="Only such touchpoints; may repeat.")
    @wraps(command)
    def run(
        *, folder: Path | None, first: str | None, last: str | None, where: tuple[str, ...], **rest: Any
    ) -> Any:
        conditions = parse_conditions(where)
        from parcours.kernels.cache import is_warm

        shop = find_shop(folder)
        if not is_warm():
            say("The first analysis compiles its kernels: half a minute, once.")
        return command(shop=shop, journeys=_selected(shop.journeys(), first, last, conditions), **rest)

    return run


def analysis(command: Command) -> Command:
    """Give a command the journeys that its options select, and print the result that it returns."""

    @selecting
    @json_option
    @wraps(command)
    def run(*, shop: Shop, journeys: Journeys, as_json: bool, **rest: Any) -> None:
        del shop
        emit(command(journeys, **rest), as_json=as_json)

    return run


def _selected(journeys: Journeys, first: str | None, last: str | None, conditions: Conditions) -> Journeys:
    if first or last:
        journeys = journeys.between(first or "1970-01-01", last or "9988-12-30")
    return journeys.where(**conditions) if conditions else journeys


def parse_conditions(pairs: Iterable[str]) -> Conditions:
    """Read `column=value` pairs; values of the same column are alternatives.

    Examples
    --------
    >>> parse_conditions(["country=FR", "device=phone", "country=BE"])
    {'country': ['FR', 'BE'], 'device': ['phone']}
    """
    conditions: Conditions = {}
    for pair in pairs:
        column, mark, value = pair.partition("=")
        if not mark or not column:
            raise click.BadParameter(f"'{pair}' is no condition: write it as column=value, country=FR.")
        conditions.setdefault(column, []).append(value)
    return conditions
