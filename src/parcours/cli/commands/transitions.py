"""``parcours transitions``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from parcours.cli.options import analysis

if TYPE_CHECKING:
    from parcours.journeys import Journeys, Result


@click.command("transitions", epilog="Example: parcours transitions --from 2026-06-01 --json")
@analysis
def command(journeys: Journeys) -> Result:
    """Show what follows what: counts, median and 90th percentile of the time between."""
    return journeys.transitions()
