"""The state of a shop, where it has one: commands that need no tables do not make any."""

from __future__ import annotations

import time

from parcours.errors import BusyError
from parcours.shop import Shop
from parcours.state.database import FILE
from parcours.stream import heartbeat


def has_state(shop: Shop) -> bool:
    """Whether the app was ever started for this shop."""
    return bool(shop.settings.database) or (shop.folder / FILE).exists()


def while_running(shop: Shop, error: BusyError) -> BusyError:
    """Return the error with what to do where it is the shop's own worker that has the folder."""
    beat = heartbeat.read(shop.folder)
    if beat is None or not beat.alive(time.time_ns() // 1000):
        return error
    return BusyError(
        f"The shop is running: its worker (process {beat.pid}) has {shop.folder}.",
        advice="Import files in the app (small files merge by themselves), or stop `parcours run` first.",
    )


def check_not_running(shop: Shop) -> None:
    """Make sure that no worker has the shop; somebody who imports a file may, and is waited for.

    Raises
    ------
    BusyError
        It is running already.
    """
    beat = heartbeat.read(shop.folder)
    if beat is None or not beat.alive(time.time_ns() // 1000):
        return
    try:
        with shop.lock():
            return
    except BusyError as error:
        raise BusyError(
            f"The shop is running already: process {beat.pid} is its worker.",
            advice="Use the pages that are open, or stop the other `parcours run` first.",
        ) from error
