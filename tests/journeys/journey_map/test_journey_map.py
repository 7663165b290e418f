"""The whole map: of a small shop by hand, of real logs, in every form."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest
from tests.journeys.shops import TWELVE, Row, journeys_of

from parcours.charts.journey_map import Onward
from parcours.journeys import Journeys
from parcours.journeys.journey_map import JourneyMap, JourneyMapping, with_stages


@pytest.fixture(scope="module")
def twelve() -> JourneyMap:
    # A day long after, so that every journey is over.
    return journeys_of([*TWELVE, (13, "2026-06-01 10:00", "Ad Clicked")]).journey_map()


@pytest.fixture(scope="module")
def orders_only(shared_data: Path) -> JourneyMap:
    orders = pq.read_table(shared_data / "online_retail" / "orders.parquet")
    orders = orders.filter(pc.and_(pc.is_valid(orders["customer_id"]), pc.equal(orders["kind"], "order")))
    money = pc.cast(pc.round(pc.multiply(orders["amount"], 100)), pa.int64())
    log = pa.table(
        {
            "who": orders["customer_id"],
            "at": orders["ts"],
            "what": pa.array(["Order Completed"] * len(orders)),
            "order_id": orders["order_id"],
            "revenue_shop": money,
        }
    )
    return Journeys.from_frame(log, profile="who", time="at", event="what", currency="GBP").journey_map()


@pytest.fixture(scope="module")
def clicks_only(shared_data: Path) -> JourneyMap:
    log = pq.read_table(shared_data / "retailrocket_sample" / "events.parquet")
    names = {"view": "Product Viewed", "add_to_cart": "Product Added", "purchase": "Order Completed"}
    events = pa.array([names[event] for event in log["event"].to_pylist()])
    log = log.set_column(log.schema.get_field_index("event"), "event", events)
    return Journeys.from_frame(log, profile="user_id", time="ts", event="event").journey_map()


def test_customers_are_those_with_an_order_that_counts(twelve: JourneyMap) -> None:
    assert twelve.customers == 6  # 1, 3, 6, 7, 8 and 10; the only order of 9 was refunded


def test_stages_and_steps_stand_side_by_side(twelve: JourneyMap) -> None:
    assert sum(stage.now or 0 for stage in twelve.stages) == 12  # of one profile only the system speaks
    steps = {step.name: step.journeys for step in twelve.steps}
    assert steps["loyalty"] is None
    assert steps["browsing"]


def test_drop_offs_stand_at_their_touchpoint_with_their_n(twelve: JourneyMap) -> None:
    places = {place.name: place for place in twelve.places}
    for leak in twelve.leaks:
        assert (places[leak.place].lost, places[leak.place].at_risk) == (leak.n, leak.at_risk)
    # 4 and 9 viewed and added nothing; 2 left the checkout; whoever added after a view came to the checkout.
    assert {leak.place: (leak.n, leak.of) for leak in twelve.leaks} == {
        "Product page": (2, 7),
        "Checkout": (1, 5),
    }


def test_frictions_are_pain_points_and_drop_offs_are_not(twelve: JourneyMap) -> None:
    found = {pain.kind: (pain.place, pain.n) for pain in twelve.pains}
    assert found["search_without_result"] == ("Search", 1)
    assert found["payment_error"] == ("Payment", 1)
    assert {leak.kind for leak in twelve.leaks} == {"left"}
    assert not {"left", "no_return"} & found.keys()


def test_leaks_come_by_revenue_at_risk_then_by_n(twelve: JourneyMap) -> None:
    keys = [(-(leak.at_risk.value if leak.at_risk else 0), -leak.n) for leak in twelve.leaks]
    assert keys == sorted(keys)


def test_it_is_ready_for_json_and_dataframes(twelve: JourneyMap) -> None:
    told = json.loads(json.dumps(twelve.to_dict()))
    assert told["stages"][0]["name"] == "awareness"
    assert told["places"][0]["ordered"].keys() == {"profiles", "of", "seconds"}
    assert twelve.to_frame().num_rows == len(twelve.places)


def test_every_form_is_drawn(twelve: JourneyMap) -> None:
    assert twelve.to_html(language="he").startswith('<!doctype html><html lang="he" dir="rtl">')
    assert twelve.to_svg().startswith("<svg")
    assert twelve.to_png(scale=0.5).startswith(b"\x89PNG")
    assert twelve.to_pdf().startswith(b"%PDF")
    assert "<style>" in twelve._repr_html_()


def test_an_order_export_alone_names_who_did_not_come_back(orders_only: JourneyMap) -> None:
    assert (orders_only.profiles, orders_only.customers) == (4339, 4339)
    assert [place.name for place in orders_only.places] == ["Order"]
    first, second = orders_only.leaks
    assert (first.kind, first.stage, first.order, second.order) == ("no_return", "retention", 1, 2)
    assert first.of is not None
    assert first.too_recent is not None
    assert first.of + first.too_recent == 4339
    assert first.at_risk is not None
    assert f"did not order again within {first.days} days" in orders_only.to_html()
    assert "how many were left behind is unknown" in orders_only.to_html()


def test_clicks_without_prices_have_leaks_without_money(clicks_only: JourneyMap) -> None:
    assert clicks_only.touchpoints == 5169
    places = {place.name: (place.touchpoints, place.profiles) for place in clicks_only.places}
    assert places == {"Product page": (4732, 1090), "Cart": (377, 110), "Order": (60, 36)}
    viewed = next(leak for leak in clicks_only.leaks if leak.place == "Product page")
    assert viewed.of is not None
    assert viewed.too_recent is not None
    assert viewed.of + viewed.too_recent == 1090
    assert all(leak.at_risk is None for leak in clicks_only.leaks)
    page = clicks_only.to_html()
    assert "not in money yet" in page
    assert "€0" not in page


def test_a_map_of_nothing_is_a_map() -> None:
    rows: list[Row] = [(1, "2026-01-01 10:00", "Product Viewed")]
    nobody = journeys_of(rows).where(event="Lamp Rubbed")
    drawn = nobody.journey_map()
    assert (drawn.profiles, drawn.touchpoints, drawn.first) == (0, 0, None)
    assert all(stage.onward == Onward(0, 0) for stage in drawn.stages)
    assert "No touchpoints yet." in drawn.to_html()


def test_pieces_and_the_whole_give_one_map(twelve: JourneyMap) -> None:
    journeys = journeys_of([*TWELVE, (13, "2026-06-01 10:00", "Ad Clicked")])
    pieces = tuple(journeys.parts[0].split(9))
    analysis = twelve.params
    state = analysis.partial(pieces[0])
    for piece in pieces[1:]:
        state = analysis.merge(state, analysis.partial(piece))
    assert analysis.result(state).to_dict() == twelve.to_dict()


def test_a_map_in_brief_tells_what_it_is_compared_by_and_nothing_else() -> None:
    journeys = journeys_of(TWELVE)
    whole = JourneyMapping.usual(journeys, "30d")
    drawn, brief = (journeys.engine.run(each, journeys.parts) for each in (whole, whole.brief()))
    assert [(stage.profiles, stage.onward) for stage in brief.stages] == [
        (stage.profiles, stage.onward) for stage in drawn.stages
    ]
    assert (brief.steps, brief.places) == (drawn.steps, drawn.places)
    assert not brief.pains
    assert not brief.flags
    assert all(stage.now is None for stage in brief.stages)


def test_stages_found_apart_are_those_of_the_map() -> None:
    journeys = journeys_of(TWELVE)
    apart = replace(JourneyMapping.usual(journeys, "30d"), stages=None)
    drawn = with_stages(journeys.engine.run(apart, journeys.parts), journeys.stages())
    assert drawn == journeys.journey_map()
