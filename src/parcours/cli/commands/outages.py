"""``parcours outages``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from parcours.cli.options import analysis

if TYPE_CHECKING:
    from parcours.journeys import Journeys, Result


@click.command("outages", epilog="Example: parcours outages --from 2026-03-01")
@analysis
def command(journeys: Journeys) -> Result:
    """Find steps of the checkout that stopped working, for some people, for some days."""
    return journeys.outages()
