"""When and how each person comes next."""

from __future__ import annotations

from dataclasses import dataclass

from parcours.demo.dice import Flags, Floats, Ints


@dataclass(frozen=True)
class Plan:
    """The next visit of everybody who was here in a round, one element a visit.

    ``moment`` is NEVER for who does not come again. ``source`` is the way as the log tells it; ``intent``
    is what the readiness to buy is multiplied by: it belongs to the reason of the visit and is not always
    the source's (who clicks a win-back letter on the way they would have come anyway is as ready as
    without it). ``resolved``: comes to buy what is in the cart, nothing but a fault of the shop stops it.
    ``ref`` is the letter that was clicked (a place in `letters.messages`), -1: none; its click is written
    by `letters` and `flows`, not by the visit.
    """

    moment: Ints
    source: Ints
    intent: Floats
    resolved: Flags
    ref: Ints
    stays: Flags
    would_stay: Flags
