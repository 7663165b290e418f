"""Who did not order again: by hand, and the window that the customers themselves tell."""

from __future__ import annotations

from typing import Any

from tests.journeys.shops import Row, journeys_of

from parcours.journeys import Journeys
from parcours.journeys.analysis import Threads
from parcours.journeys.drop_offs import DropOffsResult, Returns

DAY = 86_400_000_000
END: Row = (999, "2026-12-31 10:00", "Page Viewed")


def order(who: int, day: str, revenue: int, **columns: Any) -> Row:
    return who, f"2026-{day} 10:00", "Order Completed", {"revenue_shop": revenue, **columns}


def after(shop: Journeys, *, fewest: int = 500) -> tuple[DropOffsResult, ...]:
    return Threads(1).run(Returns(shop.as_of, "EUR", fewest, 180 * DAY), shop.parts)


def test_five_customers_weighed_with_a_pencil() -> None:
    shop = journeys_of(
        [
            order(1, "01-01", 99_000, order_id="a"),
            order(1, "01-31", 3000, order_id="b"),
            order(1, "05-01", 1000, order_id="c"),
            order(1, "09-01", 7000, order_id="d"),  # after the window
            order(2, "01-05", 500, order_id="e"),
            order(2, "02-01", 2000, order_id="f"),
            order(3, "02-01", 800, order_id="g"),
            order(3, "11-01", 1500, order_id="h"),  # lost, and back after all
            order(4, "03-01", 800, order_id="i"),
            order(5, "12-01", 800, order_id="j"),  # too recent
            END,
        ]
    )
    (result,) = after(shop)
    drop = result.drops[0]
    assert (drop.step, drop.missed) == ("1st order", "2nd order")
    assert (drop.reached, drop.lost, drop.too_recent, drop.completers) == (4, 2, 1, 2)
    assert drop.later == 1500
    assert drop.at_risk == 2 * (3000 + 1000 + 2000) // 2 - 1500


def test_one_order_told_by_two_doors_is_no_return() -> None:
    both = [order(1, "01-01", 500, order_id="a", trust=trust) for trust in ("browser", "signed")]
    drop = after(journeys_of([*both, END]))[0].drops[0]
    assert (drop.reached, drop.lost) == (1, 1)


def test_orders_that_name_nobody_cannot_be_followed() -> None:
    rows = [order(1, "01-01", 500, user_id="ann"), order(2, "01-02", 500), order(3, "01-03", 500)]
    assert after(journeys_of([*rows, END]))[0].drops[0].reached == 1


def test_the_window_is_that_by_which_four_in_five_of_those_who_return_are_back() -> None:
    rows = [order(who, "01-01", 100) for who in range(100)]
    # Thirty return, after 1 to 30 days: the twenty-fourth after 24, and the window is whole days above it.
    rows += [order(who, f"01-{who + 2:02}", 100) for who in range(30)]
    shop = journeys_of([*rows, END])
    assert after(shop, fewest=100)[0].params.window == 25 * DAY
    assert after(shop, fewest=101)[0].params.window == 180 * DAY


def test_the_second_order_needs_customers_enough() -> None:
    rows = [order(who, day, 100) for who in range(30) for day in ("01-01", "02-01", "03-01")]
    rows += [order(who, day, 100) for who in range(30, 40) for day in ("01-01", "02-01")]
    first, second = after(journeys_of([*rows, END]))
    assert (first.drops[0].lost, second.drops[0].lost, second.drops[0].at_risk) == (0, 10, 1000)
    assert len(after(journeys_of([*rows[3:], END]))) == 1


def test_pieces_in_any_cut_give_the_same_answer() -> None:
    rows = [order(who, day, who * 10, device="phone") for who in range(50) for day in ("01-01", "02-01")]
    shop = journeys_of([*rows, *(order(who, "01-01", 100) for who in range(50, 80)), END])
    analysis = Returns(shop.as_of, "EUR", 10, 180 * DAY)
    states = [analysis.partial(piece) for piece in shop.parts[0].split(9)]
    whole = states[0]
    for state in states[1:]:
        whole = analysis.merge(whole, state)
    assert analysis.result(whole) == Threads(1).run(analysis, shop.parts)
