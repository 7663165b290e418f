"""Shows how a file would be imported, and writes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from parcours.collect.importing.batch import Batch
from parcours.collect.importing.chunks import Chunks, converter, count
from parcours.collect.importing.options import Options
from parcours.collect.importing.report import Preview
from parcours.collect.importing.run import findings, make_context, open_import
from parcours.shop import Shop

ROWS = 20_000
_SHOWN = 5


def preview(shop: Shop, path: str | Path, options: Options | None = None, *, now: int) -> Preview:
    """Return how a file would be read, and what would become of its first rows.

    Parameters
    ----------
    shop
        Where it would go: its zone, currency and rates count.
    path, options
        As for `import_file`.
    now
        Microseconds since 1970 UTC.

    Raises
    ------
    InputError
        As for `import_file`.
    """
    given = options or Options()
    opened = open_import(Path(path), given, lambda looked, _: looked.fingerprint)
    context = make_context(shop, opened.plan, given, now)
    batch = _head(opened.source.batches())
    chunk = Chunks(context, shop).of(batch, converter(context)(batch))
    shown = chunk.rows.slice(0, _SHOWN).to_pylist()
    return Preview(
        path=opened.path,
        kind=opened.source.kind,
        plan=opened.plan,
        choices=opened.plan.choices,
        counts=count(chunk, np.ones(len(chunk.rows), np.bool_)),
        findings=findings(chunk.converted.findings),
        reasons=chunk.rejected.reasons(),
        touchpoints=tuple({k: v for k, v in row.items() if v is not None} for row in shown),
    )


def _head(batches: Iterator[Batch]) -> Batch:
    first = next(batches)
    return first if len(first) <= ROWS else first.take(np.arange(ROWS))
