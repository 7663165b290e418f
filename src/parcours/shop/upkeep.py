"""What a shop's folder holds beside the log, and may lose: it is made again when it is needed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from parcours.shop.shop import Shop

REJECTS = "*.rejects.*"


def drop_rejects(shop: Shop) -> int:
    """Delete every file of rejected rows; return how many there were."""
    files = list(shop.imports.glob(f"**/{REJECTS}"))
    for file in files:
        file.unlink()
    return len(files)


def drop_index(shop: Shop) -> None:
    """Delete the index, also under those who are reading it."""
