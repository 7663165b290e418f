"""Looks at a file in a process of its own, with little memory: what is in it must not end the application.

``python -m parcours.web.imports.look`` reads what to look at from standard input, and answers in JSON.
"""

from __future__ import annotations

import contextlib
import json
import sys
import time
from dataclasses import asdict
from pathlib import Path
from typing import Any

from parcours.collect.importing import Options, preview
from parcours.collect.importing.choices import Choice
from parcours.collect.importing.files import open_source
from parcours.collect.importing.guessing import guessed
from parcours.errors import InputError, ParcoursError
from parcours.shop import open_shop

MEMORY = 3 << 30
"""Bytes that reading a file may take; a worksheet of a million rows takes less than half of it."""

_UNCLEAR = {
    "COLUMN=timestamp": "no_time",
    "COLUMN=user_id": "no_person",
    "COLUMN=event": "no_event",
    "--dates": "dates",
    "--decimal": "decimal",
    "--sheet": "no_rows",
}
_WORDS = {
    "is empty": "empty",
    "not a single row": "no_rows",
    "no rows": "no_rows",
    "columns in common": "no_table",
    "of no known kind": "unknown_kind",
    "damaged": "damaged",
    "cannot be read as a workbook": "damaged",
    "cut off": "damaged",
    "is an archive of": "archive",
    "packed file": "archive",
}


def main() -> None:
    """Answer what was asked."""
    asked = json.load(sys.stdin)
    _limit(MEMORY)
    seen = _look(Path(asked["shop"]), Path(asked["file"]), asked["options"])
    json.dump(seen, sys.stdout, default=str)


def _look(folder: Path, file: Path, given: dict[str, Any]) -> dict[str, Any]:
    try:
        options = Options(**given)
        return preview(open_shop(folder), file, options, now=time.time_ns() // 1000).to_dict()
    except MemoryError:
        return {"error": "heavy", "what": "", "columns": []}
    except ParcoursError as error:
        # The path on this machine is nobody's business.
        what = str(error).replace(str(file), "…")
        return {"error": _word(error), "what": what, "columns": _columns(file, given)}


def _word(error: ParcoursError) -> str:
    said = next((word for sign, word in _UNCLEAR.items() if sign in error.advice), "")
    if said:
        return said
    foreign = error.expected.startswith("Files that can be imported")
    return next(
        (word for sign, word in _WORDS.items() if sign in error.what), "foreign" if foreign else "other"
    )


def _columns(file: Path, given: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the columns of a file that is not clear, so that somebody can say what they are."""
    with contextlib.suppress(InputError):
        source, _ = open_source(file, encoding=given.get("encoding", ""), sheet=given.get("sheet", ""))
        sample = source.sample()
        said = given.get("columns", {})
        told = [
            Choice(each.column, said.get(each.column, each.field), each.why, each.examples)
            for each in guessed(sample)
        ]
        return [asdict(each) for each in told]
    return []


def _limit(size: int) -> None:
    with contextlib.suppress(ImportError):
        import resource

        resource.setrlimit(resource.RLIMIT_DATA, (size, size))


if __name__ == "__main__":
    main()
