"""Reviews: everybody is asked, few write, and nearly all of what is written is published."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from parcours.demo.dice import Flags, Ints
from parcours.demo.simulate.aftermath.hours import SERVICE
from parcours.demo.simulate.aftermath.known import Known
from parcours.demo.simulate.aftermath.returns import REASONS
from parcours.demo.simulate.aftermath.told import OPEN, Told, topic
from parcours.demo.simulate.log import Coded, Value
from parcours.touchpoints import DAY, HOUR

_ASKED_AFTER = 7 * DAY
_WRITES, _WRITES_MOVED = 0.11, 0.2
_STARS = np.array([0.5, 0.56, 0.66, 0.8])
"""How pleased one is from two stars on, from three, four, five."""
_NOISE = 0.2
_IN_WORDS = 0.82
_REJECTED = 0.03
_REJECTED_FOR = ("not about the product", "personal data", "insulting")
_RETURN_TOPICS = np.array([topic(name) for name in REASONS])


@dataclass(frozen=True)
class Reviews:
    """Reviews, one element each."""

    order: Ints  # place in Orders
    moment: Ints
    stars: Ints

    def of(self, wanted: Flags) -> Reviews:
        """Return some of them."""
        return Reviews(self.order[wanted], self.moment[wanted], self.stars[wanted])


def write(known: Known) -> list[Told]:
    """Ask for reviews and write those that come; return what they say."""
    arrived = np.flatnonzero(known.arrived)
    of = known.of
    of.tell(
        "Review Asked", arrived, known.delivered[arrived] + _ASKED_AFTER, items=of.lines(known.line[arrived])
    )
    reviews = _written(known)
    in_words = of.rolls[reviews.order].happens("in words", _IN_WORDS)
    worded = reviews.of(in_words)
    told = of.say(worded.order, "review", worded.moment, worded.stars - 3, _topics(known, worded))
    _tell(known, "Product Reviewed", worded, worded.moment, text=told.texts)
    _tell(known, "Product Reviewed", reviews.of(~in_words), reviews.moment[~in_words])
    _moderate(known, reviews)
    return [told]


def _written(known: Known) -> Reviews:
    moved = (known.pleased > 0.92) | (known.pleased < 0.45)
    writes = known.of.rolls.happens("reviews", np.where(moved, _WRITES_MOVED, _WRITES))
    which = np.flatnonzero(writes & known.arrived)
    rolls = known.of.rolls[which]
    after = HOUR // 2 + rolls.delay("reviewed after", 60.0)
    feels = known.pleased[which] + _NOISE * (rolls.uniform("stars") - 0.5)
    return Reviews(which, known.delivered[which] + _ASKED_AFTER + after, 1 + np.searchsorted(_STARS, feels))


def _topics(known: Known, reviews: Reviews) -> Ints:
    """Return what reviews are about: what made its customer send it back, or wait for it."""
    came_back = known.back.happens[reviews.order]
    waited = (known.parcels.delay[reviews.order] > 0) & (reviews.stars <= 3)
    about = np.where(waited, topic("delivery_speed"), OPEN)
    return np.where(came_back, _RETURN_TOPICS[known.back.reason[reviews.order]], about)


def _moderate(known: Known, reviews: Reviews) -> None:
    rolls = known.of.rolls[reviews.order]
    decided = SERVICE.later(reviews.moment, 0.1 + rolls.wait("moderated", 3.0))
    rejected = rolls.happens("rejected", _REJECTED)
    _tell(known, "Review Published", reviews.of(~rejected), decided[~rejected])
    reasons = Coded(rolls.pick("rejected for", (4, 2, 1))[rejected], _REJECTED_FOR)
    _tell(known, "Review Rejected", reviews.of(rejected), decided[rejected], p_reason=reasons)


def _tell(known: Known, event: str, reviews: Reviews, moments: Ints, **columns: Value) -> None:
    of, stars = known.of, reviews.stars.astype(np.float64)
    items = of.lines(known.line[reviews.order])
    review = of.orders.key[reviews.order]
    of.tell(event, reviews.order, moments, score=stars, items=items, p_review_id=review, **columns)
