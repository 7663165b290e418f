"""A plain way of coming back, until returning stands."""

import numpy as np

from parcours.demo.simulate.aftermath.plan import Assignments, Plan
from parcours.demo.simulate.draws import Choice
from parcours.demo.simulate.people import INTENTS
from parcours.demo.simulate.state import NEVER
from parcours.demo.world.channels import SOURCES
from parcours.demo.world.countries import COUNTRIES
from parcours.demo.world.customers import KINDS
from parcours.touchpoints import HOUR

_WAYS = Choice.of(np.array([[e.weight_later * e.factor(c.code) for e in SOURCES] for c in COUNTRIES]))


class Returns:
    def __init__(self, plan, waits):
        self.plan, self.waits = plan, waits
        none = np.zeros(0, np.int64)
        self.assignments = Assignments(none, none, none, none, none)


def deliver(setting, rounds):
    pass


def plan(setting, visits, course, aftermath):
    people, dice, world = setting.people, setting.dice, setting.world
    p, n, t = visits.person, visits.number, visits.turn
    kind, country = people.kind[p], people.country[p]
    bought = course.order >= 0
    stays = np.where(bought, np.array([k.returns for k in KINDS])[kind], np.array([k.stays for k in KINDS])[kind] ** np.array([1.7, 1.25, 0.9])[np.minimum(t, 2)])
    again = dice.happens("again", stays, n, t)
    pause = dice.wait("pause", np.array([k.rhythm_days for k in KINDS])[kind], n, t)
    earliest = course.ended + HOUR
    day = world.calendar.later(country, earliest, pause)
    m = world.calendar.moment(day, country, dice.uniform("hour", n, t), earliest)
    source = _WAYS.at(country, dice.uniform("way", n, t))
    return Returns(Plan(np.where(again & (day < len(world.calendar)), m, NEVER), source, INTENTS[source], np.zeros(len(p), bool), np.full(len(p), -1), again, again), people.waits[p])
