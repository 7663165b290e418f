"""What a rule would leave out is said beforehand, it then leaves out just that, and it comes back."""

from __future__ import annotations

import html
import re

import pytest
from django.db.models import Sum
from tests.web.explore.shop import signed_in
from tests.web.people.shop import NOW, answer

from parcours.charts import Formats
from parcours.commerce.models import Order, Rule
from parcours.commerce.selectors import Wanted, Weighed, totals, weigh
from parcours.commerce.services import add_rule, exclude_order, include_order
from parcours.people.services import exclude
from parcours.shop import Shop
from parcours.state.actor import TERMINAL, Actor, DeniedError
from parcours.state.audit import AuditEntry

pytestmark = pytest.mark.django_db
ADD, HOME = "/orders/left-out/add/", "/orders/left-out/"
WAY = "wallet"


def told(value: str = WAY, subject: str = "payment_method", **more: str) -> dict[str, str]:
    return {"subject": subject, "value": value, "reason": "we test with it", **more}


def text_of(page: bytes) -> str:
    return html.unescape(page.decode())


@pytest.fixture
def paid(shop: Shop) -> tuple[int, int]:
    """How many orders were paid in one way, and what they brought."""
    orders = Order.objects.filter(kind__payment_method=WAY, placed_at__isnull=False)
    assert orders.count() > 3
    return orders.count(), orders.aggregate(earned=Sum("earned"))["earned"]


def test_a_rule_is_weighed_before_it_holds_and_leaves_out_just_that(paid: tuple[int, int]) -> None:
    orders, earned = paid
    before, owner = totals(TERMINAL, Wanted()), signed_in()
    look = text_of(owner.post(ADD, told()).content)
    money = Formats("en", currency="EUR").money(earned)
    assert f"The rule would leave out {orders} orders that brought {money}." in look
    assert not Rule.objects.exists()
    done = owner.post(ADD, told(add="1"), follow=True)
    assert "The rule holds." in done.content.decode()
    after = totals(TERMINAL, Wanted())
    assert (before.orders - after.orders, before.earned - after.earned) == paid
    assert AuditEntry.objects.filter(action="orders.rule_added").count() == 1
    assert re.search(rf"{orders}</", done.content.decode())


def test_a_rule_that_is_taken_away_lets_them_count_again(paid: tuple[int, int]) -> None:
    before, owner = totals(TERMINAL, Wanted()), signed_in()
    rule = add_rule(TERMINAL, "payment_method", WAY, reason="", now=NOW)
    address = f"{HOME}{rule}/remove/"
    assert f"{paid[0]} orders count again" in answer(address)
    assert "The rule is gone." in owner.post(address, follow=True).content.decode()
    assert totals(TERMINAL, Wanted()) == before
    assert owner.get(address).status_code == 404
    assert AuditEntry.objects.filter(action="orders.rule_dropped").count() == 1


def test_what_is_left_out_already_and_what_somebody_kept_is_told_apart(paid: tuple[int, int]) -> None:
    one, other = Order.objects.filter(kind__payment_method=WAY).order_by("id")[:2]
    exclude_order(TERMINAL, one.pk, reason="x", now=NOW)
    include_order(TERMINAL, other.pk, reason="x", now=NOW)
    assert weigh(TERMINAL, "payment_method", f" {WAY} ") == Weighed(
        orders=paid[0] - 2, earned=paid[1] - one.earned - other.earned, already=1, kept=1
    )
    look = text_of(signed_in().post(ADD, told()).content)
    assert "1 order that fits is left out already." in look
    assert "1 order that fits goes on counting" in look
    before = totals(TERMINAL, Wanted())
    add_rule(TERMINAL, "payment_method", WAY, reason="", now=NOW)
    assert before.orders - totals(TERMINAL, Wanted()).orders == paid[0] - 2


def test_a_rule_that_fits_nothing_says_so(shop: Shop) -> None:
    assert "No order fits so far" in text_of(signed_in().post(ADD, told("SPRING", "coupon")).content)
    assert "No order fits so far" in text_of(signed_in().post(ADD, told("x@example.org", "email")).content)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"value": " "}, "required"),
        ({"reason": ""}, "required"),
        ({"subject": "moon"}, "valid choice"),
        ({"subject": "email"}, "no e-mail address"),
        ({"value": "x" * 255}, "at most 254"),
    ],
)
def test_a_rule_that_makes_no_sense_is_refused(shop: Shop, given: dict[str, str], words: str) -> None:
    refused = signed_in().post(ADD, told(**{**given, "add": "1"}))
    assert refused.status_code == 422
    assert words in text_of(refused.content)
    assert not Rule.objects.exists()


def test_the_same_rule_twice_is_refused_in_words(shop: Shop) -> None:
    add_rule(TERMINAL, "payment_method", WAY, reason="", now=NOW)
    refused = signed_in().post(ADD, told(add="1"))
    assert refused.status_code == 422
    assert "There is such a rule already." in refused.content.decode()


def test_who_may_not_see_people_reads_no_address_and_who_may_only_look_changes_nothing(shop: Shop) -> None:
    rule = add_rule(TERMINAL, "email", "ana@example.org", reason="staff", now=NOW)
    assert "ana@example.org" in answer(HOME)
    for role in ("analyst", "viewer"):
        assert "ana@example.org" not in answer(HOME, role=role)
    assert "/add/" not in answer(HOME, role="viewer")
    viewer = signed_in("viewer")
    for address in (ADD, f"{HOME}{rule}/remove/"):
        assert viewer.get(address).status_code == viewer.post(address, told(add="1")).status_code == 403
    with pytest.raises(DeniedError):
        weigh(Actor("user", "ben@example.org", "viewer", 8), "coupon", "X")


def test_all_that_is_left_out_is_counted_by_why(paid: tuple[int, int]) -> None:
    add_rule(TERMINAL, "payment_method", WAY, reason="", now=NOW)
    one = Order.objects.filter(placed_at__isnull=False).exclude(kind__payment_method=WAY)[0]
    exclude_order(TERMINAL, one.pk, reason="x", now=NOW)
    exclude(TERMINAL, one.profile_id, "staff", now=NOW)
    page = answer(HOME)
    found = re.findall(r'<h2>([^<]+)</h2>\s*<p class="stat-value"><bdi>(\d+)</bdi>', page)
    assert found == [
        ("Orders of staff", "0"),
        ("Test orders", str(paid[0])),
        ("Orders left out by hand", "1"),
        ("People left out", "1"),
    ]


@pytest.mark.parametrize("language", ["en", "fr", "he"])
def test_every_language_is_spoken(shop: Shop, language: str) -> None:
    rule = add_rule(TERMINAL, "coupon", "STAFF", reason="x", now=NOW)
    title = {"en": "Left out of numbers", "fr": "Hors des chiffres", "he": "מחוץ למספרים"}[language]
    for address in (HOME, ADD, f"{HOME}{rule}/remove/"):
        page = answer(address, language=language)
        assert title in page
        assert language == "en" or "Left out" not in page


def test_without_rules_and_without_a_log_the_page_says_what_to_do(db: None) -> None:
    assert "No rules yet" in answer(HOME)
