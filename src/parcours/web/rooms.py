"""Which rooms follow the log, in which order, and what they offer: the one place that knows them all."""

from __future__ import annotations

from parcours.stream.registry import Rooms

ROOMS = Rooms()
