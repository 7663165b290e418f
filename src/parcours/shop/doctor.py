"""A check-up: what is wrong with a shop's folder, what is merely worth knowing, and what to do."""

from __future__ import annotations

import os
import shutil
import stat
import sys
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from parcours.errors import BusyError, ParcoursError
from parcours.eventlog import Finding
from parcours.shop import secret
from parcours.shop.settings import from_environment

if TYPE_CHECKING:
    from parcours.shop.shop import Shop

Check = Callable[["Shop"], Iterator[Finding]]

_GIGABYTE = 1 << 30


def check_up(shop: Shop) -> tuple[Finding, ...]:
    """Return what was found, what matters most first."""
    found = [finding for check in _CHECKS for finding in _checked(check, shop)]
    return tuple(sorted(found, key=lambda finding: finding.harmless))


def _checked(check: Check, shop: Shop) -> list[Finding]:
    try:
        return list(check(shop))
    except ParcoursError as error:
        return [Finding("unreadable", error.what, error.advice)]


def _lock(shop: Shop) -> Iterator[Finding]:
    try:
        with shop.lock():
            return
    except BusyError as error:
        yield Finding("busy", error.what, "Nothing to do: it ends with that process.", harmless=True)


def _key(shop: Shop) -> Iterator[Finding]:
    secret.read_secret(shop.folder)
    mode = stat.S_IMODE((shop.folder / secret.FILE).stat().st_mode)
    if os.name == "posix" and mode & 0o077:
        yield Finding(
            "open-key", f"Others may read the shop's key (mode {mode:o}).", f"Run: chmod 600 {secret.FILE}"
        )


def _overrides(shop: Shop) -> Iterator[Finding]:
    del shop
    for name, value in from_environment(os.environ).items():
        what = f"The environment sets {name} to '{value}', whatever parcours.toml says."
        yield Finding(
            "environment", what, f"Unset PARCOURS_{name.upper()} if that is not meant.", harmless=True
        )


def _terminal(shop: Shop) -> Iterator[Finding]:
    del shop
    encoding = getattr(sys.stdout, "encoding", None) or "unknown"
    if encoding.lower().replace("-", "") != "utf8":
        yield Finding(
            "terminal",
            f"The terminal's encoding is {encoding}: Hebrew and French may not show.",
            "Set LANG=C.UTF-8, or PYTHONUTF8=1.",
            harmless=True,
        )


def _disk(shop: Shop) -> Iterator[Finding]:
    free = shutil.disk_usage(shop.folder).free
    needed = max(2 * sum(file.size for file in shop.log.snapshot().files), _GIGABYTE)
    if free < needed:
        yield Finding(
            "disk",
            f"{free / _GIGABYTE:.1f} GB are free on the shop's disk.",
            f"Free some: compaction and a new index may need {needed / _GIGABYTE:.1f} GB.",
        )


def _log(shop: Shop) -> Iterator[Finding]:
    yield from shop.log.check(shop.index.files())


def _index(shop: Shop) -> Iterator[Finding]:
    held, logged = shop.journeys().touchpoints, shop.log.snapshot().rows
    if held != logged:
        what = f"The index holds {held} touchpoints and the log {logged}."
        yield Finding(
            "index", what, "If nothing is being imported, delete the folder index: it is made again."
        )


def _rates(shop: Shop) -> Iterator[Finding]:
    missing = [_unconverted(batch) for batch in shop.log.read(["currency", "revenue", "revenue_shop"])]
    if not missing:
        return
    for count in pc.value_counts(pa.chunked_array(missing, pa.string())).to_pylist():
        what = f"{count['counts']} amounts in {count['values']} have no rate: no sum contains them."
        advice = f"Set the rate of {count['values']} in parcours.toml before importing more."
        yield Finding("missing-rate", what, advice)


def _unconverted(batch: pa.RecordBatch) -> pa.Array:
    without = pc.and_(pc.is_valid(batch["revenue"]), pc.is_null(batch["revenue_shop"]))
    return pc.fill_null(batch["currency"].filter(without), "an unknown currency")


def _identities(shop: Shop) -> Iterator[Finding]:
    shared = len(shop.identities.ambiguous())
    if shared:
        what = f"{shared} visitors were used by several persons."
        yield Finding(
            "shared-visitors", what, "Nothing to do: they stay profiles of their own.", harmless=True
        )


_CHECKS: tuple[Check, ...] = (
    _lock,
    _key,
    _overrides,
    _terminal,
    _disk,
    _log,
    _index,
    _rates,
    _identities,
)
