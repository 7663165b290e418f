"""Lists as files for spreadsheets: a cell shows what people wrote and computes nothing."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator

from django.http import StreamingHttpResponse

from parcours.shop.spreadsheets import harmless
from parcours.web.people.names import straight

_CONTROLS = re.compile("[\x00-\x1f\x7f]+")
_MARK = "\ufeff"  # without which spreadsheets take UTF-8 for something else


def plain(value: object) -> str:
    """Return what a cell shows of a value: no formula, nothing that turns the direction of letters around.

    >>> plain(" =1+1"), plain("abc\\u202efed"), plain(None)
    ("'=1+1", 'abcfed', '')
    """
    if value is None:
        return ""
    if not isinstance(value, str):
        return str(value)
    return str(harmless(_CONTROLS.sub(" ", straight(value)).strip()))


def sheet(name: str, heading: Iterable[str], rows: Iterable[Iterable[object]]) -> StreamingHttpResponse:
    """Answer with a table as a file, a row at a time."""
    answer = StreamingHttpResponse(_lines(heading, rows), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return answer


def _lines(heading: Iterable[str], rows: Iterable[Iterable[object]]) -> Iterator[str]:
    yield _MARK + _line(heading)
    for row in rows:
        yield _line(row)


def _line(values: Iterable[object]) -> str:
    out = io.StringIO()
    csv.writer(out).writerow([plain(value) for value in values])
    return out.getvalue()
