"""The lives of a chunk of people, round by round: in each, everybody who still comes pays one visit."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from parcours.demo.dice import Flags
from parcours.demo.simulate import letters, returning
from parcours.demo.simulate.aftermath import Aftermath, Course, Setting, follow, settle
from parcours.demo.simulate.aftermath.course import IN_CART, IN_CHECKOUT, LOOKED, ORDERED, SAW_PRODUCT
from parcours.demo.simulate.aftermath.plan import Assignments, Plan
from parcours.demo.simulate.browsing import Browsing, Looks
from parcours.demo.simulate.cart import Carting, Carts
from parcours.demo.simulate.checkout import Checkout, Passed
from parcours.demo.simulate.checkout.amounts import worth
from parcours.demo.simulate.searching import Searches, Searching
from parcours.demo.simulate.shelf import Shelf
from parcours.demo.simulate.state import NEVER, Orders, Visits
from parcours.demo.simulate.surroundings import Surroundings
from parcours.demo.simulate.visits import Arrivals


@dataclass(frozen=True)
class Round:
    """What happened in one round."""

    visits: Visits
    searches: Searches
    passed: Passed
    course: Course
    aftermath: Aftermath
    plan: Plan
    assignments: Assignments

    @property
    def orders(self) -> Orders:
        """The orders that were placed."""
        return self.passed.orders


class Rounds:
    """Lets a chunk of people live."""

    def __init__(self, setting: Setting) -> None:
        world, people, dice, log, stories = (
            setting.world,
            setting.people,
            setting.dice,
            setting.log,
            setting.stories,
        )
        shelf = Shelf(world)
        self._setting = setting
        self._carts = Carts.empty(len(people))
        self._arrivals = Arrivals(world, shelf, people, dice, log)
        self._surroundings = Surroundings(world, people, dice, log)
        self._searching = Searching(people, dice, log, stories)
        self._browsing = Browsing(world, shelf, people, dice, log)
        self._carting = Carting(world, people, self._carts, dice, log)
        self._checkout = Checkout(world, people, self._carts, dice, log, stories)

    def play(self) -> list[Round]:
        """Play until nobody comes any more, and write the letters that they got meanwhile."""
        rounds = []
        while (self._setting.people.next_visit < self._setting.world.end).any():
            rounds.append(self._round())
        letters.deliver(self._setting, [each.visits for each in rounds])
        settle(self._setting, [(each.visits, each.orders, each.aftermath) for each in rounds])
        return rounds

    def _round(self) -> Round:
        visits = self._arrivals.begin()
        self._surroundings.meet(visits)
        searches = self._searching.search(visits)
        looks = self._browsing.look(visits)
        added = self._carting.fill(visits, looks)
        passed = self._checkout.order(visits, added)
        self._surroundings.subscribe(visits)
        course = self._course(visits, looks, passed)
        self._remember(visits, course, passed.orders)
        aftermath = follow(self._setting, visits, course, passed.orders)
        returns = returning.plan(self._setting, visits, course, aftermath)
        self._expect(visits, returns.plan, returns.waits)
        return Round(visits, searches, passed, course, aftermath, returns.plan, returns.assignments)

    def _course(self, visits: Visits, looks: Looks, passed: Passed) -> Course:
        """Say how far each visit came."""
        people, size = self._setting.people, len(visits)
        order = np.full(size, -1)
        order[passed.orders.visit] = np.arange(len(passed.orders))
        filled = self._carts.filled(visits.person)
        looked = np.zeros(size, np.bool_)
        looked[looks.visit] = True
        product = np.full(size, -1)
        product[looks.visit[::-1]] = looks.product[::-1]
        depth = np.select(
            [order >= 0, passed.started, filled, looked], [ORDERED, IN_CHECKOUT, IN_CART, SAW_PRODUCT], LOOKED
        )
        lines = self._carts.lines(visits.person, visits.day, self._setting.world)
        known = people.account[visits.person] | (people.subscribed[visits.person] != NEVER)
        return Course(
            ended=visits.now.copy(),
            depth=depth,
            order=order,
            cart=worth(lines),
            product=product,
            reached=known & (visits.known_from != NEVER),
        )

    def _remember(self, visits: Visits, course: Course, orders: Orders) -> None:
        people, person = self._setting.people, visits.person
        people.visits[person] += 1
        people.last_visit[person] = course.ended
        people.cart_left[person] = np.where(
            course.cart > 0, np.minimum(people.cart_left[person], course.ended), NEVER
        )
        people.last_order[orders.person] = orders.moment
        people.spent[orders.person] += orders.goods

    def _expect(self, visits: Visits, plan: Plan, waits: Flags) -> None:
        people, person = self._setting.people, visits.person
        people.next_visit[person] = plan.moment
        people.next_source[person] = plan.source
        people.next_intent[person] = plan.intent
        people.next_resolved[person] = plan.resolved
        people.next_ref[person] = plan.ref
        people.waits[person] = waits
