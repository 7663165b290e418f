"""Making a shop and changing which one is served, or how."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from parcours.errors import InputError
from parcours.shop import Settings, Shop, open_shop
from parcours.shop.artificial import is_artificial
from parcours.shop.changing import change_settings
from parcours.shop.settings import FILE, load
from parcours.state.actor import Actor
from parcours.state.audit import record
from parcours.stream.services import request_job
from parcours.web.accounts.services.carrying import Carried
from parcours.web.setup import handover
from parcours.web.setup.artificial import visitors_path
from parcours.web.setup.errors import SetupError
from parcours.web.setup.making import MAKING


@dataclass(frozen=True)
class Neighbour:
    """Another shop on this machine."""

    folder: Path
    name: str
    is_artificial: bool


def neighbours(served: Shop) -> list[Neighbour]:
    """Return the shops that can be served instead."""
    if not handover.can_move():
        return []
    folders = (handover.OWN, handover.ARTIFICIAL)
    others = [each for each in folders if (each / FILE).is_file() and not each.samefile(served.folder)]
    return [Neighbour(each, open_shop(each).settings.name, is_artificial(each)) for each in others]


def make_shop(
    actor: Actor, settings: Mapping[str, str], *, owner: Carried | None = None, now: datetime
) -> None:
    """Begin to make a shop of one's own; ``owner`` need not make an account again.

    Raises
    ------
    SetupError
        This cannot be done here, or there is something where the shop would be.
    """
    actor.check("manage")
    if not handover.can_move():
        raise SetupError("alone", "Nobody here can serve another shop.")
    try:
        made = Shop.create(handover.OWN, Settings(**dict[str, Any](settings)))
    except InputError as error:
        raise SetupError("occupied", str(error)) from error
    record(actor, "shop.made", "shop", now=now)
    MAKING.begin(made.folder, owner)


def go_to_new(actor: Actor, served: Shop) -> str | None:
    """Have the new shop served; return where its owner begins, None before it is ready."""
    actor.check("manage")
    ready = MAKING.ready()
    if ready is None:
        return None
    folder, path = ready
    handover.hand_over(served.folder, folder)
    return path


def move(actor: Actor, served: Shop, folder: Path, *, now: datetime) -> str:
    """Have another shop served; return where one comes in.

    Raises
    ------
    SetupError
        There is no such shop.
    """
    actor.check("manage")
    if folder not in (each.folder for each in neighbours(served)):
        raise SetupError("gone", f"{folder} is no shop that can be served.")
    with transaction.atomic():
        record(actor, "shop.left", "shop", now=now)
        handover.hand_over(served.folder, folder)
    return visitors_path(folder) if is_artificial(folder) else "/"


def change(
    actor: Actor,
    served: Shop,
    settings: Mapping[str, str],
    *,
    seen: Mapping[str, str] | None = None,
    now: datetime,
) -> bool:
    """Change settings; return whether the processes start anew with them by themselves.

    What was counted by days is counted again where the days begin at another time.

    Parameters
    ----------
    actor, served, now
        Who changes the settings of which shop, and when.
    settings
        What they shall be; what is not named stays.
    seen
        What they were for whoever changes them.

    Raises
    ------
    SetupError
        There are amounts in the old currency, or somebody else changed the same in the meantime.
    """
    actor.check("manage")
    has_rows = bool(served.log.snapshot().rows)
    with transaction.atomic():
        # The file, not what this process was started with: somebody may have saved a moment ago.
        held = load(served.folder, {}, os.environ)
        before = {name: getattr(held, name) for name in settings}
        changes = {name: value for name, value in settings.items() if value != before[name]}
        if any(before[name] != value for name, value in (seen or {}).items() if name in changes):
            raise SetupError("meanwhile", "Somebody else changed the same setting in the meantime.")
        if "currency" in changes and has_rows:
            raise SetupError("currency", "The log holds amounts in the shop's currency.")
        if not changes:
            return False
        record(actor, "shop.changed", "shop", now=now, details={"before": before, "after": dict(settings)})
        if "zone" in changes and has_rows:
            request_job(actor, "rebuild", {}, now=now)
        change_settings(served.folder, changes)
    if handover.is_supervised():
        handover.hand_over(served.folder, served.folder)
    return handover.is_supervised()
