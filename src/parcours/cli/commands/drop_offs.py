"""``parcours drop-offs``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from parcours.cli.options import analysis

if TYPE_CHECKING:
    from parcours.journeys import Journeys, Result


@click.command("drop-offs", epilog="Example: parcours drop-offs --where device=phone")
@analysis
def command(journeys: Journeys) -> Result:
    """Show where profiles are lost on the way to an order, and the revenue at risk there."""
    return journeys.drop_offs()
