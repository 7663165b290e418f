"""A share day by day, with some of the days marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from parcours.charts.formats import Formats
from parcours.charts.phrases import BOOK
from parcours.charts.picture import Picture
from parcours.charts.svg import Canvas, Point
from parcours.charts.table import Field, Table

WIDTH, HEIGHT = 720, 260
_LEFT, _RIGHT, _TOP, _FOOT = 52, 16, 16, 34
_TICKS = (0.0, 0.25, 0.5, 0.75, 1.0)


def days_picture(
    title: str,
    name: str,
    days: Sequence[str],
    shares: Sequence[float | None],
    *,
    band: tuple[int, int] | None,
    language: str = "en",
) -> Picture:
    """Draw a line through the days' shares; a day without one interrupts it.

    Parameters
    ----------
    title, name
        What the picture is called, and what the share is of.
    days, shares
        The days as they read, and the share of each, 0..1.
    band
        The first and the last of the days that are marked, by their places.
    language
        Of numbers and direction.

    Examples
    --------
    >>> picture = days_picture("Passed", "went on", ["2026-01-01", "2026-01-02"], [0.8, None], band=(1, 1))
    >>> picture.table.rows()[0]
    {'day': '2026-01-01', 'went on': 0.8}
    """
    canvas = Canvas(WIDTH, HEIGHT if days else 48, language=language)
    if days:
        _draw(canvas, days, shares, band, Formats(language))
    else:
        canvas.text(12, 28, BOOK.say("empty", language), fill="muted")
    table = Table(title, (Field("day", "text", list(days)), Field(name, "share", list(shares))))
    return Picture(title, canvas.svg(title), table, language)


def _draw(
    canvas: Canvas,
    days: Sequence[str],
    shares: Sequence[float | None],
    band: tuple[int, int] | None,
    formats: Formats,
) -> None:
    if band:
        first, end = _x(band[0], len(days)), _x(band[1] + 1, len(days))
        with canvas.mark(f"{days[band[0]]} – {days[band[1]]}"):
            canvas.rect(first, _TOP, end - first, HEIGHT - _TOP - _FOOT, "loss-soft")
    for tick in _TICKS:
        canvas.rect(_LEFT, _y(tick), WIDTH - _LEFT - _RIGHT, 1, "line")
        canvas.text(_LEFT - 8, _y(tick) + 4, formats.share(tick), size=12, fill="muted", anchor="end")
    for points in _lines(shares):
        canvas.line(points, "mark", width=2)
    for at, (day, share) in enumerate(zip(days, shares, strict=True)):
        if share is not None:
            with canvas.mark(f"{day}: {formats.share(share)}"):
                inside = band is not None and band[0] <= at <= band[1]
                x, y = _x(at + 0.5, len(days)), _y(share)
                canvas.rect(x - 2.5, y - 2.5, 5, 5, "loss" if inside else "mark", radius=2.5)
    for at in sorted({0, *(band or ()), len(days) - 1}):
        _name(canvas, at, days, band)


def _name(canvas: Canvas, at: int, days: Sequence[str], band: tuple[int, int] | None) -> None:
    """Write the days at the ends and of the band, unless there is no room."""
    x, room = _x(at + 0.5, len(days)), 76
    marked = band is not None and at in band
    near = [other for other in (band or ()) if other != at and abs(_x(other + 0.5, len(days)) - x) < room]
    if near and (not marked or at == max(at, *near)):
        return
    x = min(max(x, _LEFT + room / 2 - 8), WIDTH - _RIGHT - room / 2 + 8)
    fill = "loss" if marked else "muted"
    canvas.text(x, HEIGHT - 12, days[at], size=12, fill=fill, anchor="middle", bold=marked)


def _lines(shares: Sequence[float | None]) -> Iterator[list[Point]]:
    known = groupby(enumerate(shares), key=lambda pair: pair[1] is not None)
    for is_known, run in known:
        points = [(_x(at + 0.5, len(shares)), _y(share or 0.0)) for at, share in run]
        if is_known and len(points) > 1:
            yield points


def _x(at: float, days: int) -> float:
    return _LEFT + (WIDTH - _LEFT - _RIGHT) * at / days


def _y(share: float) -> float:
    return _TOP + (HEIGHT - _TOP - _FOOT) * (1 - share)
