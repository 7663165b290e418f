"""Who the people are: drawn once, before anything happens."""

from __future__ import annotations

import numpy as np

from parcours.demo.dice import Dice, Flags, Floats, Ints
from parcours.demo.simulate.draws import Choice
from parcours.demo.simulate.state import NEVER, People
from parcours.demo.simulate.world import World
from parcours.demo.stories import Stories
from parcours.demo.words import LANGUAGES
from parcours.demo.world.catalogue import CATEGORIES
from parcours.demo.world.channels import SOURCES
from parcours.demo.world.countries import COUNTRIES
from parcours.demo.world.customers import KINDS

GROWTH = 1.7
"""How many times as many new people come at the end as in the beginning."""

_LANGUAGES = Choice.of(
    np.array([[dict(each.languages).get(code, 0.0) for code in LANGUAGES] for each in COUNTRIES])
)
_DEVICES = Choice.of(np.array([each.devices for each in KINDS]))
_TASTES = Choice.of(
    np.array([[each.tastes.get(shelf.code, each.other_tastes) for shelf in CATEGORIES] for each in KINDS])
)
FIRST_SOURCES = Choice.of(
    np.array([[each.weight_first * each.factor(country.code) for each in SOURCES] for country in COUNTRIES])
)
"""Ways of a first visit, by country."""
INTENTS = np.array([each.intent for each in SOURCES])


def draw(world: World, dice: Dice, number: Ints, stories: Stories) -> People:
    """Return people, and when and how each comes for the first time."""
    size = len(number)
    kind = dice.pick("kind", [each.weight for each in KINDS], number)
    country = dice.pick("country", [each.weight for each in COUNTRIES], number)
    source = FIRST_SOURCES.at(country, dice.uniform("first source", number))
    double, shares = _tangled(dice, number, stories)
    return People(
        number=number,
        kind=kind,
        country=country,
        language=_LANGUAGES.at(country, dice.uniform("language", number)),
        keenness=np.array([each.keenness for each in KINDS])[kind]
        * (0.4 + dice.wait("keenness", 0.6, number)),
        price_sense=_price_sense(dice, number, kind),
        taste=_TASTES.at(kind, dice.uniform("taste", number)),
        main_device=_DEVICES.at(kind, dice.uniform("main device", number)),
        double=double,
        shares=shares,
        next_visit=_first_visit(world, dice, number, country),
        next_source=source,
        next_intent=INTENTS[source],
        next_resolved=np.zeros(size, np.bool_),
        next_ref=np.full(size, -1),
        visits=np.zeros(size, np.int64),
        last_visit=np.full(size, NEVER),
        orders=np.zeros(size, np.int64),
        last_order=np.full(size, NEVER),
        spent=np.zeros(size, np.int64),
        pleased=np.full(size, 0.5),
        cart_left=np.full(size, NEVER),
        known=np.zeros((size, 3), np.bool_),
        epoch=np.zeros((size, 3), np.int64),
        account=np.zeros(size, np.bool_),
        waits=np.zeros(size, np.bool_),
        subscribed=np.full(size, NEVER),
        unsubscribed=np.full(size, NEVER),
        loyal_since=np.full(size, NEVER),
        points=np.zeros(size, np.int64),
        referred_by=np.full(size, -1),
    )


def _price_sense(dice: Dice, number: Ints, kind: Ints) -> Floats:
    usual = np.array([each.price_sense for each in KINDS])[kind]
    return np.clip(usual + 0.4 * (dice.uniform("price sense", number) - 0.5), 0.0, 1.0)


def _first_visit(world: World, dice: Dice, number: Ints, country: Ints) -> Ints:
    calendar = world.calendar
    day = calendar.first_visits(country, dice.uniform("first day", number), GROWTH)
    return calendar.moment(day, country, dice.uniform("first hour", number), np.full(len(number), 0))


def _tangled(dice: Dice, number: Ints, stories: Stories) -> tuple[Flags, Flags]:
    """Return who has two accounts, and who shares a tablet with the neighbour."""
    story = stories.identity_tangle
    if story is None:
        nobody = np.zeros(len(number), np.bool_)
        return nobody, nobody
    double = dice.happens("double account", story.double_accounts, number)
    return double, dice.happens("shared tablet", story.shared_tablets, number // 2)
