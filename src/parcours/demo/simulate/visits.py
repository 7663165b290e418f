"""How a visit begins: on which device, by which way, on which page, and whether it goes on at all."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from parcours.demo.dice import Dice, Floats, Ints
from parcours.demo.simulate import paths
from parcours.demo.simulate.draws import Choice
from parcours.demo.simulate.log import Log, browser_of
from parcours.demo.simulate.paths import path
from parcours.demo.simulate.shelf import SHELVES, Shelf
from parcours.demo.simulate.state import NEVER, TABLET, People, Visits
from parcours.demo.simulate.vocabulary import Coded
from parcours.demo.simulate.world import World
from parcours.demo.world.catalogue import CATEGORIES
from parcours.demo.world.channels import SOURCES
from parcours.demo.world.content import CONTENT
from parcours.demo.world.customers import KINDS
from parcours.touchpoints import DAY, SECOND

HOME, CATEGORY, PRODUCT, POST = range(4)
_MAIN_DEVICE = 0.78
_OTHER_DEVICES = Choice.of(np.array([each.devices for each in KINDS]))
_LANDINGS = {
    "home": (0.80, 0.10, 0.10, 0.0),
    "category": (0.08, 0.72, 0.20, 0.0),
    "product": (0.04, 0.11, 0.85, 0.0),
    "post": (0.0, 0.0, 0.08, 0.92),
}
_PAGES = Choice.of(np.array([_LANDINGS[each.tells.landing] for each in SOURCES]))
_BY_MESSAGE = np.array([each.channel in {"email", "sms", "push"} for each in SOURCES])
_LED_BY_AD = np.array([each.led_by == "Ad Clicked" for each in SOURCES])
_LED_BY_CONTENT = np.array([each.led_by == "Content Viewed" for each in SOURCES])
_PIECES = Choice.of(
    np.array(
        [[each.weight * (5 if each.topic == shelf.code else 1) for each in CONTENT] for shelf in CATEGORIES]
    )
)
_PLATFORMS: tuple[str, ...] = tuple(each.tells.utm_source for each in SOURCES)
_AD_SHOWN = 0.2
"""How often the platform tells that it showed the ad."""
_BOUNCE = np.array([0.50, 0.38, 0.45])
"""Who leaves from the first page, by device."""


@dataclass(frozen=True)
class Arrivals:
    """How the visits of a round are begun."""

    world: World
    shelf: Shelf
    people: People
    dice: Dice
    log: Log

    def begin(self) -> Visits:
        """Let everybody come whose time has come, and write what the first page says."""
        visits = self._visits()
        self.log.open(visits)
        self._led_by(visits)
        self._land(visits)
        return visits

    def _visits(self) -> Visits:
        people, dice, world = self.people, self.dice, self.world
        person = np.flatnonzero(people.next_visit < world.end)
        number, turn, moment = people.number[person], people.visits[person], people.next_visit[person]
        device = self._device(person, number, turn)
        self._lose_cookies(person, device, moment)
        source = people.next_source[person]
        day = world.calendar.day(moment)
        category = self._category(person, number, turn)
        page = _PAGES.at(source, dice.uniform("landing", number, turn))
        product = self.shelf.pick(category, moment, dice.uniform("landing product", number, turn))
        piece = _PIECES.at(category, dice.uniform("landing piece", number, turn))
        known = people.known[person, device] | _BY_MESSAGE[source]
        people.known[person, device] = known
        return Visits(
            person=person,
            number=number,
            turn=turn,
            moment=moment,
            device=device,
            source=source,
            ref=people.next_ref[person],
            browser=browser_of(people, person, device),
            landing=self._landing(people.language[person], page, category, product, piece),
            category=category,
            product=np.where(page == PRODUCT, product, -1),
            piece=np.where(page == POST, piece, -1),
            day=day,
            intent=self._intent(person, day),
            resolved=people.next_resolved[person],
            now=moment.copy(),
            known_from=np.where(known, 0, NEVER),
            there=np.ones(len(person), np.bool_),
        )

    def _device(self, person: Ints, number: Ints, turn: Ints) -> Ints:
        people, dice = self.people, self.dice
        other = _OTHER_DEVICES.at(people.kind[person], dice.uniform("other device", number, turn))
        usual = dice.happens("main device today", _MAIN_DEVICE, number, turn)
        device = np.where(usual, people.main_device[person], other)
        shared = people.shares[person] & dice.happens("shared tablet today", 0.5, number, turn)
        return np.where(shared, TABLET, device)

    def _lose_cookies(self, person: Ints, device: Ints, moment: Ints) -> None:
        """Forget who a browser was: the longer the pause, the likelier."""
        people = self.people
        away = np.maximum(moment - np.minimum(people.last_visit[person], moment), 0) / DAY
        chance = np.where(people.visits[person] > 0, 0.02 + 0.25 * (1 - np.exp(-away / 90)), 0.0)
        lost = self.dice.happens("cookie", chance, people.number[person], people.visits[person])
        lost &= people.epoch[person, device] < 63
        people.epoch[person, device] += lost
        people.known[person, device] &= ~lost

    def _category(self, person: Ints, number: Ints, turn: Ints) -> Ints:
        people, dice = self.people, self.dice
        by_kind = SHELVES.at(people.kind[person], dice.uniform("category", number, turn))
        return np.where(dice.happens("taste today", 0.5, number, turn), people.taste[person], by_kind)

    @staticmethod
    def _landing(language: Ints, page: Ints, category: Ints, product: Ints, piece: Ints) -> Ints:
        options = (
            path("home", language),
            path("category", language, category),
            path("product", language, product),
            path("post", language, piece),
        )
        return np.choose(page, options)

    def _intent(self, person: Ints, day: Ints) -> Floats:
        people = self.people
        customer = np.where(people.orders[person] > 0, 1.6, 1.0)
        acquainted = 1.0 + 0.12 * np.minimum(people.visits[person], 4)
        season = self.world.calendar.readiness[day, people.country[person]]
        return people.keenness[person] * people.next_intent[person] * customer * acquainted * season

    def _led_by(self, visits: Visits) -> None:
        """Write what led here: an ad that was clicked, now and then one that was seen to be shown first."""
        shown = self.dice.happens("ad shown", _AD_SHOWN, visits.number, visits.turn)
        place = np.flatnonzero(_LED_BY_AD[visits.source] & shown)
        self.log.add(
            "Ad Viewed",
            visits.person[place],
            visits.moment[place] - 9 * SECOND,
            device=visits.device[place],
            p_platform=Coded(visits.source[place], _PLATFORMS),
        )
        for event, led in (("Ad Clicked", _LED_BY_AD), ("Content Viewed", _LED_BY_CONTENT)):
            place = np.flatnonzero(led[visits.source])
            self.log.visit(event, place, visits.moment[place] - 2 * SECOND)

    def _land(self, visits: Visits) -> None:
        dice, everybody = self.dice, np.arange(len(visits))
        self.log.visit("Page Viewed", everybody, visits.now, page_path=Coded(visits.landing, paths.PATHS))
        of_category = path("category", self.people.language[visits.person], visits.category)
        listed = np.flatnonzero(visits.landing == of_category)
        seen = Coded(visits.landing[listed], paths.PATHS)
        self.log.visit("Product List Viewed", listed, visits.now[listed], page_path=seen)
        reading = 3 + dice.wait("first page", 22, visits.number, visits.turn)
        visits.now[:] += (reading * SECOND).astype(np.int64)
        bounce = _BOUNCE[visits.device] * np.where(visits.turn == 0, 1.0, 0.6)
        visits.there[:] = visits.resolved | ~dice.happens("bounce", bounce, visits.number, visits.turn)
