"""A journey is one path towards one order, and ends with it or as abandoned."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.journeys.shops import TWELVE, Row, journeys_of

from parcours.errors import InputError
from parcours.journeys import Journeys
from parcours.journeys.orders import NEVER, Orders
from parcours.journeys.purchase_journeys import PurchaseJourneysResult, Template
from parcours.journeys.purchase_journeys.template import SHIPPED

DAY = 86_400_000_000
MINUTE = 60_000_000


def run(rows: list[Row], **options: Any) -> PurchaseJourneysResult:
    return journeys_of(rows).purchase_journeys(**options)


def outcomes(rows: list[Row], **options: Any) -> list[tuple[int, str, int]]:
    frame = run(rows, **options).to_frame().to_pydict()
    return list(zip(frame["profile"], frame["outcome"], frame["touchpoints"], strict=True))


def test_the_twelve_profiles_walked_twelve_journeys() -> None:
    result = journeys_of(TWELVE).purchase_journeys()
    found = {row["outcome"]: row["journeys"] for row in result.outcomes().rows()}
    assert found == {"open": 3, "abandoned": 2, "ordered": 5, "delivered": 2}
    reached = {step.name: step.journeys for step in result.steps}
    assert reached == {
        "first_contact": 11,
        "browsing": 9,
        "obstacles": 4,
        "order": 8,
        "delivery": 2,
        "loyalty": None,
        "recommendation": 1,
    }
    by_name = {step.name: step for step in result.steps}
    assert by_name["order"].revenue == 30_000
    assert by_name["order"].ordered == 7 / 8
    assert by_name["browsing"].seconds_to_next == 120.0


def test_what_follows_an_order_belongs_to_it_and_the_next_visit_opens_another_journey() -> None:
    rows: list[Row] = [
        (1, "2026-01-01 10:00", "Product Viewed"),
        (1, "2026-01-01 10:10", "Order Completed", {"order_id": "a"}),
        (1, "2026-01-02 10:00", "Product Viewed"),
        (1, "2026-01-05 10:00", "Order Delivered", {"order_id": "a"}),
        (1, "2026-01-06 10:00", "Loyalty Joined"),
        (1, "2026-01-07 10:00", "Referral Shared"),
        (1, "2026-01-08 10:00", "Product Added"),
    ]
    assert outcomes(rows) == [(1, "delivered", 5), (1, "open", 2)]
    frame = run(rows).to_frame().to_pylist()
    assert [frame[0][f"reached_{step}"].day for step in ("delivery", "loyalty", "recommendation")] == [
        5,
        6,
        7,
    ]
    assert frame[1]["reached_loyalty"] is None


def test_silence_ends_a_journey_and_the_next_touchpoint_opens_another() -> None:
    rows: list[Row] = [
        (1, "2026-01-01", "Product Viewed"),
        (1, "2026-01-31", "Product Viewed"),
        (1, "2026-03-05", "Page Viewed"),
    ]
    assert outcomes(rows) == [(1, "abandoned", 2), (1, "open", 1)]
    assert outcomes(rows, abandoned_after="7d") == [(1, "abandoned", 1), (1, "abandoned", 1), (1, "open", 1)]


def test_a_second_telling_of_an_order_and_the_shops_own_mail_open_no_journey() -> None:
    rows: list[Row] = [
        (1, "2026-01-01 10:00", "Order Completed", {"order_id": "a", "trust": "browser"}),
        (1, "2026-01-01 10:01", "Order Completed", {"order_id": "a", "trust": "signed"}),
        (1, "2026-01-09 10:00", "Email Sent"),
        (2, "2026-01-09 10:00", "Email Sent"),
    ]
    assert outcomes(rows) == [(1, "ordered", 1)]


def test_a_cancelled_order_ends_nothing() -> None:
    rows: list[Row] = [
        (1, "2026-01-01", "Product Viewed"),
        (1, "2026-01-02", "Order Completed", {"order_id": "a"}),
        (1, "2026-01-03", "Order Cancelled", {"order_id": "a"}),
    ]
    assert outcomes(rows) == [(1, "open", 1)]


def test_touchpoints_of_the_instant_of_the_order_lead_to_it_in_any_order() -> None:
    rows: list[Row] = [
        (1, "2026-01-01", event) for event in ("Order Completed", "Product Viewed", "Product Added")
    ]
    assert outcomes(rows) == outcomes(rows[::-1]) == [(1, "ordered", 3)]


def test_visits_end_by_session_id_or_by_silence() -> None:
    def visits(*touchpoints: tuple[str, str | None]) -> list[int]:
        rows: list[Row] = [
            (1, f"2026-01-01 {at}", "Page Viewed", {"session_id": name}) for at, name in touchpoints
        ]
        return run(rows).to_frame()["visits"].to_pylist()

    assert visits(("10:00", None), ("10:30", None)) == [1]
    assert visits(("10:00", None), ("10:31", None)) == [2]
    assert visits(("10:00", "a"), ("10:31", "a")) == [1]
    assert visits(("10:00", "a"), ("10:01", "b")) == [2]


def test_of_orders_alone_nothing_is_said_but_orders() -> None:
    rows: list[Row] = [
        (profile, f"2026-01-0{profile}", "Order Completed", {"order_id": f"{profile}", "revenue_shop": 100})
        for profile in (1, 2, 3)
    ]
    result = run([*rows, (1, "2026-01-05", "Order Refunded", {"order_id": "1", "revenue_shop": -20})])
    assert result.unrecorded == (
        "first_contact",
        "browsing",
        "obstacles",
        "delivery",
        "loyalty",
        "recommendation",
    )
    steps = {row["step"].replace(" ", "_"): row for row in result.table().rows()}
    assert steps["browsing"] == {
        "step": "browsing",
        "recorded": "no",
        "journeys": None,
        "share": None,
        "ordered": None,
        "median_to_next": None,
        "revenue": None,
    }
    assert (steps["order"]["journeys"], steps["order"]["revenue"]) == (3, 280)
    assert {row["median_time"] for row in result.outcomes().rows()} == {None}


def test_frictions_are_obstacles_unless_the_template_says_no() -> None:
    rows: list[Row] = [(1, "2026-01-01 10:00", "Products Searched", {"search_results": 0})]
    assert run(rows).steps[2].journeys == 1
    assert (
        run(rows, template=replace(Template.load(), frictions_are_obstacles=False)).steps[2].journeys is None
    )


def test_an_event_belongs_where_the_template_names_it(tmp_path: Path) -> None:
    text = SHIPPED.read_text(encoding="utf-8").replace(
        "stage: consideration\n    events: [catalogue]",
        "stage: consideration\n    events: [catalogue, Lamp Rubbed]",
    )
    (tmp_path / "mine.yaml").write_text(text, encoding="utf-8")
    rows: list[Row] = [(1, "2026-01-01", "Lamp Rubbed")]
    assert run(rows).steps[1].journeys is None
    assert run(rows, template=tmp_path / "mine.yaml").steps[1].journeys == 1


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "stage: retention\n    events: [catalogue]",
            "stage: retention\n    events: [Order Shipped]",
            r"steps\[6\].events: 'Order Shipped' is at two steps",
        ),
        ("stage: advocacy", "stages: advocacy", r"line 39, steps\[7\].stages: there is no such key"),
        ("name: order", "name: orders", "the step 'order' is missing"),
        ("name: delivery", "name: 9", r"steps\[5\].name: it is not a text"),
        ("name: delivery", "name: Über uns", r"steps\[5\].name: it is no code"),
        ("name: loyalty", "name: delivery", r"line 35, steps\[6\].name: the step is there twice"),
        ("visit_ends_after: 30m", "visit_ends_after: 30", "visit_ends_after: it is not a text"),
        ("obstacles: true", "obstacles: often", "frictions_are_obstacles: it is not true or false"),
    ],
)
def test_a_mistake_in_the_template_names_line_and_key(
    tmp_path: Path, old: str, new: str, message: str
) -> None:
    text = SHIPPED.read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "mine.yaml").write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(InputError, match=message):
        Template.load(tmp_path / "mine.yaml")


def test_pieces_cut_anywhere_give_the_same_answer() -> None:
    journeys = journeys_of(TWELVE)
    (part,) = journeys.parts
    whole = journeys.purchase_journeys()
    analysis = whole.params
    states = [analysis.partial(part.slice(start, stop)) for start, stop in ((0, 3), (3, 10), (10, 12))]
    cut = analysis.result(analysis.merge(analysis.merge(states[0], states[1]), states[2]))
    assert cut.to_dict() == whole.to_dict()
    assert cut.to_frame().equals(whole.to_frame())


def test_results_are_tables_frames_and_json() -> None:
    result = journeys_of(TWELVE).purchase_journeys()
    assert result.to_frame("polars").height == result.n == 12
    assert result.to_dict()["unrecorded"] == ["loyalty"]
    assert "<svg" in result.chart().svg


EVENTS = [
    "Page Viewed",
    "Product Added",
    "Order Completed",
    "Order Cancelled",
    "Order Delivered",
    "Points Redeemed",
    "Email Sent",
]
TOUCHPOINT = st.tuples(
    st.integers(1, 2), st.integers(0, 120), st.sampled_from(EVENTS), st.sampled_from(["a", "b"])
)


@settings(max_examples=80, deadline=None)
@given(st.lists(TOUCHPOINT, min_size=1, max_size=20, unique_by=lambda row: row[:2]))
def test_the_pass_cuts_as_a_plain_reading_of_the_rules_does(rows: list[tuple[Any, ...]]) -> None:
    journeys = journeys_of(
        [
            (
                profile,
                f"2026-{1 + day // 28:02}-{1 + day % 28:02}",
                event,
                {"order_id": order if "Order" in event else None},
            )
            for profile, day, event, order in rows
        ]
    )
    frame = journeys.purchase_journeys().to_frame().to_pydict()
    found = list(zip(frame["profile"], frame["outcome"], frame["touchpoints"], strict=True))
    assert found == _plainly(journeys)


def _plainly(journeys: Journeys) -> list[tuple[int, str, int]]:
    (part,) = journeys.parts
    orders = Orders.of(part)
    placed = dict(zip(orders.position.tolist(), orders.delivered.tolist(), strict=True))
    found: list[list[Any]] = []
    for number, profile in enumerate(part.profiles.tolist()):
        current: list[Any] | None = None
        ordered: list[Any] | None = None
        last = 0
        for row in range(part.offsets[number], part.offsets[number + 1]):
            event, time = part.names[part.events[row]], int(part.times[row])
            if event in ("Order Delivered", "Points Redeemed") and ordered:
                ordered[2] += 1
                continue
            if event in ("Order Delivered", "Order Cancelled", "Email Sent") or (
                event == "Order Completed" and row not in placed
            ):
                continue
            if current and time - last > 30 * DAY:
                current[1], current = "abandoned", None
            if current is None:
                current = [profile, "open", 0]
                found.append(current)
            current[2] += 1
            last = time
            if row in placed:
                current[1] = "ordered" if placed[row] == NEVER else "delivered"
                current, ordered = None, current
        if current and journeys.as_of - last > 30 * DAY:
            current[1] = "abandoned"
    return [tuple(journey) for journey in found]
