"""``parcours stages``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from parcours.cli.options import analysis

if TYPE_CHECKING:
    from parcours.journeys import Journeys, Result


@click.command("stages", epilog="Example: parcours stages --to 2026-06-30")
@analysis
def command(journeys: Journeys) -> Result:
    """Count the profiles in each of the five stages of the lifecycle."""
    return journeys.stages()
