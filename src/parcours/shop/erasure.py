"""Erasing a person: from the log, the links, the index and the rejected rows, down to the last byte."""

from __future__ import annotations

import json
import shutil
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from parcours.shop.identities import Identities, Ints
from parcours.shop.person import Person

if TYPE_CHECKING:
    from parcours.shop.shop import Shop

AUDIT = "audit.ndjson"


@dataclass(frozen=True)
class Erasure:
    """What an erasure did.

    Parameters
    ----------
    touchpoints
        Rows deleted from the log.
    links
        Links between identifiers that were removed.
    reject_files
        Files of rejected rows that were deleted, with all else that importers keep: all there were, as a
        rejected row says nothing of itself that can be relied on. Importing a file again makes its own.
    """

    touchpoints: int
    links: int
    reject_files: int

    def to_dict(self) -> dict[str, int]:
        """Return the report as plain values."""
        return asdict(self)


def erase(shop: Shop, person: Person, now: datetime) -> Erasure:
    """Erase a person; begun again after a crash, it ends what it had begun."""
    with shop.lock():
        shop.identities.refresh()
        leaves = leaves_of(person, shop.identities)
        rejects = _drop_imports(shop.imports)
        rows = shop.log.erase(leaves).rows
        links = shop.identities.forget(leaves)  # not before: until then the same words find the same leaves
        shop.index.rebuild(shop.identities.roots())
        report = Erasure(rows, links, rejects)
        _note(shop, report, now)
    return report


def _drop_imports(imports: Path) -> int:
    count = len(list(imports.glob("*.rejects.csv")))
    if imports.exists():
        shutil.rmtree(imports)
    return count


def leaves_of(person: Person, identities: Identities) -> Ints:
    """Return every leaf profile of a person."""
    told = [identities.leaf(kind, value) for kind, value in person.identifiers()]
    told += [] if person.profile is None else [person.profile]
    return identities.person(np.array(told, np.int64))


def _note(shop: Shop, report: Erasure, now: datetime) -> None:
    line = {"at": now.isoformat(timespec="seconds"), "action": "profile.erased", **report.to_dict()}
    with (shop.folder / AUDIT).open("a", encoding="utf-8") as file:
        file.write(json.dumps(line) + "\n")
