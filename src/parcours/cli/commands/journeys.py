"""``parcours journeys``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from parcours.cli.options import analysis

if TYPE_CHECKING:
    from parcours.journeys import Journeys, Result


@click.command("journeys", epilog="Example: parcours journeys --where country=FR")
@analysis
def command(journeys: Journeys) -> Result:
    """Follow each path towards an order through the seven steps, to its end or its abandonment."""
    return journeys.purchase_journeys()
