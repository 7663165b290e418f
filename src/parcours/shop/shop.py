"""The folder of a shop and what is reached through it."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from parcours.errors import InputError
from parcours.shop import secret
from parcours.shop import settings as settings_file
from parcours.shop.covered import covered
from parcours.shop.left_out import left_out
from parcours.shop.lock import FolderLock
from parcours.shop.person import Person
from parcours.shop.settings import Settings
from parcours.shop.templates import templates_of
from parcours.touchpoints import parse_zone

# What compiles kernels takes a while to import: it is imported where it is used.
if TYPE_CHECKING:
    from datetime import datetime

    from parcours.eventlog import Compacted, EventLog, Finding
    from parcours.journeys import Journeys
    from parcours.journeys.index import Index
    from parcours.shop.erasure import Erasure
    from parcours.shop.identities import Identities
    from parcours.touchpoints import Rates

_OURS = frozenset({"lock", secret.FILE, f"{secret.FILE}.new", f"{settings_file.FILE}.new", "log"})


class Shop:
    """One shop's folder.

    ``parcours.toml`` the settings, ``secret.key`` the key of its identities, ``log/`` the touchpoints
    (a Delta table), ``identities/`` which visitor is whom, ``index/`` the sequences that analyses read
    (made again when lost), ``imports/`` progress and rejected rows, ``stages.yaml`` and ``steps.yaml`` its
    own rules of stages and steps, where it has any.

    Use `parcours.open` or `Shop.create` to get one.
    """

    def __init__(self, folder: Path, settings: Settings) -> None:
        self.folder = folder
        self.settings = settings
        self._writing = FolderLock(folder / "lock")

    @classmethod
    def create(cls, folder: str | Path, settings: Settings | None = None) -> Shop:
        """Make a new shop in a folder that does not exist or is empty.

        Raises
        ------
        InputError
            The folder is a shop already, or holds something else.
        BusyError
            Another process is making a shop there.
        """
        place, settings = Path(folder), settings or Settings()
        _check_place(place)
        place.mkdir(parents=True, exist_ok=True)
        shop = cls(place, settings)
        with shop.lock():
            _check_place(place)  # again: another process may just have made one
            secret.create_secret(place)
            shop._make_log()
            shop._write_settings()  # last: it makes the folder a shop
        return shop

    @cached_property
    def log(self) -> EventLog:
        """The record of all touchpoints."""
        from parcours.eventlog import EventLog

        return EventLog.open(self.folder / "log", secret=secret.read_secret(self.folder))

    @cached_property
    def identities(self) -> Identities:
        """Who is who."""
        from parcours.shop.identities import Identities

        return Identities(self.folder / "identities", secret.read_secret(self.folder))

    @cached_property
    def index(self) -> Index:
        """The sequences that analyses read; made again when lost."""
        from parcours.journeys.index import Index

        return Index(self.folder / "index", self.log)

    @cached_property
    def rates(self) -> Rates:
        """What other currencies are worth in the shop's, by day."""
        from parcours.shop.rates import ShopRates

        return ShopRates(self.settings, self.folder)

    @property
    def imports(self) -> Path:
        """The folder of what importers keep: how far each came, and the rows they rejected."""
        return self.folder / "imports"

    @contextlib.contextmanager
    def lock(self) -> Iterator[None]:
        """Be the one that writes.

        Raises
        ------
        BusyError
            Another process writes; the message names it.
        """
        with self._writing.held():
            yield

    def journeys(self) -> Journeys:
        """Return the journeys as the log tells them now; needs no lock."""
        from parcours.journeys import Journeys

        self.identities.refresh()
        return Journeys.open(
            self.index.folder,
            self.log,
            roots=self.identities.roots(),
            currency=self.settings.currency,
            zone=parse_zone(self.settings.zone),
            templates=templates_of(self.folder),
            left_out=left_out(self.folder),
        )

    def erase(self, person: Person, now: datetime) -> Erasure:
        """Erase a person from everything in the folder; leaves no byte and cannot be undone.

        Parameters
        ----------
        person
            Any identifiers of theirs.
        now
            The moment to note; the note holds no personal data.

        Raises
        ------
        InputError
            Nobody was named.
        BusyError
            Another process writes.
        """
        from parcours.shop.erasure import erase

        return erase(self, person, now)

    def compact(self) -> Compacted:
        """Merge small files of the log; whoever reads goes on reading.

        Raises
        ------
        BusyError
            Another process writes.
        """
        with self.lock():
            return self.log.compact(self.index.files() | self._not_covered())

    def doctor(self) -> tuple[Finding, ...]:
        """Return what is wrong or worth knowing, each with advice; nothing is changed."""
        from parcours.shop.doctor import check_up

        return check_up(self)

    def _not_covered(self) -> frozenset[str]:
        """Return the paths of the files that the state must still read."""
        version = covered(self.folder)
        files = None if version is None else self.log.added_since(version)
        return frozenset(file.path for file in files or ())

    def _make_log(self) -> None:
        from parcours.eventlog import EventLog

        place = self.folder / "log"
        if not any(place.glob("_delta_log/*.json")):
            EventLog.create(place, secret=secret.read_secret(self.folder))

    def _write_settings(self) -> None:
        fresh = self.folder / f"{settings_file.FILE}.new"
        fresh.write_text(settings_file.to_toml(self.settings), "utf-8")
        fresh.replace(self.folder / settings_file.FILE)


def open_shop(folder: str | Path, **overrides: Any) -> Shop:
    """Open a shop's folder.

    Parameters
    ----------
    folder
        Where the shop lies.
    **overrides
        Settings that win over the environment and over ``parcours.toml``.

    Raises
    ------
    InputError
        There is no shop, or a setting is wrong.
    NewerFormatError
        A newer version of Parcours made it.

    Examples
    --------
    >>> import tempfile
    >>> folder = tempfile.mkdtemp()
    >>> _ = Shop.create(folder, Settings(name="Tea and more", currency="ILS"))
    >>> open_shop(folder).settings.name
    'Tea and more'
    """
    place = Path(folder)
    if not (place / settings_file.FILE).is_file():
        raise InputError(
            f"{place} is not a shop's folder.",
            expected=f"A folder with a file {settings_file.FILE} was expected.",
            advice=f"Make one with: parcours init {place}",
        )
    return Shop(place, settings_file.load(place, overrides, os.environ))


def _check_place(place: Path) -> None:
    if (place / settings_file.FILE).exists():
        raise InputError(f"{place} is a shop already.", advice="Open it, or choose another folder.")
    if place.exists() and not place.is_dir():
        raise InputError(f"{place} is a file.", expected="A folder was expected.")
    if place.exists() and (foreign := sorted({entry.name for entry in place.iterdir()} - _OURS)):
        raise InputError(
            f"{place} is not empty: it holds '{foreign[0]}'.",
            advice="Choose an empty or a new folder for the shop.",
        )
