"""How far an index is that is being made, told in a file: whoever waits for it may be another process."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

_FILE = ".making"


@dataclass(frozen=True)
class Making:
    """How many touchpoints have been read, of how many."""

    done: int
    of: int


@contextlib.contextmanager
def telling(folder: Path, of: int) -> Iterator[Callable[[int], None]]:
    """Tell that an index is being made until the end of the block; what is yielded tells how far it is."""
    file = folder / _FILE

    def tell(done: int) -> None:
        file.write_text(f"{done} {of}", encoding="utf-8")

    tell(0)
    try:
        yield tell
    finally:
        file.unlink(missing_ok=True)


def making(folder: Path) -> Making | None:
    """Return how far the index in a folder is; None where none is being made.

    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp())
    >>> with telling(folder, 200) as tell:
    ...     tell(50)
    ...     print(making(folder))
    Making(done=50, of=200)
    >>> making(folder)
    """
    try:
        done, of = (folder / _FILE).read_text(encoding="utf-8").split()
    except (OSError, ValueError):  # not there, or being written
        return None
    return Making(int(done), int(of))
