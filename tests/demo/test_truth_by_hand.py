"""The truth's own functions against worlds small enough to see through."""

from __future__ import annotations

from itertools import pairwise, product
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from parcours.demo.simulate.state import NEVER
from parcours.demo.truth.attribution import Credit, attribution
from parcours.demo.truth.funnel import funnel
from parcours.demo.truth.orders import by_month, cohorts, not_again, totals
from parcours.demo.truth.people import Profiles
from parcours.demo.truth.purchases import Purchases
from parcours.demo.truth.stages import ACTS, stages
from parcours.demo.truth.touches import NOBODY, Touches, latest_before
from parcours.touchpoints import DAY

PARIS = ZoneInfo("Europe/Paris")
NEW_YEAR = 1_767_222_000_000_000  # 2026-01-01 in Paris


def touches(*rows):
    """Touches of (profile, moment[, visit[, device]])."""
    full = [(*row, *(0,) * (4 - len(row))) for row in rows]
    return Touches(*(np.array(full, np.int64).reshape(-1, 4).T))


def bought(*rows):
    """Purchases of (profile, moment, revenue[, delivered])."""
    full = [(*row, NEVER) if len(row) == 3 else row for row in rows]
    profile, moment, revenue, delivered = np.array(full, np.int64).reshape(-1, 4).T
    return Purchases.of(profile, moment, np.arange(len(full)), revenue, delivered)


few = st.lists(st.tuples(st.integers(0, 2), st.integers(0, 9)), max_size=8)


@given(few, few)
def test_the_latest_before_is_the_greatest_that_is_not_later(some, others):
    found = latest_before(touches(*some), touches(*others))
    for place, (profile, moment) in zip(found.tolist(), others, strict=True):
        before = [when for who, when in some if who == profile and when <= moment]
        assert (some[place][1] == max(before)) if before else place == NOBODY


@given(few, few, few, st.integers(0, 9))
def test_a_funnel_counts_the_chains_that_fit_into_the_window(one, two, three, within):
    steps = [touches(*rows) for rows in (one, two, three)]
    found = funnel(steps, 3, within, ["phone"])
    for count in (1, 2, 3):
        chains = product(*(one, two, three)[:count])
        assert found.counts[count - 1] == len(
            {
                chain[0][0]
                for chain in chains
                if len({who for who, _ in chain}) == 1
                and all(a[1] <= b[1] for a, b in pairwise(chain))
                and chain[-1][1] - chain[0][1] <= within
            }
        )


def test_a_funnel_goes_by_the_device_of_the_chain_that_came_furthest_first():
    views = touches((0, 1, 0, 0), (0, 5, 0, 1), (1, 1, 0, 1))
    adds = touches((0, 6, 0, 0), (0, 9, 0, 0))
    found = funnel([views, adds], 2, 100, ["phone", "desktop"])
    assert found.counts == (2, 1)
    assert found.by_device == {"phone": (0, 0), "desktop": (2, 1)}


def test_a_browser_is_its_only_account_and_a_shared_one_is_nobody():
    browser = np.array([10, 10, 11, 12, 12, 13, -1])
    user = np.array([-1, 7, 8, 7, 8, -1, 9])
    profiles = Profiles.of(browser, user)
    places = profiles.place(np.array([10, 10, 11, 12, 12, 13, -1]), np.array([-1, 7, -1, -1, 8, -1, 9]))
    assert places[0] == places[1]
    assert places[2] == places[4]
    assert len(set(places.tolist())) == 5


def test_orders_are_counted_by_month_of_the_shop():
    shop = bought((0, NEW_YEAR - 1, 100), (0, NEW_YEAR, 50), (1, NEW_YEAR + DAY, 7))
    assert totals(shop) == {"orders": 3, "revenue": 157, "customers": 2, "repeat_customers": 1}
    assert by_month(shop, PARIS)["2026-01"] == {
        "orders": 2,
        "revenue": 57,
        "customers": 2,
        "repeat_customers": 1,
    }


def test_a_cohort_is_followed_to_the_end():
    shop = bought((0, NEW_YEAR - 1, 1), (0, NEW_YEAR + 40 * DAY, 1), (1, NEW_YEAR, 1))
    first, second = cohorts(shop, PARIS, NEW_YEAR + 45 * DAY)
    assert (first.month, first.customers, first.active) == ("2025-12", 1, (1, 0, 1))
    assert (second.month, second.customers, second.active) == ("2026-01", 1, (1, 0))


def test_who_is_gone_had_the_time_to_come_back():
    shop = bought((0, 0, 1), (0, 31 * DAY, 1), (1, 0, 1), (1, 30 * DAY, 1), (2, 41 * DAY, 1))
    assert not_again(shop, 70 * DAY)["30"] == {"customers": 2, "gone": 1}
    assert not_again(shop, 71 * DAY)["30"] == {"customers": 3, "gone": 2}


def test_credit_goes_to_known_touches_of_thirty_days():
    names = ["direct", "email", "social"]
    visits = touches((0, 0, 1), (0, DAY, 2), (0, 2 * DAY, 3), (0, 40 * DAY, 4))
    channel = np.array([1, 2, 0, 0])
    shop = bought((0, 2 * DAY, 100), (0, 31 * DAY + 1, 60), (0, 80 * DAY, 9))
    found = attribution(shop, visits, channel, names)
    assert found["first"] == {"email": Credit(1, 100), "direct": Credit(1, 60)}
    assert found["last_non_direct"] == {"social": Credit(1, 100), "direct": Credit(1, 60)}
    assert found["linear"]["email"] == Credit(0.5, 50)


NOW = 1000 * DAY
SEEN = np.ones(1, bool)
NOTHING = dict.fromkeys(ACTS, touches())


@pytest.mark.parametrize(
    ("acts", "orders", "stage"),
    [
        ({}, (), "awareness"),
        ({"Product Viewed": touches((0, NOW - DAY, 1))}, (), "awareness"),
        ({"Product Viewed": touches((0, NOW - DAY, 1), (0, NOW, 2))}, (), "consideration"),
        ({"Product Viewed": touches((0, NOW - 30 * DAY, 1), (0, NOW, 2))}, (), "awareness"),
        ({"Review Read": touches((0, NOW - 29 * DAY))}, (), "consideration"),
        ({"Checkout Started": touches((0, NOW - 30 * DAY + 1))}, (), "conversion"),
        ({}, ((0, NOW - 29 * DAY, 1),), "conversion"),
        ({}, ((0, NOW - 30 * DAY, 1),), "retention"),
        ({}, ((0, NOW - 40 * DAY, 1, NOW - 13 * DAY),), "conversion"),
        ({}, ((0, NOW - 40 * DAY, 1, NOW - 13 * DAY), (0, NOW, 1)), "conversion"),
        ({}, ((0, NOW - 40 * DAY, 1, NOW - 14 * DAY),), "retention"),
        ({"Content Shared": touches((0, NOW - 364 * DAY))}, (), "advocacy"),
        ({"Content Shared": touches((0, NOW)), "Complaint Opened": touches((0, 1))}, (), "awareness"),
        (
            {
                "Content Shared": touches((0, NOW)),
                "Complaint Opened": touches((0, 1)),
                "Complaint Resolved": touches((0, 2)),
            },
            (),
            "advocacy",
        ),
    ],
)
def test_the_first_rule_that_holds_names_the_stage(acts, orders, stage):
    counts = stages({**NOTHING, **acts}, bought(*orders), SEEN, NOW).stages
    assert {name for name, count in counts.items() if count} == {stage}


def test_flags_go_by_days_since_the_last_order():
    shop = bought(*((who, NOW - days * DAY, 1) for who, days in enumerate((10, 90, 180, 365))))
    flags = stages(NOTHING, shop, np.ones(4, bool), NOW).flags
    assert flags == {"": 1, "at_risk": 1, "lapsed": 1, "lost": 1, "won_back": 0, "complaint_open": 0}


def test_who_comes_back_after_long_is_won_back():
    shop = bought((0, NOW - 200 * DAY, 1), (0, NOW - DAY, 1))
    assert stages(NOTHING, shop, SEEN, NOW).flags["won_back"] == 1
