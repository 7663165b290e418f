"""Searching: the words, how many products they show, and who leaves because there are none."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from parcours.demo.dice import Dice, Flags, Ints
from parcours.demo.simulate import paths
from parcours.demo.simulate.draws import Choice
from parcours.demo.simulate.log import Log
from parcours.demo.simulate.state import People, Visits
from parcours.demo.simulate.vocabulary import Coded
from parcours.demo.stories import Stories
from parcours.demo.words import LANGUAGES
from parcours.demo.world.catalogue import CATEGORIES
from parcours.demo.world.searches import QUERIES, Query, meant
from parcours.touchpoints import SECOND

_SEARCHES = np.array([0.19, 0.27, 0.22])
"""Who searches, of those who stay, by device."""
_INTENT = 2.1
"""How much readier to buy they are."""
_LEAVES, _LEAVES_WITHOUT = 0.04, 0.4
"""Who leaves after results, and after none because the shop sells no such thing."""
_AGAIN = 0.6
_OWN_CATEGORY = 8.0


def _category(query: Query) -> int:
    found = {each.category for each in meant(query)}
    codes = [each.code for each in CATEGORIES]
    return codes.index(found.pop()) if len(found) == 1 else -1


_CATEGORY = np.array([_category(each) for each in QUERIES])
_RESULTS = np.array([len(meant(each)) for each in QUERIES])
_FINDS = np.array([each.finds for each in QUERIES])
_TEXTS: tuple[str, ...] = tuple(each.text for each in QUERIES)


def _weights(*, finding: bool) -> np.ndarray:
    """Return weights of the queries by language and category: most search for what they like."""
    own = np.where(_CATEGORY[None, :] == np.arange(len(CATEGORIES))[:, None], _OWN_CATEGORY, 1.0)
    spoken = [[each.weight * (each.language == code) for each in QUERIES] for code in LANGUAGES]
    return np.concatenate([own * row for row in np.array(spoken)]) * (_FINDS if finding else 1.0)


_QUERIES, _BETTER_QUERIES = (Choice.of(_weights(finding=finding)) for finding in (False, True))


@dataclass(frozen=True)
class Searches:
    """First searches of visits, one element each."""

    visit: Ints  # place in Visits
    moment: Ints
    query: Ints  # place in QUERIES
    results: Ints
    left: Flags
    misunderstood: Flags  # the shop sells what is meant and does not understand the word
    lost: Flags  # left because of that


@dataclass(frozen=True)
class Searching:
    """How people search."""

    people: People
    dice: Dice
    log: Log
    stories: Stories

    def search(self, visits: Visits) -> Searches:
        """Let some search; what they look for is what they will look at."""
        wants = self.dice.happens("search", _SEARCHES[visits.device], visits.number, visits.turn)
        visit = np.flatnonzero(wants & visits.there & ~visits.resolved)
        query = self._query(_QUERIES, visits, visit, 0)
        results = self._results(query)
        visits.now[visit] += 4 * SECOND
        moment = visits.now[visit]
        self._write(visit, moment, query, results)
        left, lost = self._leave(visits, visit, query)
        visits.there[visit[left]] = False
        self._again(visits, visit[(results == 0) & ~left])
        visits.intent[visit] *= _INTENT
        meant_category = _CATEGORY[query]
        visits.category[visit] = np.where(meant_category < 0, visits.category[visit], meant_category)
        misunderstood = (results == 0) & (_RESULTS[query] > 0)
        return Searches(visit, moment, query, results, left, misunderstood, lost)

    def _query(self, choice: Choice, visits: Visits, visit: Ints, nth: int) -> Ints:
        language = self.people.language[visits.person[visit]]
        row = language * len(CATEGORIES) + visits.category[visit]
        return choice.at(row, self.dice.uniform("query", visits.number[visit], visits.turn[visit], nth))

    def _results(self, query: Ints) -> Ints:
        shown = _FINDS[query] | (self.stories.empty_search is None)
        return np.where(shown, _RESULTS[query], 0)

    def _leave(self, visits: Visits, visit: Ints, query: Ints) -> tuple[Flags, Flags]:
        """Return who leaves, and who does so only for the sake of the story."""
        share = self.dice.uniform("leaves search", visits.number[visit], visits.turn[visit])
        usual = share < np.where(_RESULTS[query] > 0, _LEAVES, _LEAVES_WITHOUT)
        story = self.stories.empty_search
        if story is None:
            return usual, np.zeros(len(visit), np.bool_)
        misunderstood = ~_FINDS[query] & (_RESULTS[query] > 0)
        lost = misunderstood & ~usual & (share < story.leave)
        return usual | lost, lost

    def _again(self, visits: Visits, visit: Ints) -> None:
        """Let those who found nothing and stay try another word."""
        tries = self.dice.happens("searches again", _AGAIN, visits.number[visit], visits.turn[visit])
        visit = visit[tries]
        query = self._query(_BETTER_QUERIES, visits, visit, 1)
        visits.now[visit] += 11 * SECOND
        self._write(visit, visits.now[visit], query, _RESULTS[query])

    def _write(self, visit: Ints, moment: Ints, query: Ints, results: Ints) -> None:
        language = self.people.language[self.log.rounds[-1].person[visit]]
        self.log.page(
            "Products Searched",
            visit,
            moment.copy(),
            page_path=paths.on("search", language),
            search_query=Coded(query, _TEXTS),
            search_results=results,
        )
