"""What becomes of messages to profiles is told to the log, as touchpoints."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import pyarrow as pa

from parcours.messaging.models import Message
from parcours.stream.emitting import Emission
from parcours.stream.timers import Due, TimerKind, schedule
from parcours.touchpoints.schema import INSTANT

_KIND = "messaging.happened"


def happened(message: Message, event: str, now: datetime) -> None:
    """Have the worker tell the log what happened, in the caller's transaction."""
    if message.profile is not None:
        ref = f"{message.message_id or message.key}:{event}"[:200]
        told = {"event": event, "profile": message.profile, "message": message.message_id}
        schedule(_KIND, ref, now, told)


def _tell(due: Sequence[Due], now: datetime) -> Sequence[Emission]:
    del now  # it happened when the timer was set
    rows = pa.table(
        {
            "event": pa.array([each.payload["event"] for each in due], pa.string()),
            "origin": pa.array([_origin(each.payload["event"]) for each in due], pa.string()),
            "profile_id": pa.array([each.payload["profile"] for each in due], pa.int64()),
            "timestamp": pa.array([each.due_at for each in due], INSTANT),
            "message_ref": pa.array([each.payload["message"] for each in due], pa.string()),
        }
    )
    return (Emission(rows, [each.ref for each in due]),)


def _origin(event: str) -> str:
    return "customer" if event == "Unsubscribed" else "shop"


TIMERS = (TimerKind(_KIND, _tell),)
