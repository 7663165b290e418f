"""Imports a file: read, regroup, convert, identify and append overlap, chunk by chunk."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import blake2b
from pathlib import Path

import numpy as np

from parcours.collect.importing.ahead import ahead
from parcours.collect.importing.batch import Source
from parcours.collect.importing.chunks import Chunk, Chunks, column_names, converter, count, new_rows
from parcours.collect.importing.convert.context import Context
from parcours.collect.importing.files import open_source
from parcours.collect.importing.files.json_records import JsonFile
from parcours.collect.importing.files.stream import Survey
from parcours.collect.importing.mapping import Plan, make_plan
from parcours.collect.importing.options import Options
from parcours.collect.importing.regroup import regrouped
from parcours.collect.importing.rejects import SUFFIX, RejectFile, storing
from parcours.collect.importing.report import Counts, Finding, ImportReport, Progress, Watcher
from parcours.collect.importing.state import Standing, State, StateFile
from parcours.errors import InputError
from parcours.eventlog import EventLog
from parcours.eventlog.siphash import derive
from parcours.shop import Shop
from parcours.shop.secret import read_secret
from parcours.touchpoints import parse_zone

VERSION = 1
"""Changes when the same file and options would make other chunks: then no chunk counts as done."""


@dataclass(frozen=True)
class Opened:
    """A file, how it is read, and the fingerprint of both; ``stamp`` tells when it changes."""

    path: Path
    stamp: tuple[int, int]
    source: Source
    plan: Plan
    fingerprint: str


def open_import(path: Path, options: Options, fingerprint_of: Callable[[Survey, Options], str]) -> Opened:
    """Open a file and decide how to read it."""
    stamp = _stamp(path)
    source, looked = open_source(path, encoding=options.encoding, sheet=options.sheet)
    sample = source.sample()
    if not len(sample) and not sample.unreadable:
        raise InputError(f"{path} has columns but not a single row.", advice="Export it again.")
    plan = make_plan(sample, options, strict_numbers=source.kind == "CSV")
    if plan.format.list_path and isinstance(source, JsonFile):
        source = source.exploded(plan.format.list_path)
        plan = make_plan(source.sample(), replace(options, format=plan.format.name), strict_numbers=False)
    return Opened(path, stamp, source, plan, fingerprint_of(looked, options))


def make_context(shop: Shop, plan: Plan, options: Options, now: int) -> Context:
    """Return what converting needs to know of a shop."""
    settings = shop.settings
    return Context(
        plan=plan,
        zone=parse_zone(settings.zone),
        currency=options.currency or settings.currency,
        shop_currency=settings.currency,
        rates=shop.rates,
        now=now,
        test_orders=options.test_orders,
        key=derive(read_secret(shop.folder), "row"),
    )


def import_file(
    shop: Shop,
    path: str | Path,
    options: Options | None = None,
    *,
    clock: Callable[[], int],
    progress: Watcher | None = None,
) -> ImportReport:
    """Import a file of orders or events into a shop's log.

    Parameters
    ----------
    shop
        Where to.
    path
        CSV, XLSX, Parquet, NDJSON or JSON, plain or packed.
    options
        What the file does not say itself.
    clock
        Returns now, in microseconds since 1970 UTC.
    progress
        Called after each chunk. What it raises stops the import, to be resumed by the same call.

    Returns
    -------
    ImportReport
        ``read = accepted + rejected + duplicates`` counts rows of the file.

    Raises
    ------
    InputError
        The file cannot be read, or leaves open how; the message says what to type.
    StorageError
        The disk refuses; the same call goes on where it stopped.
    BusyError
        Another process writes to the shop.

    Examples
    --------
    >>> import tempfile
    >>> from parcours.shop import Shop
    >>> folder = Path(tempfile.mkdtemp())
    >>> file = folder / "orders.csv"
    >>> _ = file.write_text("order,customer,date,total\\nA1,c1,2026-01-05,12.50\\n")
    >>> report = import_file(Shop.create(folder / "shop"), file, clock=lambda: 1_770_000_000_000_000)
    >>> report.counts.read, report.counts.accepted
    (1, 1)
    """
    given = options or Options()
    opened = open_import(Path(path), given, lambda looked, chosen: _fingerprint(looked, chosen, shop))
    with shop.lock():
        with storing(shop.imports):
            shop.imports.mkdir(exist_ok=True)
        return _Import(shop, opened, given, clock).run(progress or (lambda _: None))


class _Import:
    """One run over one file, under the shop's lock."""

    def __init__(self, shop: Shop, opened: Opened, options: Options, clock: Callable[[], int]) -> None:
        self._shop = shop
        self._opened = opened
        self._file = StateFile(shop.imports / f"{opened.fingerprint}.json")
        self._known = self._file.read()
        self._state = self._known or State(str(opened.path), clock())
        self._rejects = RejectFile(shop.imports / f"{opened.fingerprint}{SUFFIX}", column_names(opened.plan))
        self._context = make_context(shop, opened.plan, options, self._state.began)
        self._app = f"import:{opened.fingerprint}"

    def run(self, progress: Watcher) -> ImportReport:
        """Append what is not in the log yet."""
        log, last = self._shop.log, self._shop.log.last(self._app)
        standing = self._state.standing(last)
        if standing.chunk > last:  # the log is older than what is known of it, as after a restore
            standing = Standing()
        elif self._state.complete:
            return self._report(_repeated(standing), complete_before=True)
        self._rejects.cut(standing.rejects)
        for number, chunk in enumerate(ahead(self._chunks())):
            if number > standing.chunk:
                standing = self._append(chunk, standing, log, fresh=number > last)
                self._check_unchanged()
                progress(Progress(chunk.done, self._opened.source.size, standing.counts))
        self._check_unchanged()
        self._state = replace(self._state, before=standing, after=standing, complete=True)
        self._file.write(self._state)
        if log.compaction_due:
            self._shop.compact()
        return self._report(standing, resumed=self._known is not None)

    def _check_unchanged(self) -> None:
        if _stamp(self._opened.path) != self._opened.stamp:
            raise InputError(
                f"{self._opened.path} changed while it was read.",
                advice="Import it again when nothing writes to it: rows that are in count as duplicates.",
            )

    def _chunks(self) -> Iterator[Chunk]:
        opened, folder = self._opened, self._shop.imports / f"{self._opened.fingerprint}.parts"
        source = ahead(opened.source.batches())
        batches = (
            regrouped(source, opened.plan, folder, opened.source.size)
            if opened.plan.rows == "orders"
            else source
        )
        convert = converter(self._context)
        chunks = Chunks(self._context, self._shop)
        for batch in batches:
            yield chunks.of(batch, convert(batch))

    def _append(self, chunk: Chunk, standing: Standing, log: EventLog, *, fresh: bool) -> Standing:
        new = new_rows(chunk, log) if fresh else np.zeros(len(chunk.rows), np.bool_)
        counts = count(chunk, new)
        after = standing.after(
            counts, chunk.rejected.reasons(), chunk.converted.findings, self._rejects.append(chunk.rejected)
        )
        self._state = replace(self._state, before=standing, after=after)
        self._file.write(self._state)
        self._shop.identities.link(chunk.identified.links)
        log.append(chunk.rows, app=self._app, version=after.chunk)
        return after

    def _report(
        self, standing: Standing, *, resumed: bool = False, complete_before: bool = False
    ) -> ImportReport:
        return ImportReport(
            path=self._opened.path,
            fingerprint=self._opened.fingerprint,
            format=self._opened.plan.format.name,
            rows=self._opened.plan.rows,
            counts=standing.counts,
            findings=findings(standing.findings),
            reasons=dict(standing.reasons),
            rejects=self._rejects.path if standing.counts.rejected else None,
            resumed=resumed,
            complete_before=complete_before,
        )


def findings(counts: Mapping[str, int]) -> tuple[Finding, ...]:
    """Return findings, the most frequent first."""
    return tuple(Finding(text, n) for text, n in Counter(counts).most_common())


def _repeated(standing: Standing) -> Standing:
    """Return how the same file counts when all of it is in the log already."""
    counts = standing.counts
    again = Counts(counts.read, 0, counts.rejected, counts.accepted + counts.duplicates)
    return replace(standing, counts=again)


def _stamp(path: Path) -> tuple[int, int]:
    try:
        about = path.stat()
    except OSError:
        return 0, 0
    return about.st_size, about.st_mtime_ns


def _fingerprint(looked: Survey, options: Options, shop: Shop) -> str:
    """Return what identifies an import: contents, and everything that changes what is made of them."""
    said = (
        VERSION,
        looked.fingerprint,
        sorted(options.columns.items()),
        replace(options, columns={}),
        shop.settings.zone,
    )
    return blake2b(repr(said).encode(), digest_size=12).hexdigest()
