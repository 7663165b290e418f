"""Write keys: who may send touchpoints, and how far what they say is believed."""

from __future__ import annotations

import os
import secrets
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Literal, get_args
from urllib.parse import urlsplit

import msgspec

from parcours.errors import InputError, StorageError

FILE = "keys.json"
LONGEST_NAME = 80
_LOOK_EVERY = 0.5
Kind = Literal["browser", "server"]


@dataclass(frozen=True)
class Key:
    """One sender.

    A browser's key stands in every page and is no secret: it is kept as it is, for the line to paste, and
    may not tell of money. Of a server's key only the hash is kept. ``origins`` are the sites whose pages
    may send with a browser's key; without any, all may.
    """

    name: str
    kind: Kind
    hash: str
    created_at: datetime
    origins: tuple[str, ...] = ()
    public: str = ""

    def admits(self, origin: str) -> bool:
        """Return whether a page of a site may send with this key.

        A server's key is none of a page's business: one that stands in a page is not secret any more.
        """
        return self.kind == "browser" and (not self.origins or origin in self.origins)


def new_key(folder: Path, name: str, kind: Kind, now: datetime, origins: Sequence[str] = ()) -> str:
    """Make a key for a sender and return it: a server's cannot be shown again.

    Raises
    ------
    InputError
        The name is taken or too long, the kind does not exist, or an origin is none or a server's key's.
    """
    if kind not in get_args(Kind):
        raise InputError(
            f"There is no kind of key '{kind}'.", expected=f"One of {', '.join(get_args(Kind))}."
        )
    if len(name) > LONGEST_NAME:
        raise InputError(f"The name of a key is longer than {LONGEST_NAME} letters.")
    if not name.strip() or any(key.name == name for key in read_keys(folder)):
        raise InputError(f"The name '{name}' is empty or taken.", advice="Give the key another name.")
    sites = tuple(_origin(each, kind) for each in origins)
    secret = secrets.token_urlsafe(24)
    public = secret if kind == "browser" else ""
    _write(folder, (*read_keys(folder), Key(name, kind, _hash(secret), now, sites, public)))
    return secret


def drop_key(folder: Path, name: str) -> None:
    """Take a key back: what is sent under it is refused from now on."""
    rest = tuple(key for key in read_keys(folder) if key.name != name)
    if len(rest) == len(read_keys(folder)):
        raise InputError(f"There is no key '{name}'.")
    _write(folder, rest)


def read_keys(folder: Path) -> tuple[Key, ...]:
    """Return the keys of a shop."""
    try:
        return msgspec.json.decode((folder / FILE).read_bytes(), type=tuple[Key, ...])
    except FileNotFoundError:
        return ()
    except (OSError, msgspec.DecodeError) as error:
        raise StorageError(f"{folder / FILE} cannot be read: {error}.", advice="Restore it.") from error


class Keys:
    """The keys of a shop as they stand: one that is made counts at once, one taken back within a second.

    Asking the disk at every call would be the dearest part of it.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._stamp = -1
        self._looked = -_LOOK_EVERY
        self._by_hash: dict[str, Key] = {}

    def find(self, secret: str) -> Key | None:
        """Return whose key this is."""
        hashed, now = _hash(secret), time.monotonic()
        if hashed not in self._by_hash or now - self._looked >= _LOOK_EVERY:
            self._look()
            self._looked = now
        return self._by_hash.get(hashed)

    def admit(self, origin: str) -> bool:
        """Return whether pages of a site may send with any key."""
        self._look()
        return any(key.admits(origin) for key in self._by_hash.values())

    def _look(self) -> None:
        stamp = self._changed()
        if stamp != self._stamp:
            self._by_hash = {key.hash: key for key in read_keys(self._folder)}
            self._stamp = stamp

    def _changed(self) -> int:
        try:
            return (self._folder / FILE).stat().st_mtime_ns
        except FileNotFoundError:
            return 0


def _origin(told: str, kind: Kind) -> str:
    """Return a site as browsers name it."""
    parts = urlsplit(told.strip().lower())
    origin = f"{parts.scheme}://{parts.netloc}"
    if (
        kind != "browser"
        or parts.scheme not in ("http", "https")
        or told.strip().lower().rstrip("/") != origin
    ):
        raise InputError(
            f"'{told}' is no site that a key can be kept to.",
            expected="For a browser's key, such as https://shop.example, without a path.",
        )
    return origin


def _hash(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()  # of 24 random bytes: nothing to guess, so nothing to slow


def _write(folder: Path, keys: tuple[Key, ...]) -> None:
    fresh = folder / f"{FILE}.new"
    fresh.unlink(missing_ok=True)
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(msgspec.json.encode([asdict(key) for key in keys]))
        file.flush()
        os.fsync(handle)
    fresh.replace(folder / FILE)
