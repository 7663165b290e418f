"""``parcours transitions``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import click

from parcours.cli.options import analysis

if TYPE_CHECKING:
    from parcours.journeys import Journeys, Result


@click.command(
    "transitions", epilog="Example: parcours transitions 'Cart Viewed' 'Order Completed' --by session"
)
@click.argument("events", nargs=-1)
@click.option("--by", type=click.Choice(("profile", "session")), default="profile", help="What one path is.")
@analysis
def command(journeys: Journeys, *, events: tuple[str, ...], by: Literal["profile", "session"]) -> Result:
    """Show what follows what: counts, median and 90th percentile of the time between.

    EVENTS are the events to follow, as if no others had happened; without any: all.
    """
    return journeys.transitions(events or None, by=by)
