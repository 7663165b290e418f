"""The truth files against the written touchpoints, read one by one with plain loops."""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pyarrow.parquet as pq
import pytest

from parcours.demo.generate import generate

PARIS = ZoneInfo("Europe/Paris")
END = date(2026, 7, 1)
NOW = datetime(2026, 7, 1, tzinfo=PARIS) - timedelta(microseconds=1)
PROFILES, MONTHS, SEED = 400, 12, 5
STEPS = ("Product Viewed", "Product Added", "Checkout Started", "Order Completed")
WEEK, MONTH = timedelta(days=7), timedelta(days=30)
INTERESTS = {
    *(
        "Products Searched",
        "Products Compared",
        "Product Added to Wishlist",
        "Wishlist Product Added to Cart",
    ),
    *("Product Added", "Cart Viewed", "Cart Updated", "Review Read", "Newsletter Subscribed"),
    "Back in Stock Subscribed",
}
SHARED = {"Referral Qualified", "Content Shared", "Product Shared"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("naive")
    generate(folder, profiles=PROFILES, months=MONTHS, seed=SEED, end=END)
    return folder


@pytest.fixture(scope="module")
def truth(folder):
    return lambda name: json.loads((folder / "truth" / f"{name}.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def profiles(folder):
    """Touchpoints by profile, in the order of time: a browser is its only account."""
    rows = pq.read_table(folder / "touchpoints.parquet").to_pylist()
    met = defaultdict(set)
    for row in rows:
        if row["anonymous_id"] and row["user_id"]:
            met[row["anonymous_id"]].add(row["user_id"])
    found = defaultdict(list)
    for row in rows:
        accounts = met[row["anonymous_id"]]
        alone = next(iter(accounts)) if len(accounts) == 1 else row["anonymous_id"]
        found[row["user_id"] or alone].append(row)
    return found


@pytest.fixture(scope="module")
def bought(profiles):
    """The orders that count by profile: when, what is kept of it in cents, when it was delivered."""
    return {name: orders_of(rows) for name, rows in profiles.items()}


def orders_of(rows):
    told = defaultdict(list)
    for row in rows:
        if row["order_id"]:
            told[row["order_id"]].append(row)
    orders = []
    for about in told.values():
        events = {row["event"]: row for row in about}
        placed = events.get("Order Completed")
        if placed is None or "Order Cancelled" in events:
            continue
        kept = round(100 * placed["revenue"])
        kept -= sum(round(100 * row["refund"]) for row in about if row["event"] == "Order Refunded")
        delivered = events.get("Order Delivered")
        if kept > 0:
            orders.append((placed["timestamp"], kept, delivered and delivered["timestamp"]))
    return sorted(orders, key=lambda order: order[0])


def furthest(rows, within):
    """Return how many steps of the funnel a profile takes, and the device of the chain that is counted."""
    best = (0, None, None)
    for start in rows:
        if start["event"] != STEPS[0]:
            continue
        level, moment = 1, start["timestamp"]
        reached = (1, moment, start["device"])
        for row in rows:
            if row["timestamp"] < moment or level == len(STEPS) or row["event"] != STEPS[level]:
                continue
            if within is None or row["timestamp"] - start["timestamp"] <= within:
                level, moment = level + 1, row["timestamp"]
                reached = (level, moment, start["device"])
        # The furthest chain; of these the first to arrive; of these the one that began last.
        earlier = reached[0] == best[0] > 1 and reached[1] <= best[1]
        if reached[0] > best[0] or earlier:
            best = reached
    return best[0], best[2]


@pytest.mark.parametrize(("name", "within"), [("plain", None), ("within_7_days", WEEK)])
def test_the_funnel(truth, profiles, name, within):
    counts, by_device = [0] * len(STEPS), {name: [0] * len(STEPS) for name in ("phone", "desktop", "tablet")}
    for rows in profiles.values():
        level, device = furthest(rows, within)
        for step in range(level):
            counts[step] += 1
            by_device[device][step] += 1
    assert truth("funnel")[name] == {"counts": counts, "by_device": by_device}


def stage_of(rows, orders):
    lately = {row["event"] for row in rows if row["timestamp"] + MONTH > NOW}
    complaint = [row["event"] for row in rows if row["event"] in ("Complaint Opened", "Complaint Resolved")]
    for row in rows:
        good = row["event"] == "Review Published" and row["score"] >= 4
        fresh = row["timestamp"] + timedelta(days=365) > NOW
        if fresh and (good or row["event"] in SHARED) and complaint[-1:] != ["Complaint Opened"]:
            return "advocacy"
    if orders:
        placed, _, delivered = orders[0]
        known = delivered is not None and delivered <= NOW
        until = max(placed, delivered) + timedelta(days=14) if known else placed + MONTH
        return "conversion" if until > NOW else "retention"
    if "Checkout Started" in lately:
        return "conversion"
    visits = {
        row["session_id"]
        for row in rows
        if row["event"] == "Product Viewed" and row["timestamp"] + MONTH > NOW
    }
    return "consideration" if len(visits) > 1 or lately & INTERESTS else "awareness"


def test_the_stages(truth, profiles, bought):
    counts = dict.fromkeys(truth("stages")["stages"], 0)
    for name, rows in profiles.items():
        counts[stage_of(rows, bought[name])] += 1
    assert counts == truth("stages")["stages"]


def test_the_flags_of_few_customers(truth, bought):
    counts = dict.fromkeys(("", "at_risk", "lapsed", "lost", "won_back"), 0)
    for orders in bought.values():
        if not orders:
            continue
        silent = (NOW - orders[-1][0]).days
        flag = "lost" if silent >= 365 else "lapsed" if silent >= 180 else "at_risk" if silent >= 90 else ""
        before = (orders[-1][0] - orders[-2][0]).days if len(orders) > 1 else 0
        counts["won_back" if not flag and before >= 180 else flag] += 1
    flags = truth("stages")["flags"]
    assert counts == {name: flags[name] for name in counts}


def test_the_orders(truth, bought):
    told = truth("orders")
    customers = [orders for orders in bought.values() if orders]
    assert told["orders"] == sum(map(len, customers))
    assert told["revenue"] == sum(kept for orders in customers for _, kept, _ in orders)
    assert told["customers"] == len(customers)
    assert told["repeat_customers"] == sum(len(orders) > 1 for orders in customers)


def test_the_cohorts(truth, bought):
    active = defaultdict(lambda: defaultdict(set))
    for name, orders in bought.items():
        months = [(local(order).year * 12 + local(order).month) for order in orders]
        for month in months:
            active[months[0]][month - months[0]].add(name)
    last = NOW.year * 12 + NOW.month
    told = truth("retention")["cohorts"]
    assert [each["active"] for each in told] == [
        [len(later[k]) for k in range(last - first + 1)] for first, later in sorted(active.items())
    ]


def local(order):
    return order[0].astimezone(PARIS)


def test_the_credit(truth, profiles, bought):
    told = truth("attribution")
    first, last, linear = defaultdict(float), defaultdict(float), defaultdict(float)
    for name, rows in profiles.items():
        begun = {}
        for row in rows:
            if row["session_id"]:
                begun.setdefault(row["session_id"], (row["timestamp"], source_of(row)))
        for placed, kept, _ in bought[name]:
            touches = [by for at, by in sorted(begun.values()) if placed - MONTH <= at <= placed]
            touches = [by for by in touches if by] or touches[:1]
            first[touches[0]] += kept
            last[touches[-1]] += kept
            for by in touches:
                linear[by] += kept / len(touches)
    for model, revenue in (("first", first), ("last_non_direct", last), ("linear", linear)):
        assert sum(each["revenue"] for each in told[model].values()) == pytest.approx(sum(revenue.values()))
        direct = told[model].get("direct", {"revenue": 0})["revenue"]
        assert direct == pytest.approx(revenue[""], abs=0.01)


def source_of(row):
    """Return what the first address of a visit tells of where it came from; nothing for a direct one."""
    return "|".join(row[name] or "" for name in ("utm_source", "utm_medium", "referrer")).strip("|")


def test_a_shop_without_a_single_order_has_its_truth_too(tmp_path):
    generate(tmp_path, profiles=2, months=1, seed=1, end=END)
    orders = json.loads((tmp_path / "truth" / "orders.json").read_text("utf-8"))
    assert orders == {"orders": 0, "revenue": 0, "customers": 0, "repeat_customers": 0, "by_month": {}}
