"""``parcours journeys``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from parcours.cli.options import analysis

if TYPE_CHECKING:
    from parcours.journeys import Journeys, Result


@click.command("journeys", epilog="Example: parcours journeys --where country=FR --abandoned-after 14d")
@click.option(
    "--abandoned-after",
    default="30d",
    show_default=True,
    help="Silence that ends a journey without an order.",
)
@click.option("--template", type=click.Path(path_type=Path), help="Your own steps: an edited copy of ours.")
@analysis
def command(journeys: Journeys, *, abandoned_after: str, template: Path | None) -> Result:
    """Follow each path towards an order through the seven steps, to its end or its abandonment."""
    return journeys.purchase_journeys(abandoned_after=abandoned_after, template=template)
