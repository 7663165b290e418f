"""``parcours stages``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from parcours.cli.options import analysis

if TYPE_CHECKING:
    from parcours.journeys import Journeys, Result


@click.command("stages", epilog="Example: parcours stages --to 2026-06-30")
@click.option("--template", type=click.Path(path_type=Path), help="Your own rules: an edited copy of ours.")
@analysis
def command(journeys: Journeys, *, template: Path | None) -> Result:
    """Count the profiles in each of the five stages of the lifecycle."""
    return journeys.stages(template=template)
