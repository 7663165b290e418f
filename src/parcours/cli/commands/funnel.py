"""``parcours funnel``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from parcours.cli.options import analysis

if TYPE_CHECKING:
    from parcours.journeys import Journeys, Result

_STEPS = ("Product Viewed", "Product Added", "Checkout Started", "Order Completed")


@click.command(
    "funnel", epilog="Example: parcours funnel 'Product Viewed' 'Order Completed' --within 7d --by device"
)
@click.argument("steps", nargs=-1)
@click.option(
    "--within", default="7d", show_default=True, help="Longest time from the first step to the last."
)
@click.option("--by", metavar="COLUMN", help="One funnel for each value of a column of the first step.")
@analysis
def command(journeys: Journeys, *, steps: tuple[str, ...], within: str, by: str | None) -> Result:
    """Count the profiles that come from step to step, in order.

    STEPS are names of events; without any: from product page to order.
    """
    return journeys.funnel(list(steps or _STEPS), within=within, by=by)
