"""What people say of orders, products and advertising."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from tests.commerce.made import NOW, item, merged, placed, refunded, tell, touch

from parcours.commerce.left_out import publish
from parcours.commerce.models import AdSpend, Order
from parcours.commerce.reactions import forget_derived
from parcours.commerce.selectors import (
    Period,
    Wanted,
    coupons,
    order,
    orders,
    product,
    products,
    rules,
    spend,
    totals,
)
from parcours.commerce.services import (
    Spend,
    add_rule,
    drop_rule,
    exclude_order,
    import_products,
    import_spend,
    include_order,
    note_coupon,
    record_spend,
    set_cost,
    set_product,
)
from parcours.errors import InputError
from parcours.shop.left_out import left_out
from parcours.shop.templates import rules_changed
from parcours.state.actor import TERMINAL, Actor, DeniedError
from parcours.state.audit import AuditEntry

pytestmark = pytest.mark.django_db
VIEWER = Actor("user", "ben@example.org", "viewer", 8)
DAY = date(2026, 1, 1)


def key(number: str) -> int:
    return Order.objects.get(order_id=number).pk


def test_an_order_that_is_left_out_counts_nowhere_until_it_is_taken_in_again():
    tell([placed("A"), placed("B", hour=1, revenue=500)])
    exclude_order(TERMINAL, key("A"), reason="our own", now=NOW)
    assert [row.number for row in orders(TERMINAL, Wanted()).rows] == ["B"]
    assert [row.number for row in orders(TERMINAL, Wanted(excluded="only")).rows] == ["A"]
    assert totals(TERMINAL, Wanted()).earned == 500
    assert products(TERMINAL).rows[0].sales.earned == 500
    assert only_row("B").nth == 1
    assert order(TERMINAL, key("A")).mark == "our own"
    include_order(TERMINAL, key("A"), reason="", now=NOW)
    assert totals(TERMINAL, Wanted()).earned == 1500
    assert only_row("B").nth == 2


def only_row(number: str):
    return orders(TERMINAL, Wanted(number=number)).rows[0]


def test_what_was_left_out_by_hand_stays_so_when_everything_is_made_again():
    stream = [placed("A"), placed("B", hour=1)]
    tell(stream)
    exclude_order(TERMINAL, key("A"), reason="", now=NOW)
    forget_derived()
    tell(stream)
    assert [row.number for row in orders(TERMINAL, Wanted()).rows] == ["B"]


@pytest.mark.parametrize(
    ("subject", "value", "told"),
    [
        ("payment_method", "bogus", {"payment_method": "bogus"}),
        ("coupon", "TEST", {"coupon": "TEST"}),
    ],
)
def test_a_rule_leaves_out_old_and_new_orders_and_dropping_it_takes_them_in(subject, value, told):
    tell([placed("A", **told), placed("B", hour=1)])
    rule = add_rule(TERMINAL, subject, value, reason="we test", now=NOW)
    tell([placed("C", hour=2, message_id="c", **told)])
    assert totals(TERMINAL, Wanted()).orders == 1
    assert {row.excluded for row in orders(TERMINAL, Wanted(excluded="only")).rows} == {"test"}
    drop_rule(TERMINAL, rule, now=NOW)
    assert totals(TERMINAL, Wanted()).orders == 3


def test_orders_of_staff_are_left_out_whatever_name_they_go_by():
    leaf = settings.SHOP.identities.leaf("email", "ana@example.org")
    tell([placed("A", who=leaf), placed("B", who=5, hour=1)])
    add_rule(TERMINAL, "email", "Ana@example.org", reason="", now=NOW)
    assert totals(TERMINAL, Wanted()).orders == 1
    tell([touch("Page Viewed", message_id="p")], roots=merged(_5=leaf))
    assert totals(TERMINAL, Wanted()).orders == 0
    assert [row.value for row in rules(VIEWER)] == ["…"]
    assert [row.value for row in rules(TERMINAL)] == ["Ana@example.org"]


def test_what_is_left_out_lies_beside_the_index_for_the_analyses():
    folder = Path(settings.SHOP.folder)
    before = rules_changed(folder)
    tell([placed("A"), placed("B", hour=1)])
    exclude_order(TERMINAL, key("A"), reason="", now=NOW)
    publish()
    assert left_out(folder) == {("", "A")}
    assert rules_changed(folder) != before
    include_order(TERMINAL, key("A"), reason="", now=NOW)
    publish()
    assert left_out(folder) == frozenset()
    assert rules_changed(folder) == before


def test_a_viewer_changes_nothing_and_nothing_is_written_down():
    tell([placed("A")])
    for verb in (
        lambda: exclude_order(VIEWER, key("A"), reason="", now=NOW),
        lambda: add_rule(VIEWER, "coupon", "X", reason="", now=NOW),
        lambda: set_cost(VIEWER, "lamp", 5, since=DAY, now=NOW),
        lambda: record_spend(VIEWER, [], now=NOW),
    ):
        with pytest.raises(DeniedError):
            verb()
    assert not AuditEntry.objects.exists()


def test_a_rule_that_names_nothing_or_is_there_already_is_refused():
    with pytest.raises(InputError, match="names nothing"):
        add_rule(TERMINAL, "coupon", " ", reason="", now=NOW)
    add_rule(TERMINAL, "coupon", "X", reason="", now=NOW)
    with pytest.raises(InputError, match="already"):
        add_rule(TERMINAL, "coupon", "X", reason="", now=NOW)


def test_margin_is_what_goods_earned_less_what_the_kept_ones_cost():
    tell(
        [
            placed("A", revenue=3000, items=[item("lamp", 3.0, 1000)]),
            refunded("A", 1000, items=[item("lamp", 1.0)], hour=5),
        ]
    )
    assert products(TERMINAL).rows[0].sales.margin is None
    set_cost(TERMINAL, "lamp", 400, since=date(2026, 6, 1), now=NOW)
    assert products(TERMINAL).rows[0].sales.margin == 2000 - 2 * 400  # the first cost holds before, too
    set_cost(TERMINAL, "lamp", 100, since=date(2025, 1, 1), now=NOW)
    assert products(TERMINAL).rows[0].sales.margin == 2000 - 2 * 100
    tell([placed("B", revenue=1000, hour=24 * 200, message_id="b", items=[item("lamp", 1.0, 1000)])])
    assert products(TERMINAL).rows[0].sales.cost == 2 * 100 + 400
    page = order(TERMINAL, key("B"))
    assert (page.lines[0].cost, page.lines[0].margin) == (400, 600)


def test_what_somebody_says_of_a_product_outlives_what_was_seen():
    tell([touch("Product Viewed", items=[item("lamp", price=900)], name="Lamp")])
    set_product(TERMINAL, "lamp", name="Reading lamp", stock=3, now=NOW)
    forget_derived()
    page = product(TERMINAL, "lamp")
    assert (page.row.name, page.row.stock, page.row.price) == ("Reading lamp", 3, None)
    with pytest.raises(InputError, match="no product"):
        set_product(TERMINAL, "vase", name="Vase", now=NOW)


def test_a_coupon_is_used_by_orders_that_count():
    tell([placed("A", coupon="TEN", discount=111, revenue=1000), placed("B", coupon="TEN", hour=1)])
    tell([touch("Order Cancelled", "B", hour=2, message_id="x")])
    note_coupon(TERMINAL, "TEN", "newsletter", now=NOW)
    (row,) = coupons(TERMINAL)
    assert (row.code, row.orders, row.earned, row.discount, row.note) == ("TEN", 1, 1000, 111, "newsletter")


def test_spend_stands_beside_the_new_customers_that_came_by_the_channel():
    tell(
        [
            placed("A", channel="email"),
            placed("B", channel="email", hour=2),
            placed("C", channel="email", who=2),
        ]
    )
    record_spend(TERMINAL, [Spend(DAY, "email", 900), Spend(DAY, "display", 100)], now=NOW)
    record_spend(TERMINAL, [Spend(DAY, "email", 1000)], now=NOW)
    display, email = spend(TERMINAL, period=Period(DAY, date(2026, 1, 31)))
    assert (email.amount, email.orders, email.new_customers) == (1000, 3, 2)
    assert (email.cost_of_acquisition, email.return_on_spend) == (500.0, 3.0)
    assert (display.amount, display.cost_of_acquisition) == (100, None)


def test_a_list_of_products_is_taken_in_line_by_line_and_again_to_no_effect(tmp_path):
    file = tmp_path / "products.csv"
    file.write_text(
        "product_id,name,price,cost,stock,url\n"
        "lamp,Lamp,10.50,4.20,7,https://shop.example/lamp\n"
        ",Nameless,1,1,1,\n"
        "vase,Vase,ten,1,1,\n"
        "tea,Tea,5,2,-1,\n"
        "bag,Bag,5,2,1,javascript:alert(1)\n",
        "utf-8",
    )
    done = import_products(TERMINAL, file, now=NOW)
    assert (done.accepted, done.rejected, [reject.line for reject in done.rejects]) == (1, 4, [3, 4, 5, 6])
    import_products(TERMINAL, file, now=NOW)
    page = product(TERMINAL, "lamp")
    assert (page.row.price, page.row.stock, [cost for _, cost in page.costs]) == (1050, 7, [420])


def test_ad_spend_of_a_file_is_told_to_channels_and_read_twice_counts_once(tmp_path):
    file = tmp_path / "spend.csv"
    file.write_text(
        "day,source,medium,campaign,impressions,clicks,cost\n"
        "2026-01-01,google,cpc,brand,100,3,0.49\n"
        "2026-13-01,google,cpc,brand,100,3,0.49\n",
        "utf-8",
    )
    for _ in range(2):
        done = import_spend(TERMINAL, file, now=NOW)
    assert (done.accepted, done.rejected) == (1, 1)
    assert list(AdSpend.objects.values_list("channel", "amount", "clicks")) == [("paid search", 49, 3)]


@pytest.mark.parametrize("content", [b"a,b\n1,2\n", b"\xff\xfe\x00", b""])
def test_a_file_that_is_no_list_is_refused_whole(tmp_path, content):
    file = tmp_path / "list.csv"
    file.write_bytes(content)
    with pytest.raises(InputError, match=r"column|read"):
        import_products(TERMINAL, file, now=NOW)
