"""A funnel: ordered bars, the drop written between them."""

from __future__ import annotations

from collections.abc import Sequence

from parcours.charts.formats import Formats
from parcours.charts.phrases import BOOK
from parcours.charts.picture import Picture
from parcours.charts.svg import Canvas
from parcours.charts.table import Field, Table

WIDTH = 720
_EDGE = 12
_ROW = 84
_BAR = 24


def funnel_picture(
    title: str,
    names: Sequence[str],
    counts: Sequence[int],
    *,
    seconds: Sequence[float | None] = (),
    language: str = "en",
) -> Picture:
    """Draw how many profiles reached each step, and how many left before it.

    Parameters
    ----------
    title
        What the picture is called.
    names, counts
        The steps and the profiles that reached them, first to last.
    seconds
        Median time from the step before, one a step (the first is not used), where it is known.
    language
        Of words, numbers and direction.

    Examples
    --------
    >>> picture = funnel_picture("Checkout", ["Cart", "Order"], [200, 50])
    >>> picture.table.rows()[1]["Left before it"]
    150
    """
    times = list(seconds) or [None] * len(counts)
    canvas = Canvas(WIDTH, max(len(counts), 1) * _ROW + _EDGE, language=language)
    if not counts:
        canvas.text(_EDGE, 32, BOOK.say("empty", language), fill="muted")
    for at, name in enumerate(names):
        _step(canvas, at, name, counts, Formats(language))
        if at:
            _drop(canvas, at, counts, times[at], Formats(language))
    table = _table(title, names, counts, times, language)
    return Picture(title, canvas.svg(title), table, language)


def _step(canvas: Canvas, at: int, name: str, counts: Sequence[int], formats: Formats) -> None:
    y = at * _ROW + _EDGE
    full = WIDTH - 2 * _EDGE
    reached, before, first = counts[at], counts[max(at - 1, 0)], max(counts[0], 1)
    shown = f"{formats.count(reached)} · {formats.share(reached / first)}"
    with canvas.mark(f"{at + 1}. {name}: {shown}"):
        canvas.text(_EDGE, y + 14, f"{at + 1}. {name}", bold=True, room=full * 0.6)
        canvas.text(WIDTH - _EDGE, y + 14, shown, anchor="end")
        canvas.rect(_EDGE, y + 22, full * before / first, _BAR, "loss-soft", radius=3)
        canvas.rect(_EDGE, y + 22, full * reached / first, _BAR, "mark", radius=3)


def _drop(canvas: Canvas, at: int, counts: Sequence[int], seconds: float | None, formats: Formats) -> None:
    lost = counts[at - 1] - counts[at]
    share = formats.share(lost / counts[at - 1] if counts[at - 1] else None)
    text = BOOK.say("left", formats.language, n=lost, share=share)
    y = at * _ROW + _EDGE + 22 + _BAR + 15
    canvas.text(_EDGE, y, text, size=12, fill="loss")
    if seconds is not None:
        time = f"{BOOK.say('median', formats.language)}: {formats.duration(seconds)}"
        canvas.text(WIDTH - _EDGE, y, time, size=12, fill="muted", anchor="end")


def _table(
    title: str, names: Sequence[str], counts: Sequence[int], times: Sequence[float | None], language: str
) -> Table:
    before = [None, *counts[:-1]] if counts else []
    pairs = list(zip(counts, before, strict=True))
    fields = (
        Field(BOOK.say("step", language), "text", list(names)),
        Field(BOOK.say("profiles", language), "count", list(counts)),
        Field(BOOK.say("of_first", language), "share", [_ratio(n, counts[0]) for n in counts]),
        Field(BOOK.say("of_previous", language), "share", [_ratio(n, b) for n, b in pairs]),
        Field(BOOK.say("lost", language), "count", [None if b is None else b - n for n, b in pairs]),
        Field(BOOK.say("median", language), "duration", list(times)),
    )
    return Table(title, fields)


def _ratio(part: int, whole: int | None) -> float | None:
    return part / whole if whole else None
