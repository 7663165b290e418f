"""The Delta table beneath the log: opening, refusing, committing."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import unquote

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from deltalake import CommitProperties, DeltaTable, PostCommitHookProperties, Schema, Transaction
from deltalake.exceptions import DeltaError, TableNotFoundError
from deltalake.transaction import AddAction, RemoveAction

from parcours.errors import NewerFormatError, StorageError
from parcours.eventlog.parquet import BOUNDED
from parcours.eventlog.place import UPGRADE, Place, storing
from parcours.eventlog.snapshot import UNKNOWN_FIRST, UNKNOWN_LAST, DataFile
from parcours.touchpoints.schema import SCHEMA, SCHEMA_VERSION

VERSION_KEY = "parcours.schema_version"
CHECK_KEY = "parcours.secret_check"
_CHECKPOINT_EVERY = 100
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_NO_HOOKS = PostCommitHookProperties(create_checkpoint=False, cleanup_expired_logs=False)


class _NotCommittedError(Exception):
    """The table is for certain as it was before."""

    def __init__(self, reason: OSError | DeltaError) -> None:
        super().__init__(str(reason))
        self.reason = reason


class Delta:
    """One Delta table. One process at a time may commit."""

    def __init__(self, place: Place, table: DeltaTable) -> None:
        self._place = place
        self._table = table

    @staticmethod
    def create(place: Place, secret_check: str) -> Delta:
        """Make an empty table where none is."""
        configuration = {
            "delta.dataSkippingStatsColumns": ",".join(BOUNDED),
            "delta.logRetentionDuration": "interval 1 days",
            VERSION_KEY: str(SCHEMA_VERSION),
            CHECK_KEY: secret_check,
        }
        with storing("create the log"):
            if place.folder is not None:
                place.folder.mkdir(parents=True, exist_ok=True)
            table = DeltaTable.create(
                place.uri, SCHEMA, configuration=configuration, raise_if_key_not_exists=False
            )
            place.make_durable(_entry(0))
        return Delta(place, table)

    @staticmethod
    def open(place: Place) -> Delta:
        """Open a table, unless a newer Parcours or an unknown Delta feature wrote it."""
        try:
            with storing("open the log"):
                delta = Delta(place, DeltaTable(place.uri))
        except StorageError as error:
            if isinstance(error.__cause__, TableNotFoundError):
                raise StorageError(
                    f"There is no log at {place.uri}.", advice="Run `parcours init`."
                ) from error
            raise
        delta._refuse_newer()
        return delta

    @property
    def version(self) -> int:
        """The version last seen."""
        return self._table.version()

    @property
    def secret_check(self) -> str:
        """What tells whether a secret is the log's own."""
        return self._table.metadata().configuration.get(CHECK_KEY, "")

    def refresh(self) -> None:
        """See what others committed."""
        with storing("read the log"):
            self._table.update_incremental()
        self._refuse_newer()

    def last(self, app: str) -> int:
        """Return the last version that an application committed, or -1."""
        version = self._table.transaction_version(app)
        return -1 if version is None else version

    def committed(self, app: str, version: int) -> bool:
        """Whether a batch of an application is in the table."""
        return self.last(app) >= version

    def files(self) -> tuple[DataFile, ...]:
        """Return the data files of this version, oldest first."""
        with storing("list the files of the log"):
            rows = pa.table(self._table.get_add_actions(flatten=True)).to_pylist()
        return tuple(sorted((self._data_file(row) for row in rows), key=lambda file: file.path))

    def commit(
        self,
        added: Sequence[DataFile],
        removed: Sequence[DataFile] = (),
        *,
        data_change: bool = True,
        batch: tuple[str, int] | None = None,
    ) -> None:
        """Add and remove files at once; ``batch`` is the application's (app, version).

        Where it fails for certain, the added files are deleted again.
        """
        now = time.time_ns() // 1_000_000
        actions: list[AddAction | RemoveAction] = []
        actions += [AddAction(f.path, f.size, {}, now, data_change, _stats(f)) for f in added]
        actions += [RemoveAction(f.path, data_change, now, f.size, {}) for f in removed]
        properties = CommitProperties(app_transactions=[Transaction(*batch)] if batch else None)
        with storing("commit to the log"):
            try:
                self._commit(actions, properties)
            except _NotCommittedError as error:
                self._place.discard(*(file.path for file in added))
                raise error.reason from None
            self._place.make_durable(_entry(self.version))

    def _commit(self, actions: list[AddAction | RemoveAction], properties: CommitProperties) -> None:
        """Commit, and be sure of what happened: an error may come after the entry was written."""
        before = self.version
        try:
            self._table.create_write_transaction(
                actions,
                "append",
                self._table.schema(),
                commit_properties=properties,
                post_commithook_properties=_NO_HOOKS,
            )
        except (OSError, DeltaError) as error:
            self._table.update_incremental()
            if self.version == before:
                raise _NotCommittedError(error) from error
        else:
            self._table.update_incremental()

    def checkpoint(self) -> None:
        """Sum up the log's entries from time to time, so that opening stays quick."""
        if self.version and self.version % _CHECKPOINT_EVERY == 0:
            with storing("write a checkpoint of the log"):
                self._table.create_checkpoint()
                self._table.cleanup_metadata()

    def evolve(self) -> None:
        """Add the columns that an older Parcours did not know."""
        known = {field.name for field in self._table.schema().fields}
        missing = [field.with_nullable(True) for field in SCHEMA if field.name not in known]  # noqa: FBT003 pyarrow's
        with storing("add columns to the log"):
            if missing:
                self._table.alter.add_columns(Schema.from_arrow(pa.schema(missing)).fields)
            if self._written_version() < SCHEMA_VERSION:
                self._table.alter.set_table_properties(
                    {VERSION_KEY: str(SCHEMA_VERSION)}, raise_if_not_exists=False
                )

    def appended_since(self, version: int, until: int) -> list[DataFile] | None:
        """Return the files of the commits after a version; None where rows were removed or it is unknown."""
        files: list[DataFile] = []
        for number in range(version + 1, until + 1):
            for action in self._entry(number) or [{"remove": {"dataChange": True}}]:
                if action.get("remove", {}).get("dataChange"):
                    return None
                if action.get("add", {}).get("dataChange"):
                    files.append(_entered(action["add"]))
        return files

    def _entry(self, version: int) -> list[dict[str, Any]] | None:
        try:
            with self._place.files.open_input_stream(_entry(version)) as file:
                return [json.loads(line) for line in file.read().decode().splitlines()]
        except FileNotFoundError:
            return None

    def _written_version(self) -> int:
        return int(self._table.metadata().configuration.get(VERSION_KEY, "0"))

    def _data_file(self, row: Mapping[str, Any]) -> DataFile:
        return DataFile(
            path=row["path"],
            rows=self._rows(row["path"]) if row.get("num_records") is None else row["num_records"],
            size=row["size_bytes"],
            first=_micros(row.get("min.timestamp"), UNKNOWN_FIRST),
            last=_micros(row.get("max.timestamp"), UNKNOWN_LAST),
            lowest=_known(row.get("min.profile_id"), UNKNOWN_FIRST),
            highest=_known(row.get("max.profile_id"), UNKNOWN_LAST),
        )

    def _rows(self, path: str) -> int:
        """Count the rows of a file that another tool wrote without statistics."""
        with storing("read a file of the log"), self._place.files.open_input_file(path) as file:
            return int(pq.ParquetFile(file).metadata.num_rows)

    def _refuse_newer(self) -> None:
        protocol = self._table.protocol()
        written = self._written_version()
        unknown = protocol.reader_features or []
        if written > SCHEMA_VERSION:
            raise NewerFormatError(
                f"The log was written by a newer Parcours (touchpoint schema {written}).",
                expected=f"This version knows schema {SCHEMA_VERSION}.",
                advice="Upgrade Parcours.",
            )
        if protocol.min_reader_version > 1 or unknown:
            raise NewerFormatError(
                f"The log uses Delta features that Parcours does not read: {', '.join(unknown) or protocol}.",
                advice=UPGRADE,
            )


def _entry(version: int) -> str:
    return f"_delta_log/{version:020d}.json"


def _entered(added: Mapping[str, Any]) -> DataFile:
    stats = json.loads(added["stats"])
    low, high = stats["minValues"], stats["maxValues"]
    return DataFile(
        path=unquote(added["path"]),
        rows=stats["numRecords"],
        size=added["size"],
        first=_micros(datetime.fromisoformat(low["timestamp"]), UNKNOWN_FIRST),
        last=_micros(datetime.fromisoformat(high["timestamp"]), UNKNOWN_LAST),
        lowest=low["profile_id"],
        highest=high["profile_id"],
    )


def _known(value: int | None, otherwise: int) -> int:
    return otherwise if value is None else value


def _micros(value: datetime | None, otherwise: int) -> int:
    return otherwise if value is None else (value - _EPOCH) // _MICROSECOND


def _instant(micros: int) -> str:
    return f"{np.datetime64(micros, 'us')}Z"


def _stats(file: DataFile) -> str:
    return json.dumps(
        {
            "numRecords": file.rows,
            "minValues": {"timestamp": _instant(file.first), "profile_id": file.lowest},
            "maxValues": {"timestamp": _instant(file.last), "profile_id": file.highest},
            "nullCount": {"timestamp": 0, "profile_id": 0},
        }
    )
