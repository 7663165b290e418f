"""The parts of the simulator one by one: the calendar, carts, what the log holds and how it is written."""

from __future__ import annotations

from datetime import date

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parcours.demo.simulate.calendar import Calendar
from parcours.demo.simulate.cart import ROOM, Carts
from parcours.demo.simulate.draws import Choice, ragged, running
from parcours.demo.simulate.lines import joined, single
from parcours.demo.simulate.vocabulary import Coded, Vocabulary
from parcours.demo.simulate.world import ZONE, World
from parcours.demo.simulate.writing import coded, euros, numbered
from parcours.demo.world.countries import COUNTRIES
from parcours.touchpoints import DAY, HOUR, MINUTE, to_local

YEAR = Calendar.between(date(2025, 11, 1), date(2026, 11, 1), ZONE)
FRANCE, ISRAEL = ([each.code for each in COUNTRIES].index(code) for code in ("FR", "IL"))
PEOPLE = np.arange(4_000) / 4_000


def day_of(year, month, day):
    return (date(year, month, day) - YEAR.first).days


def test_days_last_from_midnight_to_midnight_in_the_shops_zone():
    hours = np.diff(YEAR.starts) // HOUR
    assert (to_local(YEAR.starts, ZONE) % DAY == 0).all()
    assert hours[day_of(2026, 3, 29)] == 23
    assert hours[day_of(2026, 10, 25)] == 25
    assert (YEAR.day(YEAR.starts[:-1]) == np.arange(len(YEAR))).all()
    assert (YEAR.day(YEAR.starts[1:] - 1) == np.arange(len(YEAR))).all()


def test_months_begin_on_their_first_days():
    assert len(YEAR.months) == 13
    assert [YEAR.date(int(day)).day for day in YEAR.day(YEAR.months[:-1])] == [1] * 12


def test_first_visits_follow_the_season_and_the_growth():
    days = YEAR.first_visits(np.full(len(PEOPLE), FRANCE), PEOPLE, growth=1.0)
    counts = np.bincount(days, minlength=len(YEAR))
    shares = YEAR.traffic[:, FRANCE] / YEAR.traffic[:, FRANCE].sum() * len(PEOPLE)
    assert np.abs(counts - shares).max() <= 1
    growing = YEAR.first_visits(np.full(len(PEOPLE), FRANCE), PEOPLE, growth=3.0)
    assert (growing > len(YEAR) / 2).mean() > (days > len(YEAR) / 2).mean() + 0.1


@settings(deadline=None)
@given(st.integers(0, 364 * DAY), st.floats(0, 500), st.floats(0, 200))
def test_who_pauses_longer_comes_later_and_nobody_comes_before(after, pause, more):
    country, moments = np.array([FRANCE, ISRAEL]), np.full(2, YEAR.start + after)
    sooner, later = (YEAR.later(country, moments, np.full(2, days)) for days in (pause, pause + more))
    assert (sooner >= YEAR.day(moments)).all()
    assert (later >= sooner).all()
    assert (later <= len(YEAR)).all()


def test_a_pause_of_so_many_usual_days_is_as_long_over_a_year():
    """From the summer's quiet the same pause ends sooner in days than before the summer sets in."""
    start = np.array([YEAR.starts[day_of(2026, 7, 20)], YEAR.starts[day_of(2025, 11, 15)]])
    days = YEAR.later(np.full(2, FRANCE), start, np.full(2, 20.0)) - YEAR.day(start)
    assert days[0] > 20 > days[1]


def test_people_come_at_their_own_evening_and_never_before_they_may():
    day, share = np.full(len(PEOPLE), day_of(2026, 5, 5)), PEOPLE
    french, israeli = (
        YEAR.moment(day, np.full(len(PEOPLE), country), share, np.zeros(len(PEOPLE), np.int64))
        for country in (FRANCE, ISRAEL)
    )
    assert (YEAR.day(french) == day).all()
    busiest = np.bincount((french - YEAR.starts[day]) // HOUR).argmax()
    assert busiest == 20
    assert np.bincount((israeli - YEAR.starts[day]) // HOUR).argmax() == 19
    late = YEAR.starts[day + 1] - MINUTE
    assert (YEAR.moment(day, np.full(len(PEOPLE), FRANCE), share, late) > late).all()


@given(st.lists(st.integers(0, 5), max_size=9))
def test_ragged_names_each_things_owner_and_place(counts):
    whose, nth = ragged(np.array(counts, np.int64))
    assert list(zip(whose.tolist(), nth.tolist(), strict=True)) == [
        (owner, place) for owner, count in enumerate(counts) for place in range(count)
    ]


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(-50, 50)), max_size=20))
def test_running_sums_begin_anew_with_each_owner(pairs):
    pairs = sorted(pairs, key=lambda pair: pair[0])
    whose, amounts = (np.array([pair[column] for pair in pairs], np.int64) for column in (0, 1))
    expected = [
        sum(amount for owner, amount in pairs[: place + 1] if owner == pairs[place][0])
        for place in range(len(pairs))
    ]
    assert running(amounts, whose).tolist() == expected


def test_options_are_chosen_by_the_weights_of_their_row():
    choice = Choice.of(np.array([[1.0, 3.0], [1.0, 0.0]]))
    first = choice.at(np.zeros(len(PEOPLE), np.int64), PEOPLE)
    assert (first == 1).mean() == pytest.approx(0.75, abs=0.001)
    assert not choice.at(np.ones(len(PEOPLE), np.int64), PEOPLE).any()


def test_carts_hold_what_is_put_in_until_they_are_full():
    carts, world = Carts.empty(2), World.before(date(2026, 11, 1), 1)
    someone = np.array([1])
    for product in range(ROOM):
        assert carts.put(someone, np.array([product]), np.array([0]), np.array([2])).all()
    assert not carts.put(someone, np.array([50]), np.array([0]), np.array([1])).any()
    lines = carts.lines(np.array([0, 1]), np.array([3, 3]), world)
    assert np.diff(lines.offsets).tolist() == [0, ROOM]
    assert lines.product.tolist() == list(range(ROOM))
    assert carts.filled(np.array([0, 1])).tolist() == [False, True]
    carts.clear(someone)
    assert not carts.filled(someone).any()


def test_lines_are_joined_taken_and_parted():
    ones, twos = (single(np.array(products), np.array(products) * 100) for products in ([1, 2], [3, 4]))
    both = joined([ones, twos])
    assert both.take(np.array([3, 0])).product.tolist() == [4, 1]
    assert both.part(1, 3).price.tolist() == [200, 300]
    assert len(joined([])) == 0


def test_a_text_has_one_number_whoever_writes_it():
    words, values = Vocabulary(), ("late", "lost")
    first = words.of(Coded(np.array([1, 0, -1]), values))
    assert first.tolist() == [words.number("lost"), words.number("late"), -1]
    assert words.of(Coded(np.array([0]), ["lost"])).tolist() == [first[0]]
    assert words.object({}) == -1
    number = words.object({"seconds": 1, "why": "été"})
    assert words.texts()[number] == '{"seconds": 1, "why": "été"}'
    assert words.object({"flag": True}) != words.object({"flag": 1})


def test_what_is_written_does_not_depend_on_when_texts_got_their_numbers():
    one = coded(np.array([2, 0, -1, 2]), ["b", "unused", "a"])
    other = coded(np.array([0, 1, -1, 0]), ["a", "b"])
    assert one.equals(other)
    assert one.to_pylist() == ["a", "b", None, "a"]
    assert one.dictionary.to_pylist() == ["a", "b"]


def test_texts_that_are_told_twice_stand_in_the_dictionary_once():
    assert coded(np.array([0, 1]), ["Windows", "Windows"]).dictionary.to_pylist() == ["Windows"]


def test_numbers_become_a_letter_and_digits_and_cents_become_euros():
    assert numbered("T", np.array([12, -1, 12])).to_pylist() == ["T000000000012", None, "T000000000012"]
    assert euros(np.array([1999, -1])).equals(pa.array([19.99, None]))
