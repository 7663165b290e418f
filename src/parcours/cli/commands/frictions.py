"""``parcours frictions``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from parcours.cli.options import analysis

if TYPE_CHECKING:
    from parcours.journeys import Journeys, Result


@click.command("frictions", epilog="Example: parcours frictions --where device=phone")
@analysis
def command(journeys: Journeys) -> Result:
    """Count what gets in the way: searches without result, failed payments, sold-out products and more."""
    return journeys.frictions()
