"""Every profile is in one stage at every moment, by the first rule that holds."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.journeys.shops import TWELVE, Row, journeys_of

from parcours.errors import InputError
from parcours.journeys import Journeys
from parcours.journeys.analysis import Threads
from parcours.journeys.orders import NEVER, Orders
from parcours.journeys.sequences import Sequences
from parcours.journeys.stages import Stages, StagesResult, Template

TEMPLATE = Template.load()
DAY = 86_400_000_000


def stages_of(journeys: Journeys, *, as_of: int | None = None, template: Template = TEMPLATE) -> StagesResult:
    return Threads(1).run(Stages(journeys.as_of if as_of is None else as_of, template), journeys.parts)


def history(rows: list[tuple[Any, ...]], *, until: str = "2027-12-31") -> list[tuple[str, str, str]]:
    """Return (day, stage, reason) of one profile; rows are (day or moment, event, columns)."""
    journeys = journeys_of([(1, *row) for row in rows])
    result = stages_of(journeys, as_of=moment(until))
    return [(f"{change.at:%Y-%m-%d}", change.to_stage, change.reason) for change in result.history(1)]


def moment(day: str) -> int:
    return int(datetime.fromisoformat(day).replace(tzinfo=UTC).timestamp() * 1_000_000)


def test_the_twelve_profiles_stand_where_a_pencil_puts_them() -> None:
    result = stages_of(journeys_of(TWELVE))
    found = {stage: result.profiles(stage=stage).tolist() for stage in result.counts}
    assert found == {
        "awareness": [2, 4, 5, 9, 11],
        "consideration": [],
        "conversion": [3, 8],
        "retention": [1, 6, 7],
        "advocacy": [10],
    }
    assert result.counts == {stage: len(profiles) for stage, profiles in found.items()}
    assert result.n == 11


def test_a_first_order_converts_until_fourteen_days_after_its_delivery() -> None:
    assert history(
        [
            ("2026-01-01", "Product Viewed"),
            ("2026-01-02", "Checkout Started"),
            ("2026-01-03", "Order Completed", {"order_id": "a"}),
            ("2026-01-05", "Order Delivered", {"order_id": "a"}),
        ]
    ) == [
        ("2026-01-01", "awareness", "first seen: Product Viewed"),
        ("2026-01-02", "conversion", "Checkout Started: 'checkout' holds"),
        ("2026-01-19", "retention", "'first order' ran out"),
    ]


def test_without_a_known_delivery_thirty_days_take_its_place_and_a_second_order_changes_nothing() -> None:
    rows = [
        ("2026-01-01", "Order Completed", {"order_id": "a"}),
        ("2026-01-20", "Order Completed", {"order_id": "b"}),
    ]
    assert [change[:2] for change in history(rows)] == [
        ("2026-01-01", "conversion"),
        ("2026-01-31", "retention"),
    ]


def test_a_late_delivery_brings_the_first_order_back_into_its_window() -> None:
    rows = [
        ("2026-01-01", "Order Completed", {"order_id": "a"}),
        ("2026-02-10", "Order Delivered", {"order_id": "a"}),
    ]
    assert [change[:2] for change in history(rows)] == [
        ("2026-01-01", "conversion"),
        ("2026-01-31", "retention"),
        ("2026-02-10", "conversion"),
        ("2026-02-24", "retention"),
    ]


def test_a_cancelled_order_takes_its_stage_away_from_then_on() -> None:
    rows = [
        ("2026-01-01", "Order Completed", {"order_id": "a"}),
        ("2026-01-05", "Order Cancelled", {"order_id": "a"}),
    ]
    assert history(rows)[1] == ("2026-01-05", "awareness", "Order Cancelled: 'first order' no longer holds")


def test_a_product_seen_twice_in_one_visit_is_no_interest_but_in_two_visits_it_is() -> None:
    rows = [
        ("2026-01-01 10:00", "Product Viewed"),
        ("2026-01-01 10:29", "Product Viewed"),
        ("2026-01-01 11:00", "Product Viewed"),
    ]
    assert len(history(rows[:2])) == 1
    assert history(rows)[1:] == [
        ("2026-01-01", "consideration", "Product Viewed: 'interest' holds"),
        ("2026-01-31", "awareness", "'interest' ran out"),
    ]


def test_session_ids_say_what_one_visit_is_where_there_are_any() -> None:
    rows = [
        ("2026-01-01 10:00", "Product Viewed", {"session_id": "x"}),
        ("2026-01-01 15:00", "Product Viewed", {"session_id": "x"}),
    ]
    assert len(history(rows)) == 1


@pytest.mark.parametrize(
    ("columns", "stage"),
    [
        ({"score": 4.0, "trust": "server"}, "advocacy"),
        ({"score": 4.0}, "advocacy"),
        ({"score": 3.9, "trust": "server"}, "awareness"),
        ({"trust": "server"}, "awareness"),
        ({"score": 5.0, "trust": "browser"}, "awareness"),
    ],
)
def test_only_a_verified_review_of_four_stars_recommends(columns: dict[str, Any], stage: str) -> None:
    assert history([("2026-01-01", "Review Published", columns)])[0][1] == stage


def test_an_open_complaint_suspends_advocacy_and_a_resolved_one_restores_it() -> None:
    rows = [
        ("2026-01-01", "Content Shared"),
        ("2026-02-01", "Complaint Opened"),
        ("2026-03-01", "Complaint Resolved"),
    ]
    assert history(rows) == [
        ("2026-01-01", "advocacy", "first seen: Content Shared"),
        ("2026-02-01", "awareness", "Complaint Opened: 'recommends' no longer holds"),
        ("2026-03-01", "advocacy", "Complaint Resolved: 'recommends' holds"),
        ("2027-01-01", "awareness", "'recommends' ran out"),
    ]


def test_a_window_renewed_at_the_instant_at_which_it_ends_never_ends() -> None:
    rows = [("2026-01-01", "Checkout Started"), ("2026-01-31", "Checkout Started")]
    assert [change[:2] for change in history(rows)] == [
        ("2026-01-01", "conversion"),
        ("2026-03-02", "awareness"),
    ]


def test_touchpoints_of_one_instant_are_one_step_in_any_order() -> None:
    events = ["Product Viewed", "Products Searched", "Checkout Started"]
    forward = history([("2026-01-01", event) for event in events], until="2026-01-02")
    backward = history([("2026-01-01", event) for event in reversed(events)], until="2026-01-02")
    assert forward[0][:2] == backward[0][:2] == ("2026-01-01", "conversion")
    assert len(forward) == len(backward) == 1


def test_who_only_the_system_speaks_of_was_not_seen() -> None:
    with pytest.raises(InputError, match="Profile 12 was not seen"):
        stages_of(journeys_of(TWELVE)).history(12)


def test_transitions_are_counted_with_the_time_stayed() -> None:
    rows = [
        (1, "2026-01-01", "Products Searched"),
        (1, "2026-01-03", "Checkout Started"),
        (2, "2026-01-01", "Products Searched"),
    ]
    table = stages_of(journeys_of(rows)).transitions()
    assert table.rows() == [
        {"from": "", "to": "consideration", "transitions": 2, "median_stay": None},
        {"from": "consideration", "to": "conversion", "transitions": 1, "median_stay": 172_800.0},
    ]


def test_pieces_cut_anywhere_give_the_same_answer() -> None:
    journeys = journeys_of(TWELVE)
    (part,) = journeys.parts
    analysis = Stages(journeys.as_of, TEMPLATE)
    states = [analysis.partial(part.slice(start, stop)) for start, stop in ((0, 4), (4, 5), (5, 12))]
    cut = analysis.result(analysis.merge(analysis.merge(states[0], states[1]), states[2]))
    whole = stages_of(journeys)
    assert cut.to_dict() == whole.to_dict()
    assert cut.by_profile().equals(whole.by_profile())


def test_results_are_tables_frames_and_json() -> None:
    result = stages_of(journeys_of(TWELVE))
    assert result.to_frame().column("profiles").to_pylist() == list(result.counts.values())
    assert result.to_dict()["n"] == 11
    assert "1. advocacy: Review Published" in result.definition.formula
    assert "<svg" in result.chart().svg


EVENTS = [
    "Page Viewed",
    "Product Viewed",
    "Products Searched",
    "Checkout Started",
    "Order Completed",
    "Order Delivered",
    "Order Cancelled",
    "Complaint Opened",
    "Complaint Resolved",
    "Content Shared",
    "Review Published",
    "Segment Entered",
]
TOUCHPOINT = st.tuples(
    st.integers(1, 2),
    st.integers(0, 80),
    st.sampled_from(EVENTS),
    st.sampled_from([None, "a", "b"]),
    st.sampled_from([None, "s", "t"]),
    st.sampled_from([3.0, 5.0]),
    st.sampled_from(["browser", "server"]),
)


@settings(max_examples=80, deadline=None)
@given(st.lists(TOUCHPOINT, min_size=1, max_size=25), st.integers(0, 200))
def test_the_pass_finds_what_a_plain_reading_of_the_rules_finds(
    rows: list[tuple[Any, ...]], end: int
) -> None:
    journeys = journeys_of([_row(row) for row in rows])
    as_of = moment("2026-01-01") + end * DAY // 2
    result = stages_of(journeys, as_of=as_of)
    (part,) = journeys.parts
    for number, profile in enumerate(part.profiles.tolist()):
        expected = _plain_history(part, number, as_of)
        if not expected:
            assert profile not in result.profiles()
            continue
        found = [(change.at, change.to_stage) for change in result.history(profile)]
        assert [(round(at.timestamp() * 1_000_000), stage) for at, stage in found] == expected


def _row(row: tuple[Any, ...]) -> Row:
    profile, half_days, event, order, session, score, trust = row
    time = f"2026-{1 + half_days // 56:02}-{1 + half_days % 56 // 2:02} {half_days % 2 * 12:02}:00"
    columns = {
        "order_id": order if "Order" in event else None,
        "session_id": session,
        "score": score,
        "trust": trust,
    }
    return profile, time, event, columns | {"origin": "system" if event == "Segment Entered" else "customer"}


def _plain_history(part: Sequences, number: int, as_of: int) -> list[tuple[int, str]]:
    """Ask for the stage at every moment at which it might change."""
    rows = [row for row in _rows(part, number) if row["time"] <= as_of]
    orders = [o for o in _orders(part, number, as_of) if o["time"] <= as_of]
    ends = [30 * DAY, 365 * DAY]
    moments = {row["time"] + end for row in rows for end in (0, *ends)}
    moments |= {order["delivered"] + 14 * DAY for order in orders if order["delivered"] < NEVER}
    moments |= {order["time"] + 14 * DAY for order in orders}
    first = min((row["time"] for row in rows), default=None)
    found: list[tuple[int, str]] = []
    for at in sorted(at for at in moments if first is not None and first <= at <= as_of):
        stage = _stage_at(rows, orders, at)
        if not found or found[-1][1] != stage:
            found.append((at, stage))
    return found


def _rows(part: Sequences, number: int) -> list[dict[str, Any]]:
    found, visit, last = [], 0, -NEVER
    for row in range(part.offsets[number], part.offsets[number + 1]):
        event, time = part.names[part.events[row]], int(part.times[row])
        if part.system[part.events[row]]:
            continue
        visit += time - last > 1_800_000_000
        last = time
        columns = {name: part.column(name).at([row])[0] for name in ("session_id", "score", "trust")}
        found.append({"event": event, "time": time, "visit": columns["session_id"] or visit, **columns})
    return found


def _orders(part: Sequences, number: int, as_of: int) -> list[dict[str, int]]:
    told = Orders.told(part, until=as_of)
    times = {NEVER: NEVER}
    return [
        {
            "time": int(told.time[i]),
            "delivered": int(told.delivered[i]),
            "voided": times.get(int(told.voided_position[i])) or int(part.times[told.voided_position[i]]),
        }
        for i in range(len(told))
        if told.profile[i] == number
    ]


def _stage_at(rows: list[dict[str, Any]], orders: list[dict[str, int]], at: int) -> str:
    def done(events: list[str], days: int) -> list[dict[str, Any]]:
        return [r for r in rows if r["event"] in events and at - days * DAY < r["time"] <= at]

    complaints = [r["event"] for r in rows if "Complaint" in r["event"] and r["time"] <= at]
    verified = [r for r in done(["Review Published"], 365) if r["score"] >= 4] + done(["Content Shared"], 365)
    if any(r["trust"] == "server" for r in verified) and complaints[-1:] != ["Complaint Opened"]:
        return "advocacy"
    standing = [o for o in orders if o["time"] <= at < o["voided"]]
    if standing:
        first = standing[0]
        delivered = max(first["delivered"], first["time"]) if first["delivered"] <= at else None
        until = first["time"] + 30 * DAY if delivered is None else delivered + 14 * DAY
        return "conversion" if at < until else "retention"
    if done(["Checkout Started"], 30):
        return "conversion"
    visits = {r["visit"] for r in done(["Product Viewed"], 30)}
    return "consideration" if len(visits) > 1 or done(["Products Searched"], 30) else "awareness"
