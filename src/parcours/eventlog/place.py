"""Where a log lies: a folder, or an object store for the table and a folder for the rest."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
from deltalake.exceptions import DeltaError
from deltalake.fs import DeltaStorageHandler
from pyarrow import fs

from parcours.errors import InputError, NewerFormatError, StorageError

UPGRADE = "Upgrade Parcours, or remove what is new with the tool that added it."
PRIVATE = "_parcours"
"""Our own folder beside the data files; every Delta reader skips names that start with '_'."""


@dataclass(frozen=True)
class Place:
    """The table's address, its files, and the local folder for what is not part of the table."""

    uri: str
    files: fs.FileSystem
    folder: Path | None
    private: Path

    @staticmethod
    def of(root: str | os.PathLike[str], private: Path | None = None) -> Place:
        """Take a path, or a URL such as ``s3://...`` with a local ``private`` folder."""
        address = os.fspath(root)
        if "://" not in address:
            folder = Path(address)
            files = fs.SubTreeFileSystem(str(folder), fs.LocalFileSystem())
            return Place(str(folder), files, folder, private or folder / PRIVATE)
        if private is None:
            raise InputError("A log at a URL needs a local folder for its private files.")
        return Place(address, fs.PyFileSystem(DeltaStorageHandler(address)), None, private)

    def make_durable(self, *names: str) -> None:
        """Force files of a local table to disk; an object store has done so already."""
        if self.folder is not None:
            for name in names:
                sync(self.folder / name)
                sync_folder((self.folder / name).parent)

    def missing(self, *names: str) -> list[str]:
        """Return those of some files that are not there."""
        infos = self.files.get_file_info(list(names))
        return [info.path for info in infos if info.type != fs.FileType.File]

    def discard(self, *names: str) -> None:
        """Delete files that no reader knows, where they exist."""
        with storing("delete a file of the log"):
            for info in self.files.get_file_info(list(names)):
                if info.type == fs.FileType.File:
                    self.files.delete_file(info.path)


def sync(path: Path) -> None:
    """Force a file's bytes to disk."""
    with path.open("rb") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Force a folder's names to disk, where the system can."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextmanager
def storing(deed: str) -> Iterator[None]:
    """Tell a failure of disk, object store or Delta Lake as a StorageError."""
    try:
        yield
    except FileNotFoundError as error:
        raise StorageError(
            f"Could not {deed}: a file of the log is gone ({error}).",
            advice="If this repeats, run `parcours doctor`.",
            retryable=True,
        ) from error
    except (OSError, DeltaError, pa.ArrowException) as error:
        raise _told(deed, error) from error


def _told(deed: str, error: OSError | DeltaError | pa.ArrowException) -> StorageError:
    if is_full(error):
        return StorageError(
            f"Could not {deed}: the disk is full.",
            advice="Free some space and try again; what was acknowledged is safe.",
            retryable=True,
        )
    if isinstance(error, DeltaError) and "not supported" in str(error):
        return NewerFormatError(f"Could not {deed}: {error}.", advice=UPGRADE)
    return StorageError(f"Could not {deed}: {error}.", advice="Run `parcours doctor`.")


def is_full(error: BaseException) -> bool:
    """Whether an error says that there is no room: disk full, quota or file size limit."""
    code = error.errno if isinstance(error, OSError) else None
    words = str(error)
    return code in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG) or any(
        part in words for part in ("No space left", "os error 28", "File too large", "os error 27")
    )
