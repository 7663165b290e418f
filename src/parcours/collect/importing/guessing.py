"""Which column is which field, guessed from names and values."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa
import pyarrow.compute as pc

from parcours.collect.importing.batch import Batch
from parcours.collect.importing.choices import Choice, examples, is_nested
from parcours.collect.importing.fields import BY_WORDS, Field, plain
from parcours.collect.importing.values.instants import instants
from parcours.collect.importing.values.numbers import micros
from parcours.collect.importing.values.words import text_of
from parcours.touchpoints import canonical, parse_zone

_KINDS = {"instant": "dates", "number": "numbers", "amount": "amounts"}
_FITS = 0.8
_UTC = parse_zone("UTC")


def guessed(sample: Batch) -> list[Choice]:
    """Return for every column the field that its name and its values speak for."""
    best: dict[str, tuple[int, str, str]] = {}
    for place, (name, column) in enumerate(sample.columns.items()):
        for rank, field, why in _candidates(name, column):
            best[field] = min(best.get(field, (1 << 30, "", "")), (rank * 1000 + place, name, why))
    taken: dict[str, tuple[str, str]] = {}
    for field, (_, name, why) in sorted(best.items(), key=lambda entry: entry[1]):
        taken.setdefault(name, (field, why))
    return [
        Choice(name, *taken.get(name, ("", _misfit(name, column))), examples(column))
        for name, column in sample.columns.items()
    ]


def _misfit(name: str, column: pa.Array) -> str:
    field = BY_WORDS.get(plain(name))
    kind = _KINDS.get(field.kind) if field and not _fits(field, column) else None
    return f"its values are no {kind}" if kind else ""


def _candidates(name: str, column: pa.Array) -> Iterator[tuple[int, str, str]]:
    """Yield (rank, field, reason), the lower the surer."""
    field = BY_WORDS.get(plain(name))
    if field and _fits(field, column):
        words = [plain(word) for word in (field.name, *field.synonyms)]
        yield words.index(plain(name)), field.name, f"called '{name}'"
    elif not field:
        yield from ((100, *guess) for guess in _by_values(column))


def _by_values(column: pa.Array) -> Iterator[tuple[str, str]]:
    texts = text_of(column).drop_null() if not is_nested(column) else pa.array([], pa.string())
    if not len(texts):
        return
    if pc.mean(pc.match_substring_regex(texts, r"^[^@\s]+@[^@\s]+\.\w+$").cast(pa.int8())).as_py() > _FITS:
        yield "email", "its values are e-mail addresses"
    elif not pa.types.is_integer(column.type) and _share_of_instants(texts) > _FITS:
        yield "timestamp", "its values are dates"
    elif _share_of_events(texts) > _FITS:
        yield "event", "its values are names of events"


def _share_of_instants(texts: pa.Array) -> float:
    if pc.mean(pc.match_substring_regex(texts, "[-/.:]").cast(pa.int8())).as_py() < _FITS:
        return 0.0
    parsed = [instants(texts, _UTC, order).known.mean() for order in ("day-first", "month-first")]
    numbers = micros(texts).known.mean()
    return float(max(parsed)) if numbers < _FITS else 0.0


def _share_of_events(texts: pa.Array) -> float:
    unique = texts.unique()
    if len(unique) > 200:
        return 0.0
    known = pa.array([text for text in unique.to_pylist() if canonical(text)], pa.string())
    return float(pc.mean(pc.is_in(texts, known).cast(pa.int8())).as_py())


def _fits(field: Field, column: pa.Array) -> bool:
    if is_nested(column):
        return field.kind == "items"
    filled = column.drop_null()
    if not len(filled) or field.kind in ("text", "flag"):
        return field.kind != "items"
    if field.kind == "instant":
        return bool(
            max(instants(filled, _UTC, o).known.mean() for o in ("day-first", "month-first")) > 1 - _FITS
        )
    return bool(max(micros(filled, mark).known.mean() for mark in ("comma", "point")) > 1 - _FITS)
