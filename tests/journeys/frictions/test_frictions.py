"""Frictions are found where they happen, and what is not recorded is not counted as none."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.journeys.shops import TWELVE, Row, journeys_of

from parcours.errors import InputError
from parcours.journeys.confidence import wilson
from parcours.journeys.frictions import Contrast, FrictionsResult


def run(rows: list[Row], **options: Any) -> FrictionsResult:
    return journeys_of(rows).frictions(**options)


def page(minute: float, path: str, profile: int = 1) -> Row:
    whole, seconds = divmod(round(minute * 60), 60)
    return (
        profile,
        f"2026-01-01 {10 + whole // 60}:{whole % 60:02}:{seconds:02}",
        "Page Viewed",
        {"page_path": path},
    )


def step(minute: int, name: str | None, event: str = "Checkout Step Viewed") -> Row:
    return 1, f"2026-01-01 10:{minute:02}", event, {"checkout_step": name}


def test_the_twelve_profiles_met_three_kinds() -> None:
    result = journeys_of(TWELVE).frictions()
    assert {f.kind: f.occurrences for f in result.frictions} == {
        "search_without_result": 1,
        "back_and_forth": None,
        "payment_error": 2,
        "stock_out": None,
        "coupon_refused": None,
        "repeated_step": 0,
        "long_silence": 2,
        "field_refused": None,
        "page_error": None,
        "late_delivery": None,
        "goods_returned": 0,
        "unanswered_contact": None,
    }
    payment = result["payment_error"]
    assert payment.profiles == 1
    assert payment.where == (("card", 2),)
    assert [example.profile for example in payment.examples] == [6, 6]
    # With: the journey of 6. Without, as far as the checkout and over: 1 twice, 3, 8, and 2, who was lost.
    assert payment.contrast == Contrast(0, 1, 1, 5)


def test_not_recorded_is_unknown_and_none_is_0() -> None:
    rows = {row["friction"].replace(" ", "_"): row for row in run([step(0, "address")]).table().rows()}
    assert (rows["repeated_step"]["recorded"], rows["repeated_step"]["occurrences"]) == ("yes", 0)
    assert (rows["coupon_refused"]["recorded"], rows["coupon_refused"]["occurrences"]) == ("no", None)


def test_a_search_is_without_result_only_where_the_log_says_so() -> None:
    searched = "Products Searched"
    assert run([(1, "2026-01-01", searched)])["search_without_result"].occurrences is None
    rows: list[Row] = [
        (1, "2026-01-01", searched, {"search_results": n, "search_query": "tea"}) for n in (0, 3, 0)
    ]
    assert run(rows)["search_without_result"].where == (("tea", 2),)


def test_the_first_search_of_a_journey_decides() -> None:
    def searches(profile: int, *results: int, ordered: bool) -> list[Row]:
        rows: list[Row] = [
            (profile, f"2026-01-01 10:{minute:02}", "Products Searched", {"search_results": n})
            for minute, n in enumerate(results)
        ]
        return [*rows, (profile, "2026-01-01 11:00", "Order Completed")] if ordered else rows

    # Ten of each kind: 2 order after a result, 1 after none, 3 after a result and then none.
    kinds = (((5,), 2), ((0,), 1), ((5, 0), 3))
    rows = [
        row
        for kind, (results, orders) in enumerate(kinds)
        for number in range(10)
        for row in searches(10 * kind + number, *results, ordered=number < orders)
    ]
    rows.append((99, "2026-06-01", "Page Viewed"))
    friction = run(rows)["search_without_result"]
    # 9 of the 10 whose first search found nothing are lost; that is held true of all 20 who met it.
    assert friction.contrast == Contrast(18.0, 20, 15, 20, weight=0.5)
    assert (friction.occurrences, friction.profiles) == (20, 20)


@pytest.mark.parametrize(
    ("paths", "times"),
    [
        ("abab", 1),
        ("aba", 0),
        ("abba", 0),
        ("aabbaabb", 1),
        ("ababab", 1),
        ("abababab", 2),
        ("abcab", 0),
        ("cabab", 1),
    ],
)
def test_back_and_forth_is_a_b_a_b_reloads_aside(paths: str, times: int) -> None:
    friction = run([page(minute, path) for minute, path in enumerate(paths)])["back_and_forth"]
    assert friction.occurrences == times
    assert friction.where == ((("a ⇄ b", times),) if times else ())


def test_back_and_forth_ends_with_the_visit() -> None:
    assert run([page(0, "a"), page(1, "b"), page(2, "a"), page(33, "b")])["back_and_forth"].occurrences == 0


def test_a_step_seen_again_is_repeated_until_the_order_or_the_end_of_the_visit() -> None:
    again = [step(0, "address"), step(1, "payment"), step(2, "address")]
    assert run(again)["repeated_step"].where == (("address", 1),)
    ordered: list[Row] = [step(0, "address"), (1, "2026-01-01 10:01", "Order Completed"), step(2, "address")]
    assert run(ordered)["repeated_step"].occurrences == 0
    assert run([step(0, "address"), step(31, "address")])["repeated_step"].occurrences == 0


def test_completing_a_step_that_was_seen_repeats_nothing() -> None:
    seen_and_done = [step(0, "address"), step(1, "address", "Checkout Step Completed")]
    assert run(seen_and_done)["repeated_step"].occurrences == 0
    done = "Checkout Step Completed"
    assert run([step(0, "address", done), step(1, "address", done)])["repeated_step"].occurrences == 1


@pytest.mark.parametrize(("minute", "times"), [(10, 0), (11, 1), (30, 1), (31, 0)])
def test_a_pause_in_the_checkout_is_long_after_ten_minutes_and_over_after_thirty(
    minute: int, times: int
) -> None:
    rows: list[Row] = [step(0, "address"), page(minute, "/help")]
    assert run(rows)["long_silence"].occurrences == times


def test_a_pause_elsewhere_is_none_and_the_length_can_be_chosen() -> None:
    assert run([step(0, "address"), page(1, "/a"), page(15, "/b")])["long_silence"].occurrences == 0
    assert run([step(0, "address"), page(3, "/a")], long_silence="2m")["long_silence"].occurrences == 1


def test_journeys_that_are_not_over_are_not_compared() -> None:
    rows: list[Row] = [
        (1, "2026-01-01", "Payment Failed"),
        (2, "2026-02-01", "Payment Failed"),
        (3, "2026-02-03", "Checkout Started"),
        (3, "2026-02-03", "Order Completed"),
    ]
    assert run(rows)["payment_error"].contrast == Contrast(1, 1, 0, 1)


def test_refused_fields_and_failed_pages_are_told_with_their_place() -> None:
    rows: list[Row] = [
        (1, "2026-01-01 10:00", "Checkout Field Refused", {"checkout_field": "postcode"}),
        (1, "2026-01-01 10:01", "Checkout Field Refused", {"checkout_field": "postcode"}),
        (2, "2026-01-01 10:00", "Checkout Started"),
        (2, "2026-01-01 10:05", "Order Completed"),
        (3, "2026-01-01 10:00", "Page Failed", {"page_path": "/cart"}),
        (4, "2026-06-01 10:00", "Email Opened"),
    ]
    result = run(rows)
    assert result["field_refused"].where == (("postcode", 2),)
    assert result["field_refused"].contrast == Contrast(1, 1, 0, 1)
    assert result["page_error"].where == (("/cart", 1),)
    assert result["page_error"].contrast == Contrast(1, 1, 0, 0)


def test_the_cost_before_an_order_is_the_excess_at_the_mean_order_after_refunds() -> None:
    rows: list[Row] = [(n, "2026-01-01 10:00", "Payment Failed") for n in range(40)]
    for n in range(100, 140):
        rows += [
            (n, "2026-01-01 10:00", "Checkout Started"),
            (n, "2026-01-01 10:05", "Order Completed", {"order_id": str(n), "revenue_shop": 5000}),
        ]
    # Money given back without naming an order.
    back = {"revenue_shop": -4_000, "origin": "shop"}
    rows += [(n, "2026-01-05 10:00", "Order Refunded", back) for n in range(100, 110)]
    payment = run([*rows, (500, "2026-06-01 10:00", "Page Viewed")])["payment_error"]
    assert payment.cost is not None
    assert payment.cost.value == 40 * (5000 - 1000)
    assert 0 < payment.cost.low < payment.cost.value


def test_newcombes_interval_is_the_published_one() -> None:
    """Newcombe 1998, table II, cases (a), (d) and (g), method 10."""
    for counts, interval in [
        ((56, 70, 48, 80), (0.0524, 0.3339)),
        ((5, 56, 0, 29), (-0.0381, 0.1926)),
        ((10, 10, 0, 20), (0.6791, 1.0)),
    ]:
        assert Contrast(*counts).interval == pytest.approx(interval, abs=5e-5)


def test_nobody_to_compare_with_gives_no_difference() -> None:
    assert Contrast(1, 1, 0, 0).difference is None
    assert Contrast(0, 0, 1, 2).interval is None


@given(st.integers(0, 50), st.integers(1, 50))
def test_wilsons_interval_holds_the_share(lost: int, kept: int) -> None:
    low, high = wilson(lost, lost + kept)
    tiny = 1e-12
    assert -tiny <= low <= lost / (lost + kept) + tiny
    assert lost / (lost + kept) - tiny <= high <= 1 + tiny


def test_an_unknown_kind_is_said_so() -> None:
    with pytest.raises(InputError, match="There is no friction 'rain'"):
        run([page(0, "a")])["rain"]


def test_pieces_cut_anywhere_give_the_same_answer() -> None:
    journeys = journeys_of(TWELVE)
    (part,) = journeys.parts
    whole = journeys.frictions()
    states = [whole.params.partial(part.slice(start, stop)) for start, stop in ((0, 5), (5, 6), (6, 12))]
    merged = whole.params.merge(whole.params.merge(states[0], states[1]), states[2])
    assert whole.params.result(merged).to_dict() == whole.to_dict()
    assert "<svg" in whole.chart().svg


VIEW = st.tuples(st.integers(1, 2), st.integers(0, 90), st.sampled_from("abc"))


@settings(max_examples=60, deadline=None)
@given(st.lists(VIEW, min_size=1, max_size=30, unique_by=lambda row: row[:2]))
def test_back_and_forth_is_that_of_a_plain_reading(views: list[tuple[int, int, str]]) -> None:
    journeys = journeys_of([page(minute * 5, path, profile) for profile, minute, path in views])
    (part,) = journeys.parts
    assert journeys.frictions()["back_and_forth"].occurrences == sum(
        _turns(part.times[a:b], part.column("page_path").at(np.arange(a, b)))
        for a, b in zip(part.offsets[:-1], part.offsets[1:], strict=True)
    )


def _turns(times: Any, paths: Any) -> int:
    found, trail, last = 0, [], None
    for time, path in zip(times.tolist(), paths.tolist(), strict=True):
        if last is not None and time - last > 1_800_000_000:
            trail = []
        last = time
        if trail[-1:] != [path]:
            trail.append(path)
        if len(trail) >= 4 and trail[-4:-2] == trail[-2:]:
            found, trail = found + 1, []
    return found
