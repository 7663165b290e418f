"""The artificial shop against what was published of real ones; docs/explanations/demo-shop-realism.md."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb
import pytest

from parcours.demo.generate import record
from parcours.demo.simulate.run import Scenario
from parcours.demo.simulate.world import ZONE

PAGE = Path(__file__).resolve().parents[2] / "docs" / "explanations" / "demo-shop-realism.md"
pytestmark = pytest.mark.slow
SCENARIO = Scenario(profiles=20_000, months=24, seed=1, end=date(2026, 7, 1))


@dataclass(frozen=True)
class Range:
    """What real shops have, from the lowest to the highest source; the same number of the demo shop."""

    what: str
    low: float
    high: float
    unit: str
    sources: tuple[str, ...]
    sql: str

    def text(self, number: float) -> str:
        """Write a number with its unit."""
        digits = 0 if number >= 50 else 2 if number < 5 else 1
        shown = f"{number:.{digits}f}"
        shown = shown.rstrip("0").rstrip(".") if digits else shown
        return f"{shown}{self.unit and ' '}{self.unit}"


VIEWS = f"""
create table t as select *, (timestamp at time zone '{ZONE.key}')::date as day from read_parquet($file);
create table visits as
    select session_id, min_by(device, timestamp) as device, epoch(max(timestamp) - min(timestamp)) as seconds,
        count(*) filter (event = 'Page Viewed') as pages,
        bool_or(event = 'Product Added') as cart, bool_or(event = 'Checkout Started') as checkout,
        bool_or(event = 'Order Completed') as ordered, bool_or(event = 'Products Searched') as searched
    from t where session_id is not null group by session_id;
create table orders as
    select order_id, min_by(user_id, timestamp) as customer, min(timestamp) as placed, min(day) as day,
        min_by(total, timestamp) as total
    from t where event = 'Order Completed' group by order_id;
create table waits as
    select customer, epoch(placed - lag(placed) over w) / 86400 as days, row_number() over w as nth, placed,
        first_value(placed) over w as first
    from orders window w as (partition by customer order by placed);
create table mails as
    select message_ref, min(flow_id) as flow, bool_or(event = 'Email Opened') as opened,
        bool_or(event = 'Email Link Clicked') as clicked, bool_or(event = 'Unsubscribed') as gone
    from t where message_ref is not null and event in ('Email Sent', 'Email Opened', 'Email Link Clicked',
        'Unsubscribed') group by message_ref having bool_or(event = 'Email Sent');
"""
END = "(select max(timestamp) from t)"

RANGES = (
    Range(
        "Visits by phone",
        63.8,
        75,
        "%",
        ("Contentsquare 2021", "Dynamic Yield 2021", "Kibo Q3 2021"),
        "select 100 * avg((device = 'phone')::int) from visits",
    ),
    Range(
        "Pages of a visit, mean",
        3.3,
        11.1,
        "",
        ("RetailRocket", "YooChoose", "Kibo Q2 2020"),
        "select avg(pages) from visits",
    ),
    Range(
        "Length of a visit of two touchpoints and more, median",
        75,
        210,
        "s",
        ("Contentsquare 2024", "YooChoose"),
        "select median(seconds) from visits where seconds > 0",
    ),
    Range(
        "Visits with a search",
        7,
        30,
        "%",
        ("Empathy", "Constructor 2024"),
        "select 100 * avg(searched::int) from visits",
    ),
    Range(
        "Searches without a result",
        10,
        20,
        "%",
        ("Luigi's Box 2021", "Wizzy 2025"),
        "select 100 * avg((search_results = 0)::int) from t where event = 'Products Searched'",
    ),
    Range(
        "Conversion of visits with a search, as a multiple of the others'",
        1.8,
        4,
        "",
        ("Constructor 2024", "Forrester"),
        "select avg(ordered::int) filter (searched) / avg(ordered::int) filter (not searched) from visits",
    ),
    Range(
        "Visits with a cart",
        5.2,
        12.4,
        "%",
        ("Littledata 2019", "Dynamic Yield 2021", "RetailRocket"),
        "select 100 * avg(cart::int) from visits",
    ),
    Range(
        "Visits with a cart that end without an order",
        55,
        83,
        "%",
        ("Baymard", "RetailRocket"),
        "select 100 * avg((not ordered)::int) from visits where cart",
    ),
    Range(
        "Checkouts begun that end in an order",
        45.2,
        66,
        "%",
        ("Littledata 2019", "Shopify community 2025"),
        "select 100 * avg(ordered::int) from visits where checkout",
    ),
    Range(
        "Conversion, all visits",
        1.4,
        4.7,
        "%",
        ("Littledata 2023", "Dynamic Yield 2021", "IRP 2022"),
        "select 100 * avg(ordered::int) from visits",
    ),
    Range(
        "Conversion at a desktop",
        1.9,
        6.5,
        "%",
        ("Littledata 2023", "Monetate Q1 2019", "Kibo Q2 2020"),
        "select 100 * avg(ordered::int) from visits where device = 'desktop'",
    ),
    Range(
        "Conversion by phone",
        1.2,
        3.9,
        "%",
        ("Littledata 2023", "Monetate Q1 2019", "Opensend 2025"),
        "select 100 * avg(ordered::int) from visits where device = 'phone'",
    ),
    Range(
        "Payments that fail",
        10,
        29,
        "%",
        ("Ethoca 2019", "CMSPI 2021"),
        """select 100 * count(*) filter (event = 'Payment Failed')
            / count(*) filter (event in ('Payment Failed', 'Order Completed')) from t""",
    ),
    Range(
        "An order, paid in all, mean",
        75,
        130,
        "€",
        ("IRP 2022", "Kibo Q4 2020", "RJMetrics 2015", "Dynamic Yield 2021"),
        "select avg(total) from orders",
    ),
    Range(
        "Orders of a customer who began a year ago or earlier, mean",
        1.6,
        4.3,
        "",
        ("RJMetrics 2015", "CDNOW", "Online Retail"),
        f"select count(*) / count(distinct customer) from waits where first < {END} - interval 365 day",
    ),
    Range(
        "Customers who order again within a year",
        15,
        45.9,
        "%",
        ("Opensend 2025b", "RJMetrics 2015", "CDNOW"),
        f"""select 100 * count(distinct customer) filter (nth > 1 and placed <= first + interval 365 day)
            / count(distinct customer) from waits where first < {END} - interval 365 day""",
    ),
    Range(
        "Days between two orders, median",
        28,
        94,
        "days",
        ("Online Retail", "CDNOW"),
        "select median(days) from waits where days is not null",
    ),
    Range(
        "November's and December's part of a year's revenue",
        19.8,
        25.4,
        "%",
        ("Fevad 2014", "Fevad 2018", "Online Retail", "Digital Commerce 360"),
        f"""select 100 * sum(total) filter (month(day) >= 11) / sum(total) from orders
            where placed >= {END} - interval 365 day""",
    ),
    Range(
        "Deliveries later than promised",
        8.1,
        27,
        "%",
        ("Olist", "HubBox 2024"),
        "select 100 * avg((timestamp > promised_at)::int) from t where event = 'Order Delivered'",
    ),
    Range(
        "Orders with a return",
        8.1,
        20.8,
        "%",
        ("Corso", "NRF 2021", "Online Retail"),
        f"""with back as (select distinct order_id from t where event = 'Return Requested')
            select 100 * avg((b.order_id is not null)::int) from orders left join back b using (order_id)
            where placed < {END} - interval 60 day""",
    ),
    Range(
        "Newsletters opened",
        15.7,
        49.6,
        "%",
        ("Mailchimp 2018", "Klaviyo 2026", "BS&Co 2026"),
        "select 100 * avg(opened::int) from mails where flow is null",
    ),
    Range(
        "Newsletters clicked",
        0.53,
        3.02,
        "%",
        ("BS&Co 2026", "Klaviyo 2026", "Mailchimp 2018"),
        "select 100 * avg(clicked::int) from mails where flow is null",
    ),
    Range(
        "Newsletters that make somebody unsubscribe",
        0.1,
        0.4,
        "%",
        ("Campaign Monitor 2022", "Mailchimp 2018"),
        "select 100 * avg(gone::int) from mails where flow is null",
    ),
    Range(
        "Letters about a cart opened",
        41.2,
        68.1,
        "%",
        ("Klaviyo 2017", "Klaviyo 2024"),
        "select 100 * avg(opened::int) from mails where flow = 'cart-reminder'",
    ),
    Range(
        "Letters about a cart clicked",
        5.3,
        13,
        "%",
        ("Klaviyo 2024", "Klaviyo 2017"),
        "select 100 * avg(clicked::int) from mails where flow = 'cart-reminder'",
    ),
    Range(
        "Net promoter score",
        28,
        62,
        "",
        ("NPSpack 2025", "Satmetrix 2018"),
        """select 100 * (avg((score >= 9)::int) - avg((score <= 6)::int)) from t
            where event = 'NPS Answered'""",
    ),
    Range(
        "Reviews of a hundred orders",
        2.5,
        22,
        "",
        ("Okendo",),
        """select 100 * count(*) / (select count(*) from orders) from t
            where event = 'Product Reviewed'""",
    ),
    Range(
        "Reviews with one star",
        3.6,
        12,
        "%",
        ("Women's Clothing Reviews", "Olist"),
        "select 100 * avg((score = 1)::int) from t where event = 'Product Reviewed'",
    ),
    Range(
        "Stars of a review, mean",
        3.9,
        4.34,
        "",
        ("Spiegel 2017", "Women's Clothing Reviews"),
        "select avg(score) from t where event = 'Product Reviewed'",
    ),
)
"""Bounds are the lowest and highest figures that the sources of a row report."""


@pytest.fixture(scope="module")
def database(tmp_path_factory):
    made = record(tmp_path_factory.mktemp("ranges") / "touchpoints.parquet", SCENARIO)
    database = duckdb.connect()
    for statement in VIEWS.split(";\n"):
        given = {"file": str(made.touchpoints)} if "$file" in statement else None
        database.execute(statement, given)
    return database


@pytest.fixture(scope="module")
def measured(database):
    return {each.what: database.execute(each.sql).fetchone()[0] for each in RANGES}


@pytest.mark.parametrize("each", RANGES, ids=lambda each: each.what)
def test_the_shop_lies_in_the_range_that_was_published(each, measured):
    assert each.low <= measured[each.what] <= each.high


def test_stars_are_shaped_like_a_j(database):
    counts = database.execute(
        "select score, count(*) from t where event = 'Product Reviewed' group by 1 order by 1"
    ).fetchall()
    one, two, three, four, five = (count for _, count in counts)
    assert five > one + two + three + four
    assert four > three > two
    assert one > two / 2


def test_the_page_shows_these_numbers(measured):
    rows = "\n".join(
        f"| {each.what} | {each.text(each.low)} to {each.text(each.high)} | "
        f"{each.text(measured[each.what])} | {'; '.join(each.sources)} |"
        for each in RANGES
    )
    assert rows in PAGE.read_text("utf-8"), f"The table should be:\n{rows}"


def test_the_page_lists_every_source_of_the_table():
    listed = set(re.findall(r"\*\*(.+?)\*\*", PAGE.read_text("utf-8")))
    assert {source for each in RANGES for source in each.sources} <= listed
