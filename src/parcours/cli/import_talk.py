"""What an import says: before, while and after."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from parcours.cli.output import console, say

if TYPE_CHECKING:
    from rich.table import Table

    from parcours.collect.importing import ImportReport, Preview
    from parcours.collect.importing.report import Counts, Finding, Watcher

_MOST = 5


def columns_table(seen: Preview) -> Table:
    """Show which column is taken for what, with examples."""
    from rich.table import Table

    left_out = any(not choice.field for choice in seen.choices)
    caption = "To keep a column that is left out: --map 'COLUMN=properties.NAME'" if left_out else None
    table = Table(title=_recognised(seen), title_justify="left", caption=caption, caption_justify="left")
    for heading in ("column", "field", "examples", "why"):
        table.add_column(heading)
    for choice in seen.choices:
        table.add_row(
            choice.column, choice.field or "[dim]left out[/]", ", ".join(choice.examples), choice.why
        )
    return table


def _recognised(seen: Preview) -> str:
    plan = seen.plan
    what = "rows are events" if plan.rows == "events" else "rows are orders"
    source = plan.format.system or "no known export, so this is a guess (correct it with --map)"
    return f"{seen.path.name}: {seen.kind}, {what}; {source}"


def tell_preview(seen: Preview) -> None:
    """Print a dry run; it is the answer."""
    console().print(columns_table(seen))
    console().print(f"Of the first rows: {_counted(seen.counts)}")
    for line in (*_findings(seen.findings), *_reasons(seen.reasons)):
        console().print(line, markup=False)
    console().print("Nothing was changed.")


def tell_report(report: ImportReport, shop: Path) -> None:
    """Say what became of a file and what to do next."""
    say(f"{report.path.name}: {_counted(report.counts)}")
    if report.complete_before:
        say("All of it was in already: nothing changed.")
    for line in (*_findings(report.findings), *_reasons(report.reasons)):
        say(line)
    if report.rejects:
        say(f"Rejected rows, each with line and reason: {report.rejects}")
    say(f"Next: parcours map --shop {shop}")


@contextmanager
def watched(path: Path, *, quiet: bool) -> Iterator[Watcher]:
    """Show a progress bar on a terminal, and give what moves it."""
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    screen = console(stderr=True)
    parts = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    with Progress(*parts, console=screen, disable=quiet or not screen.is_terminal, transient=True) as bar:
        task = bar.add_task(path.name, total=None)
        yield lambda at: bar.update(task, completed=at.done, total=at.size)


def _counted(counts: Counts) -> str:
    return (
        f"{counts.read:,} rows read: {counts.accepted:,} accepted, {counts.rejected:,} rejected, "
        f"{counts.duplicates:,} known already. {counts.touchpoints:,} touchpoints, {counts.orders:,} orders."
    )


def _findings(findings: tuple[Finding, ...]) -> Iterator[str]:
    yield from (f"  {finding.n:,} x {finding.text}" for finding in findings[:_MOST])


def _reasons(reasons: Mapping[str, int]) -> Iterator[str]:
    most = sorted(reasons.items(), key=lambda pair: -pair[1])[:_MOST]
    yield from (f"  {n:,} rejected: {reason}" for reason, n in most)
