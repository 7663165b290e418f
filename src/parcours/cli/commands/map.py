"""``parcours map``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from parcours.cli.options import json_option, selecting
from parcours.cli.output import emit_json, open_in_browser, say
from parcours.errors import InputError, StorageError
from parcours.shop import Shop
from parcours.words import LANGUAGES

if TYPE_CHECKING:
    from parcours.journeys import Journeys
    from parcours.journeys.journey_map import JourneyMap

FORMS = ("html", "svg", "png", "pdf")
_HEADLINES = 3


@click.command("map", epilog="Example: parcours map --lang fr -o carte.pdf")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Where to write [default: map.html].")
@click.option("--svg", "forms", flag_value="svg", multiple=True, help="Write it as SVG.")
@click.option("--png", "forms", flag_value="png", multiple=True, help="Write it as PNG.")
@click.option("--pdf", "forms", flag_value="pdf", multiple=True, help="Write it as PDF.")
@click.option("--lang", type=click.Choice(LANGUAGES), help="Language [default: the shop's].")
@click.option("--open", "opened", is_flag=True, help="Open it in the browser, if there is one.")
@selecting
@json_option
def command(
    *,
    shop: Shop,
    journeys: Journeys,
    output: Path | None,
    forms: tuple[str, ...],
    lang: str | None,
    opened: bool,
    as_json: bool,
) -> None:
    """Draw the journey map: five stages, seven steps, and where customers are lost on the way."""
    language = lang or shop.settings.language
    paths = list(_paths(output or Path("map.html"), forms))
    drawn = journeys.journey_map()
    for path in paths:
        _write(path, _content(drawn, path.suffix[1:], language))
    if as_json:
        emit_json(drawn.to_dict())
    else:
        _tell(drawn, language)
    say(f"The map: {', '.join(map(str, paths))}")
    if opened:
        open_in_browser(paths[0].resolve().as_uri())


def _paths(output: Path, forms: tuple[str, ...]) -> Iterator[Path]:
    """Yield a path for each form asked for, else that of the output's own suffix."""
    form = output.suffix[1:].lower()
    if form not in FORMS:
        raise InputError(f"'{output}' is no form of the map.", expected=f"Expected .{', .'.join(FORMS)}.")
    yield from (output.with_suffix(f".{each}") for each in dict.fromkeys(forms or (form,)))


def _content(drawn: JourneyMap, form: str, language: str) -> bytes:
    if form == "png":
        return drawn.to_png(language=language)
    if form == "pdf":
        return drawn.to_pdf(language=language)
    return (drawn.to_svg(language) if form == "svg" else drawn.to_html(language)).encode()


def _write(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as error:
        raise StorageError(
            f"{path} cannot be written: {error.strerror}.", advice="Choose another place with -o."
        ) from error


def _tell(drawn: JourneyMap, language: str) -> None:
    """Print the three costliest pain points, and the three largest drop-offs."""
    from parcours.charts.journey_map.speech import Speech

    speech = Speech(drawn, language)
    causes, leaks = drawn.causes[:_HEADLINES], drawn.leaks[:_HEADLINES]
    if drawn.pains:
        click.echo(speech.say("causes" if causes else "no_causes"))
    for number, pain in enumerate(causes, 1):
        interval = f" ({speech.cost_interval(pain)})" if pain.cost else ""
        click.echo(f"{number}. {speech.name(pain)}: {speech.cost(pain)}{interval}\n   {speech.story(pain)}")
        if beside := speech.beside(pain):
            click.echo(f"   {beside}")
    click.echo(speech.say("leaks") if leaks else speech.say("no_leaks"))
    for number, leak in enumerate(leaks, 1):
        interval = f" ({speech.interval(leak.at_risk)})" if leak.at_risk else ""
        click.echo(f"{number}. {speech.risk(leak)}{interval}\n   {speech.leak(leak)}")
