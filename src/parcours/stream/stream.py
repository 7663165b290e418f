"""One shop's stream: from the inbox to the log, from the log to the state, from the state back to the log."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from parcours.eventlog.inbox import Inbox
from parcours.shop import Shop
from parcours.stream import emitting, timers
from parcours.stream.following import Followed, Follower
from parcours.stream.intake import Intake, Step
from parcours.stream.registry import Rooms


class Stream:
    """Everything that moves; whoever uses it holds the shop's lock, all the time."""

    def __init__(self, shop: Shop, rooms: Rooms, clock: Callable[[], datetime]) -> None:
        self.shop = shop
        self.rooms = rooms
        self.clock = clock
        self.inbox = Inbox(shop.folder)
        self._intake = Intake(shop, self.inbox)
        self._follower = Follower(shop, rooms.reactions)
        self._behind = True

    def recover(self) -> None:
        """Mend what a killed process, or one that failed half-way, left."""
        self._intake.mend()
        self._follower.set_out()
        self._behind = True

    def step(self) -> Step:
        """Take one batch from the inbox to the log."""
        step = self._intake.step()
        self._behind |= step.accepted > 0
        return step

    def follow(self) -> Followed | None:
        """Tell the rooms one slice of what is new; None where they know all."""
        if not self._behind:
            return None
        done = self._follower.advance(self.clock)
        if done is None:
            self._behind = emitting.append(self.shop) > 0
        return done

    def fire(self) -> int:
        """Do a round of what is due; return how much that was."""
        fired = timers.fire(self.rooms.timers, self.clock()) if self.rooms.timers else 0
        self._behind |= fired > 0
        return fired

    def mend(self) -> int:
        """Let the rooms mend what a killed process left half done; return how much that was."""
        roots = self.shop.identities.roots()
        with transaction.atomic():
            return sum(mender(roots) for mender in self.rooms.menders)

    def look_again(self) -> None:
        """Take it that somebody else appended to the log."""
        self._behind = True

    def drain(self) -> None:
        """Take everything to the log that has come in, and follow it to its end."""
        while self.step().payloads:
            pass
        self.look_again()
        while self._behind:
            self.follow()

    def restart(self) -> None:
        """Make the state again from the log; it happens as the stream goes on."""
        self._follower.restart()
        self._behind = True

    def skip(self) -> None:
        """Take the log as covered as it stands."""
        self._follower.skip(self.shop.log.snapshot().version)
