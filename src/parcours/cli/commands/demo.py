"""``parcours demo``."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from parcours.cli.goods import enter_goods
from parcours.cli.import_talk import tell_report, watched
from parcours.cli.options import json_option
from parcours.cli.output import console, emit_json, say
from parcours.cli.warm import warming
from parcours.demo.home import SETTINGS, Home, Run, move_in
from parcours.demo.stories import Stories
from parcours.touchpoints import parse_zone

if TYPE_CHECKING:
    from parcours.demo.live import Pace

_AHEAD = timedelta(days=30)
_TOUCHPOINTS, _RUN = "touchpoints.parquet", "run.json"
_ZONE = parse_zone(SETTINGS.zone)
_SOME, _TIME = click.IntRange(1), click.FloatRange(0, min_open=True)


@click.command("demo", epilog="Example: parcours demo demo-shop/data --shop demo-shop/shop")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), default=Path("demo-shop/data"))
@click.option("--profiles", type=_SOME, default=20_000, show_default=True, help="How many people.")
@click.option("--months", type=_SOME, default=24, show_default=True, help="How long.")
@click.option("--seed", default=1, show_default=True, help="Another seed, another shop.")
@click.option(
    "--end",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DAY",
    help="The day before which it ends [default: today].",
)
@click.option(
    "--without",
    multiple=True,
    type=click.Choice(Stories().planted),
    metavar="STORY",
    help="Leave a story out; may repeat.",
)
@click.option(
    "--shop",
    "place",
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="Import it into a shop of its own.",
)
@click.option("--live", is_flag=True, help="Go on for 30 days: touchpoints come in as their time comes.")
@click.option(
    "--every", type=_TIME, default=10, show_default=True, help="Seconds between the batches of --live."
)
@click.option(
    "--speed", type=_TIME, default=1, show_default=True, help="Of --live: at 1440 a day takes a minute."
)
@json_option
def command(
    *, folder: Path, place: Path | None, live: bool, every: float, speed: float, as_json: bool, **said: Any
) -> None:
    """Make an artificial shop in FOLDER: touchpoints, products, ad spend, and the truth behind them.

    Stories are planted in it for analyses to find. The same options make the same shop.
    """
    if live and not place:
        raise click.UsageError("--live needs a shop to fill: --shop FOLDER.")
    run = _run(folder, live=live, **said)
    home = move_in(place, run) if place else None  # first: a shop that cannot take it costs no time
    with warming() if home else nullcontext():
        _make(folder, run)
        _tell(folder, run)
        if home:
            now = home.until or min(_now(), _end(run))
            home = _fill(home, folder, now if live else _end(run))
    if as_json:
        emit_json({"folder": str(folder), "shop": place and str(place), **run.to_plain()})
    if home and live:
        _live(home, folder / _TOUCHPOINTS, every, speed)


def _run(folder: Path, *, live: bool, end: datetime | None, without: tuple[str, ...], **said: Any) -> Run:
    """Return the run that the options mean: that of the folder where they leave open when it ends."""
    today = datetime.fromtimestamp(_now() / 1e6, _ZONE).date()
    until = end.date() if end else today + _AHEAD if live else today
    asked, known = Run(end=until, without=tuple(sorted(set(without))), **said), _known(folder)
    if end or not known or asked != replace(known, end=until):
        return asked
    return known if live == (known.end > today) else asked


def _known(folder: Path) -> Run | None:
    """Return the run whose data are complete in a folder."""
    note = folder / _RUN
    return Run.from_plain(json.loads(note.read_text("utf-8"))) if note.is_file() else None


def _make(folder: Path, run: Run) -> None:
    from parcours.demo.generate import generate

    if _known(folder) == run:
        say(f"{folder} holds it already, up to {_last_day(run)}.")
        say("To have it made anew, delete that folder and its shop.")
        return
    (folder / _RUN).unlink(missing_ok=True)
    with _busy(f"Simulating {run.profiles:,} people over {run.months} months"):
        generate(
            folder,
            profiles=run.profiles,
            months=run.months,
            seed=run.seed,
            end=run.end,
            stories=run.stories,
        )
    (folder / _RUN).write_text(json.dumps(run.to_plain()), "utf-8")


@contextmanager
def _busy(task: str) -> Iterator[None]:
    """Say what is being done; on a terminal, show that it goes on."""
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    screen = console(stderr=True)
    parts = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    say(f"{task} ...")
    with Progress(*parts, console=screen, disable=not screen.is_terminal, transient=True) as bar:
        bar.add_task(task, total=None)
        yield


def _fill(home: Home, data: Path, until: int) -> Home:
    """Take in what the shop sells, what its ads cost, and what happened before a moment."""
    if home.until >= until:
        say(f"{home.shop.folder} has it already, up to {_moment(home.until)}.")
        return home
    touchpoints, day = data / _TOUCHPOINTS, datetime.fromtimestamp(until / 1e6, _ZONE).date()
    enter_goods(home.shop.folder, data, home.run.end - timedelta(days=31 * home.run.months), day)
    if until == _end(home.run):
        _import(home, touchpoints, until)
    else:
        from parcours.demo.live import write_past

        past = touchpoints.with_name("past.parquet")
        write_past(touchpoints, until, past)
        _import(home, past, until)
        past.unlink()
    return home.filled(until)


def _import(home: Home, file: Path, until: int) -> None:
    from parcours.collect.importing import import_file

    with watched(file, quiet=False) as progress:
        # A run may end after today; the shop's clock is then ahead, too.
        report = import_file(home.shop, file, clock=lambda: max(_now(), until), progress=progress)
    tell_report(report, home.shop.folder)


def _live(home: Home, touchpoints: Path, every: float, speed: float) -> None:
    from parcours.demo.live import Pace, by_files, live

    pace = Pace(_now(), max(_now(), home.until), speed)
    say("The shop lives; Ctrl-C stops it, and the same command goes on from there.")
    for released in live(touchpoints, home, by_files(home.shop), _moments(pace, every)):
        if released.touchpoints:
            say(f"{_moment(released.moment)}  {released.touchpoints:,} touchpoints")
    say(f"The simulation ended on {_last_day(home.run)}.")


def _moments(pace: Pace, every: float) -> Iterator[int]:
    while True:
        yield pace.at(_now())
        time.sleep(every)


def _tell(folder: Path, run: Run) -> None:
    planted = ", ".join(name.replace("_", " ") for name in run.stories.planted)
    say(f"An artificial shop, nothing in it was observed: {run.profiles:,} people, up to {_last_day(run)}.")
    say(f"Planted: {planted or 'nothing'}.")
    say(f"The truth: {folder / 'truth'}. The stories, with pictures: docs/explanations/demo-shop.md.")
    say("To walk through the shop: parcours storefront.")


def _moment(micros: int) -> str:
    return f"{datetime.fromtimestamp(micros / 1e6, _ZONE):%Y-%m-%d %H:%M:%S}"


def _last_day(run: Run) -> date:
    return run.end - timedelta(days=1)


def _end(run: Run) -> int:
    midnight = datetime(run.end.year, run.end.month, run.end.day, tzinfo=_ZONE)
    return round(midnight.timestamp() * 1e6)


def _now() -> int:
    return time.time_ns() // 1000
