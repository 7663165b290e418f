"""The bytes of a file: opened, unpacked, looked over once."""

from __future__ import annotations

import codecs
import gzip
import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import IO

import numpy as np

from parcours.errors import InputError

BLOCK = 1 << 20
_GZIP, _ZIP, PARQUET = b"\x1f\x8b", b"PK\x03\x04", b"PAR1"
XLSX_PART = "[Content_Types].xml"


@dataclass(frozen=True)
class Survey:
    """What one pass over all bytes tells.

    ``fingerprint`` is a hash of the contents; ``accented`` counts bytes above 127, ``paired`` those of
    them in a run of Hebrew letters as cp1255 writes them, ``broken`` the places that are not UTF-8.
    """

    fingerprint: str
    size: int
    accented: int
    paired: int
    broken: int


@dataclass(frozen=True)
class Packed:
    """A file and how it is packed."""

    path: Path
    packing: str = ""
    member: str = ""

    @contextmanager
    def open(self) -> Iterator[IO[bytes]]:
        """Open the unpacked bytes.

        Raises
        ------
        InputError
            The packing is damaged.
        """
        try:
            with self._open() as file:
                yield file
        except (EOFError, gzip.BadGzipFile, zlib.error, zipfile.BadZipFile) as error:
            raise InputError(
                f"{self.path} is damaged: it cannot be unpacked to its end.", advice="Fetch the file again."
            ) from error

    @contextmanager
    def _open(self) -> Iterator[IO[bytes]]:
        if self.packing == "gzip":
            with gzip.open(self.path) as file:
                yield io.BufferedReader(file, BLOCK)
        elif self.packing == "zip":
            with zipfile.ZipFile(self.path) as archive, archive.open(self.member) as file:
                yield file
        else:
            with self.path.open("rb") as file:
                yield file


def unpack(path: Path) -> Packed:
    """Find out how a file is packed.

    Raises
    ------
    InputError
        There is no such file, it is a folder, empty, not readable, or an archive of several files.
    """
    head = _head(path)
    if head.startswith(_GZIP):
        return Packed(path, "gzip")
    if head.startswith(_ZIP):
        return _unzip(path)
    return Packed(path)


def _head(path: Path) -> bytes:
    if path.is_dir():
        raise InputError(f"{path} is a folder.", advice="Name one file of it.")
    try:
        with path.open("rb") as file:
            head = file.read(8)
    except FileNotFoundError as error:
        raise InputError(f"There is no file {path}.", advice="Check the path.") from error
    except OSError as error:
        raise InputError(
            f"{path} cannot be read: {error.strerror}.", advice="Check its permissions."
        ) from error
    if not head:
        raise InputError(f"{path} is empty.", advice="Export it again.")
    return head


def _unzip(path: Path) -> Packed:
    try:
        with zipfile.ZipFile(path) as archive:
            names = [info.filename for info in archive.infolist() if not info.is_dir()]
    except zipfile.BadZipFile as error:
        raise InputError(f"{path} is a damaged archive.", advice="Fetch the file again.") from error
    if XLSX_PART in names:
        return Packed(path)
    names = [name for name in names if not name.startswith("__MACOSX/")]
    if len(names) != 1:
        raise InputError(
            f"{path} is an archive of {len(names)} files: {', '.join(names[:5])}.",
            advice="Unpack it and import them one by one.",
        )
    return Packed(path, "zip", names[0])


def survey(packed: Packed) -> Survey:
    """Read all bytes once; of those that are no text, only the fingerprint and size tell."""
    digest, decoder = blake2b(digest_size=16), codecs.getincrementaldecoder("utf-8")("replace")
    size = accented = paired = broken = 0
    binary: bool | None = None
    with packed.open() as file:
        while block := file.read(BLOCK):
            digest.update(block)
            size += len(block)
            if binary is None:
                binary = block.startswith((PARQUET, _ZIP))
            if binary:
                continue
            data = np.frombuffer(block, np.uint8)
            high = int(np.count_nonzero(data >= 0x80))
            if high:
                accented += high
                paired += _hebrew_runs(data)
            # An unfinished character may wait at the end of the block before.
            if high or decoder.getstate()[0]:
                broken += decoder.decode(block).count("�")
    broken += decoder.decode(b"", final=True).count("�")
    if not size:
        raise InputError(f"{packed.path} is empty.", advice="Export it again.")
    return Survey(digest.hexdigest(), size, accented, paired, broken)


def _hebrew_runs(data: np.ndarray) -> int:
    letters = (data >= 0xE0) & (data <= 0xFA)
    beside = np.zeros(len(letters), np.bool_)
    beside[1:] |= letters[:-1]
    beside[:-1] |= letters[1:]
    return int(np.count_nonzero(letters & beside))
