"""A shop to import into, and what its log then holds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from parcours.collect.importing import ImportReport, Options, Preview, import_file, preview
from parcours.shop import Settings, Shop

NOW = 1_795_000_000_000_000
"""18 November 2026."""


@dataclass(frozen=True)
class Counter:
    """A shop, and short ways to import into it and to read its log."""

    shop: Shop
    now: int = NOW

    def take_in(self, path: Path, *, progress: Any = None, **options: Any) -> ImportReport:
        """Import a file."""
        return import_file(self.shop, path, Options(**options), clock=lambda: self.now, progress=progress)

    def preview(self, path: Path, **options: Any) -> Preview:
        """Look at a file."""
        return preview(self.shop, path, Options(**options), now=self.now)

    def rows(self, *columns: str) -> list[dict[str, Any]]:
        """Return the touchpoints without what is null, by time and event."""
        found = [row for batch in self.shop.log.read(list(columns) or None) for row in batch.to_pylist()]
        return [{k: v for k, v in row.items() if v is not None} for row in found]

    def table(self, *columns: str) -> pa.Table:
        """Return columns of the log."""
        return pa.Table.from_batches(list(self.shop.log.read(list(columns))))


@pytest.fixture
def fixtures() -> Path:
    """The folder of small files of every format."""
    return Path(__file__).parent / "fixtures"


@pytest.fixture
def make_shop(tmp_path: Path) -> Callable[..., Counter]:
    """Make shops side by side."""

    def make(name: str = "shop", **settings: Any) -> Counter:
        return Counter(
            Shop.create(tmp_path / name, Settings(**{"zone": "Europe/Paris", "currency": "EUR", **settings}))
        )

    return make


@pytest.fixture
def shop(make_shop: Callable[..., Counter]) -> Counter:
    """A shop in Paris that counts in euros."""
    return make_shop()


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Write small files."""

    def write(text: str | bytes, name: str = "file.csv") -> Path:
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return write
