"""A small log, and touchpoints to put into it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from parcours.eventlog import EventLog
from parcours.touchpoints.schema import SCHEMA

SECRET = b"0123456789abcdef"


def _touchpoints(ids: Iterable[str], *, profiles: Sequence[int] = (1,), **columns: Any) -> pa.Table:
    names = list(ids)
    given: dict[str, Any] = {
        "message_id": names,
        "source": "test",
        "type": "track",
        "event": "Product Viewed",
        "origin": "customer",
        "trust": "server",
        "profile_id": [profiles[i % len(profiles)] for i in range(len(names))],
        "timestamp": [1_000_000 * i for i in range(len(names))],
        "received_at": 0,
        **columns,
    }
    return pa.table(
        [
            pa.array(value if isinstance(value, list) else [value] * len(names), field.type)
            for field in SCHEMA
            for value in [given.get(field.name)]
        ],
        schema=SCHEMA,
    )


@pytest.fixture(scope="session")
def touchpoints() -> Callable[..., pa.Table]:
    """Make touchpoints with these message ids; a keyword sets a column, to one value or to a list."""
    return _touchpoints


@pytest.fixture(scope="session")
def ids_in() -> Callable[..., list[str]]:
    """The message ids that a read yields, in its order."""

    def read(log: EventLog, **wanted: Any) -> list[str]:
        return [
            name for batch in log.read(["message_id"], **wanted) for name in batch["message_id"].to_pylist()
        ]

    return read


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "log"


@pytest.fixture
def log(root: Path) -> EventLog:
    return EventLog.create(root, secret=SECRET)


@pytest.fixture
def reopen(root: Path) -> Callable[[], EventLog]:
    """Open the log anew, as another process would."""
    return lambda: EventLog.open(root, secret=SECRET)
