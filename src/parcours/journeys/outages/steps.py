"""The steps of the checkout: those that the shop names, and the events that every shop has."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from parcours.journeys.outages import kernel as k
from parcours.journeys.sequences import Sequences
from parcours.touchpoints import event

EVENTS = ("Cart Viewed", "Checkout Started", "Payment Info Entered", "Order Completed")
VIEWED, COMPLETED = "Checkout Step Viewed", "Checkout Step Completed"


def named_by(sequences: Sequences) -> str:
    """Return the event that tells of named steps: where they are told as seen, completing adds nothing."""
    return VIEWED if VIEWED in sequences.names else COMPLETED


def roles(sequences: Sequences) -> npt.NDArray[np.uint8]:
    """Return by event code what the kernel makes of it."""
    told = {name: k.FIXED + number for number, name in enumerate(EVENTS)} | {named_by(sequences): k.NAMED}
    named = zip(sequences.names, sequences.system, strict=True)
    return np.array(
        [k.NOTHING if system else told.get(name, _plain(name)) for name, system in named], np.uint8
    )


def _plain(name: str) -> int:
    known = event(name)
    return k.BY_CUSTOMER if known is None or known.origin == "customer" else k.NOTHING


def label(step: int, names: Sequence[object]) -> str:
    """Return what a step is called; ``names`` are the values of the column of steps."""
    return EVENTS[step] if step < k.FIRST_NAMED else str(names[step - k.FIRST_NAMED + 1])
