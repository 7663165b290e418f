"""``parcours doctor``."""

from __future__ import annotations

import platform
from dataclasses import asdict
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import click

from parcours.cli.main import FAILED, OK
from parcours.cli.options import find_shop, json_option, shop_option
from parcours.cli.output import emit_json, say
from parcours.cli.state import has_state
from parcours.eventlog import Finding
from parcours.shop import Shop

_PARTS = ("parcours", "deltalake", "numba", "numpy", "pyarrow", "tzdata")


@click.command("doctor", epilog="Example: parcours doctor --json")
@shop_option
@json_option
def command(*, folder: Path | None, as_json: bool) -> int:
    """Check versions, settings, log, disk and rates, and say what to do; fails if something is wrong."""
    shop = find_shop(folder)
    versions = {"python": platform.python_version(), **{part: version(part) for part in _PARTS}}
    findings = (*shop.doctor(), *_of_state(shop))
    if as_json:
        emit_json(
            {"shop": str(shop.folder), "versions": versions, "findings": [asdict(each) for each in findings]}
        )
    else:
        say(f"{shop.folder}: '{shop.settings.name}', {shop.settings.zone}, {shop.settings.currency}")
        say(", ".join(f"{part} {number}" for part, number in versions.items()))
        for finding in findings:
            mark = (
                click.style("note", fg="cyan")
                if finding.harmless
                else click.style("WRONG", fg="red", bold=True)
            )
            click.echo(f"{mark}  {finding.what}\n      {finding.advice}")
        click.echo(
            "Nothing is wrong." if all(each.harmless for each in findings) else "See the advice above."
        )
    return OK if all(each.harmless for each in findings) else FAILED


def _of_state(shop: Shop) -> tuple[Finding, ...]:
    if not has_state(shop):
        return ()
    from parcours.web.settings import start

    start(shop.folder)
    from parcours.messaging import figures
    from parcours.state import checks
    from parcours.stream import doctor

    now = datetime.now(UTC)
    return (*checks.findings(), *doctor.findings(shop, now), *figures.findings(figures.outbox(now)))
