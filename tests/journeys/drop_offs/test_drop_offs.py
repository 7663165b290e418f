"""Who is lost and what that costs: by hand, by a simulation whose truth is known, and by its edges."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from tests.journeys.shops import TWELVE, journeys_of

from parcours.errors import InputError
from parcours.journeys import Journeys
from parcours.journeys.analysis import Threads
from parcours.journeys.drop_offs import DropOff, DropOffs, DropOffsResult
from parcours.journeys.funnel import parse_steps

DAY = 86_400_000_000
START = 1_767_225_600_000_000


def after(result: DropOffsResult, step: str) -> DropOff:
    return next(drop for drop in result.drops if drop.step == step)


def test_twelve_profiles_weighed_with_a_pencil() -> None:
    result = journeys_of(TWELVE).drop_offs()
    # As of 10 February five viewers had their 30 days: 1, 3 and 6 brought 50, 80 and 20 EUR in them.
    assert result.n == 5
    viewed, checkout = after(result, "Product Viewed"), after(result, "Checkout Started")
    assert (viewed.reached, viewed.lost, viewed.too_recent, viewed.examples) == (5, 1, 2, (4,))
    assert (checkout.reached, checkout.lost, checkout.examples) == (4, 1, (2,))
    assert viewed.at_risk == checkout.at_risk == 5000
    # One more like three that vary by 3,000: sqrt(1 + 1/3) of it, 4.27 times (Student's t of two).
    assert (checkout.low, checkout.high) == (-9794, 19794)
    # Of the four who went on to the cart three ordered.
    assert (viewed.recoverable, checkout.recoverable) == (3750, 5000)


def test_what_the_lost_brought_later_is_taken_off() -> None:
    result = journeys_of(TWELVE).drop_offs(within="7d")
    # 1, 6 and 8 brought 50, 20 and 40 EUR; 3 left the cart and came back after the window with 80.
    cart = after(result, "Product Added")
    assert (cart.lost, cart.later, cart.at_risk, cart.recoverable) == (1, 8000, -4333, 0)
    assert [drop.step for drop in result.drops] == ["Product Viewed", "Checkout Started", "Product Added"]


def test_later_ends_with_the_time_of_recovery() -> None:
    cart = after(journeys_of(TWELVE).drop_offs(within="7d", recovery="8d"), "Product Added")
    assert (cart.later, cart.at_risk) == (0, 3667)


def test_what_the_lost_do_next_in_the_same_visit() -> None:
    result = journeys_of(TWELVE).drop_offs(within="7d")
    # 4 looks at a second product after three minutes, 9 orders without a cart after ten.
    following = dict(after(result, "Product Viewed").following)
    assert following == {"Product Viewed": 1, "Order Completed": 1}
    assert after(result, "Checkout Started").following == (("(left the shop)", 1),)


def test_without_completers_the_risk_is_unknown_and_not_zero() -> None:
    shop = journeys_of([(1, "2026-01-01 10:00", "Product Viewed"), (1, "2026-03-01 10:00", "Page Viewed")])
    drop = after(shop.drop_offs(), "Product Viewed")
    assert (drop.lost, drop.at_risk, drop.low, drop.recoverable) == (1, None, None, None)


def ordered(who: int, time: str, revenue: int, **columns: Any) -> tuple[Any, ...]:
    return who, time, "Order Completed", {"revenue_shop": revenue, **columns}


def test_completers_of_equal_steps_count_from_the_second_order_on() -> None:
    shop = journeys_of(
        [
            ordered(1, "2026-01-01 10:00", 10_000),
            ordered(1, "2026-01-10 10:00", 3000),
            ordered(1, "2026-01-20 10:00", 500),
            # Two orders of one instant: the first is the step, the second what came after it.
            ordered(2, "2026-01-02 10:00", 700),
            ordered(2, "2026-01-02 10:00", 900),
            ordered(3, "2026-01-03 10:00", 20_000),
            (9, "2026-06-01 10:00", "Page Viewed"),
        ]
    )
    drop = shop.drop_offs(["Order Completed", "Order Completed"]).drops[0]
    assert (drop.reached, drop.lost, drop.completers) == (3, 1, 2)
    assert drop.at_risk == (3000 + 500 + 900) // 2


def test_chains_of_orders_are_not_told_apart_by_being_new() -> None:
    rows = [ordered(who, f"2026-01-{day} 10:00", 100) for who in range(40) for day in ("01", "20", "24")]
    rows += [ordered(who, "2026-01-01 10:00", 100) for who in range(40, 99)]
    shop = journeys_of([*rows, (999, "2026-06-01 10:00", "Page Viewed")])
    drop = shop.drop_offs(["Order Completed", "Order Completed"], within="7d").drops[0]
    assert (drop.lost, drop.completers) == (59, 40)
    assert drop.contrasts == ()


def test_a_way_to_pay_counts_as_known_where_the_lost_could_know_it() -> None:
    rows: list[Any] = []
    for who in range(60):
        rows.append(ordered(who, "2026-01-01 10:00", 100, payment_method="card"))
        if who < 30:
            rows.append(ordered(who, "2026-01-05 10:00", 100, payment_method="paypal"))
    shop = journeys_of([*rows, (99, "2026-06-01 10:00", "Page Viewed")])
    drop = shop.drop_offs(["Order Completed", "Order Completed"]).drops[0]
    assert (drop.lost, drop.contrasts) == (30, ())


def test_refunds_that_name_no_order_lower_what_their_profile_brought() -> None:
    back = {"revenue_shop": -2000, "order_id": "?"}
    shop = journeys_of(
        [
            *[(who, "2026-01-01 10:00", "Product Viewed") for who in (1, 2, 3)],
            ordered(1, "2026-01-01 11:00", 6000, order_id="a"),
            ordered(1, "2026-04-01 11:00", 2000, order_id="b"),
            (1, "2026-04-02 11:00", "Order Refunded", back),
            ordered(2, "2026-01-01 11:00", 1500, order_id="c"),
            (2, "2026-01-09 11:00", "Order Refunded", back),
            (9, "2026-06-01 10:00", "Page Viewed"),
        ]
    )
    # A quarter of 80 EUR came back from 1, and more than all from 2.
    assert shop.drop_offs(["Product Viewed", "Order Completed"]).drops[0].at_risk == (4500 + 0) // 2


def test_margin_weighs_in_place_of_revenue() -> None:
    drop = after(journeys_of(TWELVE).drop_offs(margin=0.4), "Checkout Started")
    assert (drop.at_risk, drop.low, drop.high) == (2000, -3917, 7917)


def test_costs_of_products_weigh_in_place_of_revenue() -> None:
    def order(revenue: int, *products: str) -> dict[str, Any]:
        return {"revenue_shop": revenue, "items": [{"product_id": p, "quantity": 2.0} for p in products]}

    shop = journeys_of(
        [
            *[(who, "2026-01-01 10:00", "Product Viewed") for who in range(4)],
            (0, "2026-01-01 11:00", "Order Completed", order(5000, "tea")),
            (1, "2026-01-01 11:00", "Order Completed", order(3000, "tea", "cup")),
            (2, "2026-01-01 11:00", "Order Completed", order(4000, "a gift")),
            (3, "2026-03-01 10:00", "Page Viewed"),
        ]
    )
    result = shop.drop_offs(["Product Viewed", "Order Completed"], costs={"tea": 1000, "cup": 500})
    # 50 less 20, 30 less 20 and 10; of 80 known 30 are left, so of the unknown 40 it is 15: 45 by three.
    assert result.drops[0].at_risk == 1500


def simulated(draw: np.random.Generator, profiles: int) -> tuple[Journeys, float]:
    """A shop whose phones bring less and lose more; the truth is what just the lost would have brought."""
    phone = draw.random(profiles) < 0.6
    email = draw.random(profiles) < 0.3
    lost = draw.random(profiles) < np.where(phone, 0.7, 0.3)
    mean = np.where(phone, 3000, 9000) + np.where(email, 2000, 0)
    revenue = draw.gamma(2.0, mean / 2.0).astype(np.int64)
    back = lost & (draw.random(profiles) < 0.1)
    viewed = START + (draw.random(profiles) * 20 * DAY).astype(np.int64)
    orders = np.flatnonzero(~lost | back)
    end = START + 100 * DAY
    who = np.concatenate((np.arange(profiles), orders, [profiles]))
    when = np.concatenate((viewed, viewed[orders] + np.where(back[orders], 40, 1) * DAY, [end]))
    frame = pa.table(
        {
            "who": who,
            "when": pa.array(when, pa.timestamp("us", tz="UTC")),
            "what": ["Checkout Started"] * profiles + ["Order Completed"] * len(orders) + ["Page Viewed"],
            "device": [["desktop", "phone"][int(at)] for at in phone[who[:-1]]] + [None],
            "channel": [["direct", "email"][int(at)] for at in email[who[:-1]]] + [None],
            "revenue_shop": pa.array([None] * profiles + revenue[orders].tolist() + [None], pa.int64()),
        }
    )
    truth = float(revenue[lost].sum() - revenue[back].sum())
    return Journeys.from_frame(frame, profile="who", time="when", event="what"), truth


def test_the_interval_covers_the_truth_as_often_as_it_says() -> None:
    draw = np.random.default_rng(7)
    covered, runs = 0, 150
    for _ in range(runs):
        shop, truth = simulated(draw, 700)
        drop = shop.drop_offs(["Checkout Started", "Order Completed"], recovery="60d").drops[0]
        assert drop.low is not None
        assert drop.high is not None
        covered += drop.low <= truth <= drop.high
    # 95 % of 150 is 142.5; three binomial standard errors are 8.
    assert 134 <= covered <= runs


def test_contrasts_name_what_sets_the_lost_apart() -> None:
    shop, _ = simulated(np.random.default_rng(3), 2_000)
    drop = shop.drop_offs(["Checkout Started", "Order Completed"]).drops[0]
    phone = next(c for c in drop.contrasts if (c.trait, c.value) == ("device", "phone"))
    completed = 2_000 - drop.lost
    desktop, other = drop.lost - phone.lost, completed - phone.completed
    ratio = (phone.lost + 1) * (other + 1) / ((desktop + 1) * (phone.completed + 1))
    assert phone.odds_ratio == pytest.approx(ratio)
    assert 1 < phone.low < ratio < phone.high
    assert not any(c.trait == "channel" for c in drop.contrasts)


def test_pieces_in_any_cut_give_the_same_answer() -> None:
    shop, _ = simulated(np.random.default_rng(11), 500)
    analysis = DropOffs(parse_steps(["Checkout Started", "Order Completed"]), shop.as_of)
    states = [analysis.partial(piece) for piece in shop.parts[0].split(100)]
    cut = analysis.result(tuple(told for state in states for told in state))
    whole = Threads(1).run(analysis, shop.parts)
    assert len(states) > 5
    assert cut.drops == whole.drops


@pytest.mark.parametrize(
    "options", [{"steps": ["Order Completed"]}, {"margin": 0.3, "costs": {"tea": 1}}, {"within": "soon"}]
)
def test_what_cannot_be_weighed_is_refused(options: dict[str, Any]) -> None:
    with pytest.raises(InputError):
        journeys_of(TWELVE).drop_offs(**options)


def test_a_result_shows_itself() -> None:
    result = journeys_of(TWELVE).drop_offs(within="7d")
    assert result.to_frame().num_rows == 3
    assert result.table().currency == "EUR"
    assert "Checkout Started" in result.chart().svg
    assert result.to_dict()["definition"]["exactness"] == "estimated"
