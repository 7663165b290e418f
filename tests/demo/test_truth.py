"""What Parcours says of the demo shop against what its simulator knows."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from deltalake import DeltaTable

from parcours.collect.importing import import_file
from parcours.demo.generate import generate
from parcours.demo.home import SETTINGS
from parcours.journeys.orders import Orders
from parcours.shop import Shop
from parcours.touchpoints import DAY

END = date(2026, 7, 1)
LAST_DAY = "2026-06-30"
AFTER = 1_800_000_000_000_000
PROFILES, MONTHS, SEED = 10_000, 24, 2
STEPS = ["Product Viewed", "Product Added", "Checkout Started", "Order Completed"]


@dataclass(frozen=True)
class Made:
    """A generated shop, imported."""

    data: Path
    shop: Shop

    @cached_property
    def journeys(self):
        return self.shop.journeys()

    @cached_property
    def sql(self):
        """The log, each touchpoint with the root of its profile."""
        database = duckdb.connect()
        database.execute("set TimeZone = 'Europe/Paris'")
        roots = self.shop.identities.roots()
        database.register("links", pa.table({"leaf": roots.leaves, "root": roots.roots}))
        database.register("rows", DeltaTable(self.shop.folder / "log").to_pyarrow_dataset())
        database.execute(
            """create table log as select coalesce(root, profile_id) as profile, rows.*
               from rows left join links on leaf = profile_id"""
        )
        return database

    def truth(self, name: str) -> Any:
        return json.loads((self.data / "truth" / f"{name}.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("truth")
    generate(folder / "data", profiles=PROFILES, months=MONTHS, seed=SEED, end=END)
    shop = Shop.create(folder / "shop", SETTINGS)
    report = import_file(shop, folder / "data" / "touchpoints.parquet", clock=lambda: AFTER)
    assert (report.counts.rejected, report.counts.duplicates) == (0, 0)
    return Made(folder / "data", shop)


def test_the_map_finds_what_was_planted_without_being_told(made):
    """Several seeds of a shop of the usual size, and what each costs: test_truth_stories."""
    pains = made.journeys.journey_map().pains
    assert [pain.kind for pain in pains[:3]] == ["late_delivery", "search_without_result", "outage"]
    assert all(pain.is_certain for pain in pains[:3])


@pytest.mark.parametrize(("name", "within"), [("plain", None), ("within_7_days", "7d")])
def test_the_funnel_counts_everybody_who_went_through_it(made, name, within):
    truth, found = made.truth("funnel")[name], made.journeys.funnel(STEPS, within=within, by="device")
    assert found.counts.tolist() == truth["counts"]
    assert {group.value: group.counts.tolist() for group in found.groups} == truth["by_device"]


def test_everybody_is_in_the_stage_that_the_rules_say(made):
    truth, found = made.truth("stages"), made.journeys.stages(as_of=LAST_DAY)
    assert found.counts == truth["stages"]
    assert {row["flag"]: row["customers"] for row in found.flags().rows()} == {
        name: count for name, count in truth["flags"].items() if name
    }


def test_orders_revenue_and_customers_are_those_that_count(made):
    truth, orders = made.truth("orders"), [Orders.of(part) for part in made.journeys.parts]
    assert sum(map(len, orders)) == truth["orders"]
    assert sum(int(each.revenue.sum()) for each in orders) == truth["revenue"]
    assert sum(len(np.unique(each.profile)) for each in orders) == truth["customers"]
    assert sum(int((each.number == 2).sum()) for each in orders) == truth["repeat_customers"]


COUNTING = """
create or replace table bought as
    select any_value(profile) as profile, order_id,
        min(timestamp) filter (event = 'Order Completed') as placed,
        sum(revenue_shop) filter (event in ('Order Completed', 'Order Refunded')) as revenue
    from log where order_id is not null group by order_id
    having bool_or(event = 'Order Completed') and not bool_or(event = 'Order Cancelled')
        and sum(revenue_shop) filter (event in ('Order Completed', 'Order Refunded')) > 0
"""


def test_months_have_the_orders_that_the_log_tells(made):
    made.sql.execute(COUNTING)
    rows = made.sql.execute(
        """select strftime(placed, '%Y-%m'), count(*), sum(revenue)::bigint, count(distinct profile)
           from bought group by 1"""
    ).fetchall()
    truth = made.truth("orders")["by_month"]
    assert {row[0]: row[1:] for row in rows} == {
        month: (each["orders"], each["revenue"], each["customers"]) for month, each in truth.items()
    }


def test_cohorts_are_those_of_the_log(made):
    made.sql.execute(COUNTING)
    rows = made.sql.execute(
        """with numbered as (select *, min(placed) over (partition by profile) as first from bought)
           select strftime(first, '%Y-%m') as month, date_diff('month', date_trunc('month', first),
                date_trunc('month', placed)) as later, count(distinct profile)
           from numbered group by 1, 2"""
    ).fetchall()
    truth = made.truth("retention")["cohorts"]
    told = {(each["month"], k): n for each in truth for k, n in enumerate(each["active"]) if n}
    assert {(month, later): count for month, later, count in rows} == told


def test_who_is_gone_is_gone_in_the_log(made):
    made.sql.execute(COUNTING)
    end = f"timestamptz '{END} 00:00:00'"
    for days, truth in made.truth("retention")["not_again"].items():
        us = int(days) * DAY
        customers, gone = made.sql.execute(
            f"""with numbered as (select *, row_number() over w as nth, lead(placed) over w as next
                    from bought window w as (partition by profile order by placed, order_id))
                select count(*), count(*) filter (next is null or epoch_us(next) - epoch_us(placed) > {us})
                from numbered where nth = 1 and epoch_us(placed) + {us} <= epoch_us({end})"""
        ).fetchall()[0]
        assert {"customers": customers, "gone": gone} == truth


def test_credit_is_that_of_the_visits_in_the_log(made):
    made.sql.execute(COUNTING)
    rows = made.sql.execute(
        f"""with visits as (
                select arg_min(profile, timestamp) as profile, session_id,
                    min(timestamp) filter (event = 'Page Viewed') as began,
                    arg_min(channel, timestamp) as channel
                from log where session_id is not null group by session_id),
            pairs as (
                select order_id, revenue, channel, began,
                    bool_or(channel <> 'direct') over (partition by order_id) as known
                from bought join visits using (profile)
                where began <= placed and epoch_us(began) >= epoch_us(placed) - {30 * DAY}),
            touches as (select *, row_number() over up as up, row_number() over down as down,
                    count(*) over (partition by order_id) as n
                from pairs where channel <> 'direct' or not known
                window up as (partition by order_id order by began),
                    down as (partition by order_id order by began desc))
           select channel, count(*) filter (up = 1), sum(revenue) filter (up = 1), count(*) filter (down = 1),
               sum(revenue) filter (down = 1), sum(1 / n), sum(revenue / n) from touches group by channel"""
    ).fetchall()
    truth = made.truth("attribution")
    for place, model in enumerate(("first", "last_non_direct", "linear")):
        found = {row[0]: row[1 + 2 * place : 3 + 2 * place] for row in rows}
        for channel, credit in truth[model].items():
            assert found[channel] == pytest.approx((credit["orders"], credit["revenue"]), abs=0.01)
        assert sum(row[1] for row in found.values() if row[1]) == pytest.approx(
            sum(credit["revenue"] for credit in truth[model].values()), abs=1
        )


def test_the_arms_of_each_flow_are_those_of_the_log(made):
    for flow, truth in made.truth("lift").items():
        us = truth["window_days"] * DAY
        rows = made.sql.execute(
            f"""with enrolled as (
                    select profile, timestamp, json_extract_string(properties, '$.variation_id') as arm
                    from log where event = 'Experiment Viewed' and flow_id = '{flow}'
                        and epoch_us(timestamp) + {us} <= epoch_us(timestamptz '{END} 00:00:00'))
                select arm, count(*), count(*) filter (exists (
                    select 1 from log where log.profile = enrolled.profile and event = 'Order Completed'
                        and log.timestamp >= enrolled.timestamp
                        and epoch_us(log.timestamp) <= epoch_us(enrolled.timestamp) + {us}))
                from enrolled group by arm"""
        ).fetchall()
        found = {arm: {"assigned": assigned, "ordered": ordered} for arm, assigned, ordered in rows}
        assert found == {"letter": truth["treated"], "control": truth["holdout"]}


def test_the_arms_differ_by_the_true_lift_but_for_chance(made):
    for truth in made.truth("lift").values():
        shares = {arm: truth[arm]["ordered"] / truth[arm]["assigned"] for arm in ("treated", "holdout")}
        error = (
            sum((share + 0.01) * (1 - share) / truth[arm]["assigned"] for arm, share in shares.items()) ** 0.5
        )
        assert abs(shares["treated"] - shares["holdout"] - truth["true_lift"]) < 2.6 * error


def test_ids_are_joined_as_far_as_the_log_can_tell(made):
    truth, identities = made.truth("identity"), made.shop.identities
    shared = [each["anonymous_id"] for each in truth["browsers_of_several_accounts"]]
    assert set(identities.leaves("anonymous", shared).tolist()) == set(identities.ambiguous().tolist())
    browsers = made.sql.execute("select distinct anonymous_id from log where anonymous_id is not null")
    leaves = identities.leaves("anonymous", [browser for (browser,) in browsers.fetchall()])
    assert len(leaves) == truth["browsers"]
    assert np.count_nonzero(identities.roots().of(leaves) != leaves) == truth["joined_browsers"]
    profiles = sum(int((~part.hidden & (np.diff(part.offsets) > 0)).sum()) for part in made.journeys.parts)
    assert profiles == truth["profiles"]


def test_every_text_of_the_log_has_its_truth(made):
    table = pq.read_table(made.data / "truth" / "texts.parquet")
    made.sql.register("told", table)
    ((missing, told),) = made.sql.execute(
        """select (select count(*) from log where text is not null and (timestamp, text) not in
                (select (timestamp, text) from told)), (select count(*) from told)"""
    ).fetchall()
    assert missing == 0
    assert told > 1_000
    topics, polarities = table["topics"].combine_chunks(), table["polarities"].combine_chunks()
    assert topics.offsets.equals(polarities.offsets)
    assert {"delivery_speed", "size", "quality"} <= set(topics.values.to_pylist())


def test_promoters_of_one_language_never_refer(made):
    by_language = made.truth("stories/silent_promoters")["people_by_language"]
    assert all(each["promoters"] > 0 for each in by_language.values())
    assert by_language["fr"]["shared"] == 0
    assert by_language["en"]["shared"] > 0
