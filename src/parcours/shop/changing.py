"""Changing a shop's settings in a file that people edit, too: their other lines stay as they are."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path

from parcours.shop.settings import FILE, load, quoted, to_toml


def change_settings(folder: Path, changes: Mapping[str, str]) -> None:
    """Write other values of some settings.

    Raises
    ------
    InputError
        A value is not one of those that are possible; nothing was changed.

    Examples
    --------
    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp())
    >>> _ = (folder / FILE).write_text('format = 1\\n# Ours since spring.\\nname = "Tea"\\n')
    >>> change_settings(folder, {"name": "Tea and more", "zone": "Europe/Paris"})
    >>> print((folder / FILE).read_text(), end="")
    format = 1
    zone = "Europe/Paris"
    # Ours since spring.
    name = "Tea and more"
    """
    wanted = load(folder, changes, {})
    file, fresh = folder / FILE, folder / f"{FILE}.new"
    text = file.read_text("utf-8")
    for name in changes:
        text = _changed(text, name, getattr(wanted, name))
    _write(fresh, text)
    fresh.replace(file)
    if load(folder, {}, {}) != wanted:  # a value over several lines: our own way of writing holds
        _write(fresh, to_toml(wanted))
        fresh.replace(file)


def _changed(text: str, name: str, value: str) -> str:
    line = f"{name} = {quoted(value)}"
    top = re.split(r"^(?=\[)", text, maxsplit=1, flags=re.MULTILINE)[0]
    mended, count = re.subn(rf"^{name}\s*=.*$", lambda _: line, top, count=1, flags=re.MULTILINE)
    if not count:
        mended = re.sub(r"^(format\s*=.*\n)", lambda found: f"{found[1]}{line}\n", top, flags=re.MULTILINE)
    return mended + text[len(top) :]


def _write(file: Path, text: str) -> None:
    with file.open("w", encoding="utf-8") as opened:
        opened.write(text)
        opened.flush()
        os.fsync(opened.fileno())
