"""What happens around the goods: consent, promotions, things to read, pages that are slow or fail."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from parcours.demo.dice import Dice, Flags, Floats
from parcours.demo.simulate import paths
from parcours.demo.simulate.log import Log
from parcours.demo.simulate.state import NEVER, People, Visits
from parcours.demo.simulate.vocabulary import Coded
from parcours.demo.simulate.world import World
from parcours.demo.words import LANGUAGES
from parcours.demo.world.calendar import CAMPAIGNS
from parcours.demo.world.content import CONTENT
from parcours.demo.world.customers import KINDS
from parcours.touchpoints import SECOND

_CONSENTS, _SEES_PROMOTION, _CLICKS_PROMOTION = 0.62, 0.4, 0.14
_MEASURED, _FAILS, _RAGES = 0.06, 0.002, 0.0015
_READS_BESIDE, _READS_TO_THE_END = 0.025, 0.4
_SLOW_DEVICES = np.array([1.35, 0.8, 1.1])
_HOUSEHOLD = 0.5
"""How many of those who share a tablet ask for the newsletter: a browser then meets two people by name."""
_SUBSCRIBES = np.array([each.subscribes for each in KINDS])
_SLUGS: tuple[str, ...] = tuple(each.slug for each in CONTENT)
_FORMATS: tuple[str, ...] = tuple(each.format for each in CONTENT)
_PULL = np.array([each.pull for each in CONTENT])
_TITLES: tuple[str, ...] = tuple(each.title.of(code) for code in LANGUAGES for each in CONTENT)
_CAMPAIGNS: tuple[str, ...] = tuple(each.code for each in CAMPAIGNS)


@dataclass(frozen=True)
class Surroundings:
    """What visits meet beside the goods."""

    world: World
    people: People
    dice: Dice
    log: Log

    def meet(self, visits: Visits) -> None:
        """Write what everybody meets on the first pages."""
        self._pages(visits)
        self._consent(visits)
        self._promotions(visits)
        self._read(visits)

    def subscribe(self, visits: Visits) -> None:
        """Let some of those who stayed ask for the newsletter at the end."""
        people, person = self.people, visits.person
        usual = _SUBSCRIBES[people.kind[person]]
        chance = np.where(people.shares[person], _HOUSEHOLD, usual) * visits.there
        asks = self._happens("subscribe", chance, visits) & (people.subscribed[person] == NEVER)
        of = np.flatnonzero(asks)
        visits.now[of] += 6 * SECOND
        people.subscribed[person[of]] = visits.now[of]
        people.known[person[of], visits.device[of]] = True
        visits.known_from[of] = np.minimum(visits.known_from[of], visits.now[of])
        self.log.visit("Newsletter Subscribed", of, visits.now[of], p_list_id="letter")
        self.log.visit("Consent Given", of, visits.now[of], p_purpose="email")

    def _happens(self, purpose: str, chance: Floats | float, visits: Visits) -> Flags:
        return self.dice.happens(purpose, chance, visits.number, visits.turn)

    def _pages(self, visits: Visits) -> None:
        """Write how fast the first page was, and what went wrong on it now and then."""
        of = np.flatnonzero(self._happens("measured", _MEASURED, visits))
        slow = self.dice.uniform("slow", visits.number[of], visits.turn[of]) ** 3
        milliseconds = np.round((900 + 4200 * slow) * _SLOW_DEVICES[visits.device[of]], -2)
        page = Coded(visits.landing[of], paths.PATHS)
        moment = visits.moment[of] + SECOND
        self.log.visit(
            "Page Speed Measured", of, moment, page_path=page, p_lcp_ms=milliseconds.astype(np.int64)
        )
        for event, chance, what in (
            ("Page Failed", _FAILS, {"p_message": "a part of the page did not load"}),
            ("Rage Clicked", _RAGES, {"p_element": "picture"}),
        ):
            of = np.flatnonzero(self._happens(event, chance, visits))
            page = Coded(visits.landing[of], paths.PATHS)
            self.log.visit(event, of, visits.moment[of] + 2 * SECOND, page_path=page, **what)

    def _consent(self, visits: Visits) -> None:
        fresh = (visits.turn == 0) & self._happens("consents", _CONSENTS, visits)
        of = np.flatnonzero(fresh)
        self.log.visit("Consent Given", of, visits.moment[of] + 3 * SECOND, p_purpose="analytics")

    def _promotions(self, visits: Visits) -> None:
        country = self.people.country[visits.person]
        promotion = self.world.calendar.promotion[visits.day, country]
        sees = visits.there & (promotion >= 0) & self._happens("sees promotion", _SEES_PROMOTION, visits)
        of = np.flatnonzero(sees)
        moment = visits.moment[of] + 2 * SECOND
        self.log.visit("Promotion Viewed", of, moment, p_promotion_id=Coded(promotion[of], _CAMPAIGNS))
        of = np.flatnonzero(sees & self._happens("clicks promotion", _CLICKS_PROMOTION, visits))
        self.log.visit(
            "Promotion Clicked", of, visits.now[of], p_promotion_id=Coded(promotion[of], _CAMPAIGNS)
        )
        visits.intent[of] *= 1.2

    def _read(self, visits: Visits) -> None:
        """Let people read or watch: what they land on, or something on the way."""
        beside = visits.there & self._happens("reads beside", _READS_BESIDE, visits)
        any_piece = self.dice.pick("piece", [each.weight for each in CONTENT], visits.number, visits.turn)
        piece = np.where(visits.piece >= 0, visits.piece, any_piece)
        of = np.flatnonzero((visits.piece >= 0) | beside)
        piece, language = piece[of], self.people.language[visits.person[of]]
        said = {
            "page_path": paths.on("post", language, piece),
            "page_title": Coded(language * len(CONTENT) + piece, _TITLES),
            "p_content_id": Coded(piece, _SLUGS),
            "p_format": Coded(piece, _FORMATS),
        }
        opened = visits.piece[of] < 0
        self.log.visit(
            "Page Viewed",
            of[opened],
            visits.now[of[opened]],
            page_path=paths.on("post", language[opened], piece[opened]),
        )
        self.log.visit("Content Viewed", of, visits.now[of].copy(), **said)
        seconds = 20 + self.dice.wait("reads", 60.0, visits.number[of], visits.turn[of])
        visits.now[of] += (seconds * SECOND).astype(np.int64)
        done = self.dice.happens("reads to the end", _READS_TO_THE_END, visits.number[of], visits.turn[of])
        picked = {name: Coded(value.codes[done], value.values) for name, value in said.items()}
        self.log.visit("Content Completed", of[done], visits.now[of[done]].copy(), **picked)
        visits.intent[of] *= _PULL[piece]
