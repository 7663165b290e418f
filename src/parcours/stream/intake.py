"""From the inbox to the log. The number of a batch is that of its last payload: it is in the log, or not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from parcours.collect.http.rows import Poison, rows_of
from parcours.eventlog.inbox import Inbox, Received
from parcours.shop import Shop
from parcours.stream.models import Quarantined

BATCH = 20_000
"""Touchpoints that one commit of the log takes."""

_LONGEST_REASON = 200


@dataclass(frozen=True)
class Step:
    """What one step did."""

    payloads: int = 0
    items: int = 0
    accepted: int = 0
    duplicates: int = 0
    quarantined: int = 0


class Intake:
    """Empties the inbox into the log, under the shop's lock."""

    def __init__(self, shop: Shop, inbox: Inbox) -> None:
        self._shop = shop
        self._inbox = inbox
        self._app = f"inbox:{inbox.name}"

    def mend(self) -> None:
        """Drop from the inbox what a killed worker had put into the log."""
        self._inbox.drop(self._shop.log.last(self._app))

    def step(self) -> Step:
        """Take one batch from the inbox to the log."""
        received = self._inbox.take(BATCH)
        if not received:
            return Step()
        rows = rows_of(received, self._inbox.name, self._shop)
        _quarantine(self._inbox.name, rows.poison)
        accepted = duplicates = 0
        if len(rows.rows):
            self._shop.identities.link(rows.links)
            appended = self._shop.log.append(rows.rows, app=self._app, version=_last(received))
            accepted, duplicates = appended.accepted, appended.duplicates
        self._inbox.drop(_last(received))
        items = sum(each.payload.items for each in received)
        return Step(len(received), items, accepted, duplicates, len(rows.poison))


def _last(received: Sequence[Received]) -> int:
    return received[-1].number


def _quarantine(inbox: str, poison: Sequence[Poison]) -> None:
    """Keep what cannot be taken in; the same again changes nothing."""
    Quarantined.objects.bulk_create(
        [
            Quarantined(
                inbox=inbox,
                number=each.number,
                item=each.item,
                source=each.source,
                received_at=datetime.fromtimestamp(each.received_at / 1_000_000, UTC),
                reason=each.reason[:_LONGEST_REASON],
                body=each.body,
            )
            for each in poison
        ],
        ignore_conflicts=True,
    )
