"""``parcours drop-offs``."""

from __future__ import annotations

import csv
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING

import click

from parcours.cli.options import analysis
from parcours.errors import InputError
from parcours.touchpoints import to_minor

if TYPE_CHECKING:
    from parcours.journeys import Journeys, Result


@click.command("drop-offs", epilog="Example: parcours drop-offs --where device=phone --margin 0.4")
@click.argument("steps", nargs=-1)
@click.option(
    "--within", default="30d", show_default=True, help="Longest time from the first step to the last."
)
@click.option(
    "--margin", type=click.FloatRange(0, 1), help="Share of revenue that is margin; counts instead."
)
@click.option(
    "--costs", type=click.Path(path_type=Path), help="CSV of product_id and cost; margin counts instead."
)
@analysis
def command(
    journeys: Journeys, *, steps: tuple[str, ...], within: str, margin: float | None, costs: Path | None
) -> Result:
    """Show where profiles are lost on the way to an order, and the revenue at risk there.

    STEPS are names of events, the last one the goal; without any: from product page to order.
    """
    known = _costs(costs, journeys.currency) if costs else None
    return journeys.drop_offs(steps or None, within=within, margin=margin, costs=known)


def _costs(path: Path, currency: str) -> dict[str, int]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return {
                line["product_id"]: to_minor(Decimal(line["cost"]), currency) for line in csv.DictReader(file)
            }
    except (OSError, KeyError, InvalidOperation, UnicodeDecodeError) as error:
        raise InputError(
            f"{path} is no file of costs: {error!r}.",
            expected="A CSV file with the columns product_id and cost was expected, costs such as 12.50.",
        ) from error
