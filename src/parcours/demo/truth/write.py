"""Writes the truth files."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow.parquet as pq

from parcours.demo.simulate.diary import Diary
from parcours.demo.simulate.state import DEVICES
from parcours.demo.simulate.world import ZONE
from parcours.demo.truth import identity, orders, stories, texts
from parcours.demo.truth.attribution import WINDOW, attribution
from parcours.demo.truth.funnel import funnel
from parcours.demo.truth.known import Known
from parcours.demo.truth.lift import lifts
from parcours.demo.truth.stages import ACTS, RECOMMENDS, stages
from parcours.demo.world.channels import SOURCES
from parcours.touchpoints import DAY

STEPS = ("Product Viewed", "Product Added", "Checkout Started", "Order Completed")
TWINS = ("broken_mobile_step", "late_carrier", "empty_search")
"""The stories whose cost is told by a shop without them."""
_WINDOWS = {"plain": 1 << 61, "within_7_days": 7 * DAY}
_FOUR_STARS = RECOMMENDS[0]


def write(folder: Path, diary: Diary, twins: Mapping[str, Diary]) -> None:
    """Write everything that is known to be true.

    Parameters
    ----------
    folder
        Made where there is none.
    diary
        What happened.
    twins
        What would have happened without a story, by its name: the same run for each of TWINS.
    """
    known = Known(diary)
    documents: dict[str, Any] = {
        "funnel": _funnel(known),
        "stages": _stages(known),
        "orders": orders.document(known.bought, ZONE),
        "retention": {
            "cohorts": orders.cohorts(known.bought, ZONE, diary.end),
            "not_again": orders.not_again(known.bought, diary.end),
        },
        "attribution": _attribution(known),
        "lift": lifts(known),
        "identity": identity.document(known),
    }
    documents |= {f"stories/{name}": told for name, told in stories.documents(known, twins).items()}
    (folder / "stories").mkdir(parents=True, exist_ok=True)
    for name, document in documents.items():
        text = json.dumps(document, ensure_ascii=False, indent=1, default=asdict)
        (folder / f"{name}.json").write_text(text + "\n", "utf-8")
    pq.write_table(identity.table(diary), folder / "identity.parquet")
    pq.write_table(texts.table(diary.said), folder / "texts.parquet")


def _funnel(known: Known) -> dict[str, Any]:
    steps = [known.touches(event) for event in STEPS]
    windows = {name: funnel(steps, len(known.profiles), within, DEVICES) for name, within in _WINDOWS.items()}
    return {"steps": STEPS, **windows}


def _stages(known: Known) -> dict[str, Any]:
    acts = {name: known.touches(name) for name in ACTS if name != _FOUR_STARS}
    acts[_FOUR_STARS] = known.reviews(least=4)
    now = known.diary.end - 1
    found = stages(acts, known.bought, known.seen, now)
    return {"as_of": now, **asdict(found)}


def _attribution(known: Known) -> dict[str, Any]:
    names = tuple(dict.fromkeys(source.channel for source in SOURCES))
    channel = np.array([names.index(source.channel) for source in SOURCES])
    found = attribution(known.bought, known.visits, channel[known.diary.visits.source], names)
    return {"window_days": WINDOW // DAY, **found}
