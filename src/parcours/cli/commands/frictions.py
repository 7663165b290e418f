"""``parcours frictions``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from parcours.cli.options import analysis

if TYPE_CHECKING:
    from parcours.journeys import Journeys, Result


@click.command("frictions", epilog="Example: parcours frictions --where device=phone")
@click.option(
    "--long-silence", default="10m", show_default=True, help="How long a pause in the checkout is one."
)
@analysis
def command(journeys: Journeys, *, long_silence: str) -> Result:
    """Count what gets in the way: searches without result, failed payments, sold-out products and more."""
    return journeys.frictions(long_silence=long_silence)
