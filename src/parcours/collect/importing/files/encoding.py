"""Which encoding a text file is in, by what its bytes say."""

from __future__ import annotations

import codecs

from parcours.collect.importing.files.stream import Survey
from parcours.errors import InputError

_MARKS = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}


def detect(head: bytes, survey: Survey, wanted: str = "") -> str:
    """Return the name of the encoding.

    A byte order mark decides; then zero bytes at every second place (UTF-16); then whether the whole
    file is UTF-8 but for few places; at last whether accented letters stand alone in words (cp1252,
    as in French) or in runs (cp1255, as in Hebrew).
    """
    if wanted:
        return _known(wanted)
    for mark, name in _MARKS.items():
        if head.startswith(mark):
            return name
    if head.count(b"\0") > len(head) // 4:
        return "utf-16-le" if head[1:2] == b"\0" else "utf-16-be"
    if survey.broken * 20 <= survey.accented:
        return "utf-8"
    return "cp1255" if survey.paired * 2 > survey.accented else "cp1252"


def without_mark(head: bytes) -> int:
    """Return how many bytes the byte order mark takes."""
    return next((len(mark) for mark in _MARKS if head.startswith(mark)), 0)


def _known(name: str) -> str:
    try:
        return codecs.lookup(name).name
    except LookupError as error:
        raise InputError(
            f"There is no encoding '{name}'.", expected="Usual ones are utf-8, utf-16, cp1252, cp1255."
        ) from error
