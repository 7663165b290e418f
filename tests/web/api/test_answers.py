"""The API tells what the screens show: the same numbers, masked as they are, page after page."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.web.explore.shop import signed_in, whole

from parcours.touchpoints import STAGES
from parcours.web.design.books import say


def shown(address):
    """The words of a screen."""
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]*>", " ", whole(signed_in("owner"), address))))


def count(n):
    return f"{n:,}"


def test_the_overview_tells_the_numbers_of_its_screen(shop, owner):
    told, screen = owner.get("overview"), shown("/overview/")
    for name in ("profiles", "orders", "new_customers"):
        assert f"{say(f'overview.{name}.title')} {count(told['now'][name])}" in screen
        assert told["definitions"][name] == {"how": say(f"overview.{name}.how"), "exactness": "exact"}
    conversion = told["now"]["conversion"]
    assert conversion["low"] < conversion["value"] < conversion["high"]
    assert f"n = {count(conversion['n'])}" in screen
    assert sum(day["orders"] for day in told["by_day"]) == told["now"]["orders"]
    assert told["currency"] == "EUR"


def test_what_needs_attention_is_that_of_its_screen_with_what_it_costs(shop, owner):
    told, screen = owner.get("overview/attention", period=365), shown("/overview/?period=365")
    assert {each["kind"] for each in told["items"]} >= {"leak"}
    for each in told["items"]:
        assert re.sub(r"\s+", " ", each["title"]) in screen
    costs = [each["cost"] for each in told["items"] if each["cost"]]
    assert all(cost["low"] <= cost["value"] <= cost["high"] for cost in costs)


def test_a_funnel_counts_what_its_screen_counts(shop, owner):
    asked = "step=Product Viewed&step=Product Added&step=Order Completed&within=30d&by=device&period=365"
    told, screen = owner.ask("GET", f"funnel?{asked}").json(), shown(f"/funnel/?{asked}")
    counts = [each["count"] for each in told["now"]["passages"]]
    assert counts == sorted(counts, reverse=True)
    for n in counts:
        assert count(n) in screen
    assert sum(group["counts"][0] for group in told["now"]["groups"]) == counts[0]
    lost = owner.ask("GET", f"funnel/drop-off?{asked.replace('&by=device', '')}&lost=1").json()
    assert lost["reached"] - lost["lost"] <= counts[1]
    assert owner.ask("GET", f"funnel/people?{asked}&reached=2").json()["total"] == counts[1]
    assert owner.ask("GET", f"funnel/people?{asked}&lost=2").json()["total"] == counts[1] - counts[2]


def test_a_funnel_without_steps_is_the_way_to_the_order(shop, owner):
    assert owner.get("funnel")["steps"] == [
        "Product Viewed", "Product Added", "Checkout Started", "Order Completed",
    ]  # fmt: skip


@pytest.mark.parametrize("asked", ["step=Product Viewed", "step=Product Viewed&step=Nothing", "lost=4"])
def test_a_funnel_that_cannot_be_is_refused(shop, owner, asked):
    assert owner.ask("GET", f"funnel/drop-off?{asked}").status_code == 422


def test_the_stages_are_those_of_their_screen(shop, owner):
    told, screen = owner.get("stages"), shown("/stages/")
    assert [each["name"] for each in told["stages"]] == list(STAGES)
    for each in told["stages"]:
        assert count(each["now"]) in screen
        assert len(each["course"]) == len(told["course_days"])
    stage = told["stages"][3]
    assert owner.get("stages/people", stage=stage["name"])["total"] == stage["now"]
    assert sum(each["now"] for each in told["stages"]) == told["n"]


def test_the_map_has_its_numbers_and_how_they_are_computed(shop, owner):
    told, screen = owner.get("journey-map", period=365), shown("/?period=365")
    assert [each["name"] for each in told["stages"]] == list(STAGES)
    place = next(each for each in told["places"] if each["name"] == "Product page")
    assert count(place["profiles"]) in screen
    assert place["ordered"]["share"] == place["ordered"]["profiles"] / place["ordered"]["of"]
    assert set(told["definitions"]) == {"places", "stages", "leaks", "pains"}
    met = owner.get("journey-map/people", period=365, place="Product page", limit=1)
    assert met["total"] == place["profiles"]


def test_an_order_and_its_totals_are_those_of_the_screens(shop, owner):
    told = owner.get("orders", period=365)
    screen = shown("/orders/?period=365")
    assert f"{say('orders.stats.orders')} {count(told['totals']['orders'])}" in screen
    listed = told["items"][0]
    order = owner.get(f"orders/{listed['id']}")
    assert order["order"] == listed
    assert listed["number"] in screen
    assert sum(line["earned"] for line in order["lines"]) == listed["earned"]
    mine = owner.get("orders", profile=listed["profile"], period=7)
    assert listed in mine["items"]


def test_products_coupons_and_spend_are_those_of_the_screens(shop, owner):
    told, screen = owner.get("products", period=365, limit=3), shown("/products/?period=365")
    assert f"{count(told['total'])} " in screen
    for each in told["items"]:
        assert each["product_id"] in screen
        assert count(each["sales"]["views"]) in screen
    one = owner.get(f"products/{told['items'][0]['product_id']}", period=365)
    assert one["product"] == told["items"][0]
    assert sum(day["sales"]["orders"] for day in one["by_day"]) == one["product"]["sales"]["orders"]
    coupons, screen = owner.get("coupons", period=365)["items"], shown("/products/coupons/?period=365")
    assert coupons
    assert all(each["code"] in screen for each in coupons)
    spend, orders = owner.get("spend", period=365)["items"], owner.get("orders", period=365)["totals"]
    assert sum(each["orders"] for each in spend) == orders["counting"]


def test_past_the_last_product_there_are_none(shop, owner):
    told = owner.get("products", cursor=17635, period=365)
    assert (told["items"], told["next"]) == ([], None)
    assert told["total"] > 0


def test_a_person_is_told_as_the_screen_tells(shop, owner, buyer):
    told, screen = owner.get(f"people/{buyer}"), shown(f"/people/{buyer}/about/")
    assert told["listed"]["id"] == str(buyer)
    assert told["listed"]["email"] in screen
    assert f"{say('people.stats.orders')} {count(told['listed']['orders'])}" in screen
    assert told["definitions"]["value"]["how"] == say("people.stats.value_how")
    assert owner.get("orders", profile=buyer)["totals"]["counting"] == told["listed"]["orders"]
    assert {each["to_stage"] for each in told["history"]} <= set(STAGES)
    leaf = told["identities"][-1]["leaf"]
    assert owner.get(f"people/{leaf}") == told


def test_words_are_in_the_language_that_is_asked_for(shop, owner):
    how = owner.ask("GET", "people?limit=1", headers={"Accept-Language": "he"}).json()["definitions"]["value"]
    assert re.search("[א-ת]", how["how"])


def test_who_may_not_see_personal_data_gets_it_masked_as_on_the_screens(shop, api, buyer):
    viewer, owner = api("viewer"), api()
    seen, known = viewer.get(f"people/{buyer}"), owner.get(f"people/{buyer}")
    assert known["listed"]["email"].endswith("@example.org")
    assert seen["listed"]["email"].startswith(f"{known['listed']['email'][0]}•••@")
    assert {each["value"] for each in seen["traits"]} <= {"•••"}
    assert not {each["value"] for each in known["identities"]} & {
        each["value"] for each in seen["identities"]
    }
    assert seen["listed"]["value"] == known["listed"]["value"]
    listed = viewer.get("people", who="known", limit=200)["items"]
    assert all("•••" in each["email"] or not each["email"] for each in listed)
    assert viewer.ask("GET", "people?search=a").status_code == 403
    for entry in viewer.get(f"people/{buyer}/timeline")["items"]:
        assert entry["query"] in ("", "•••")
        assert entry["text"] in ("", "•••")


REFUSED = [
    ("see_personal", "GET", "audit"), ("see", "GET", "health"), ("see", "GET", "imports"),
    ("see", "POST", "people/1/merges"), ("edit_people", "POST", "people/1/export"),
    ("edit_people", "POST", "people/1/erase"), ("edit_people", "GET", "people"),
    ("see", "POST", "annotations"), ("see", "PATCH", "settings"), ("edit_shop", "POST", "imports"),
    ("import", "GET", "orders"), ("edit_shop", "POST", "backups"),
]  # fmt: skip


@pytest.mark.parametrize(("scope", "method", "path"), REFUSED)
def test_a_token_does_what_its_scope_allows(shop, api, scope, method, path):
    answer = api("owner", scope).ask(method, path)
    assert answer.status_code == 403, answer.content
    assert "may not do this" in answer.json()["detail"]


def test_a_token_can_never_do_more_than_who_made_it(shop, api):
    from parcours.web.accounts.models import Token, User

    owner = api()
    assert "manage" in owner.get("me")["permissions"]
    User.objects.filter(pk=Token.objects.get().made_by_id).update(role="viewer")
    assert owner.get("me")["permissions"] == ["see"]


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    limit=st.integers(5, 200),
    path=st.sampled_from(
        ["people", "people?who=customer", "people?sort=value", "orders?period=365", "audit"]
    ),
)
def test_walking_all_pages_meets_each_thing_once(shop, owner, limit, path):
    mark = "&" if "?" in path else "?"

    def walked(cursor, way):
        while cursor is not None:
            answer = owner.ask("GET", f"{path}{mark}limit={limit}&cursor={cursor}").json()
            yield [each["id"] for each in answer["items"]]
            cursor = answer[way]

    pages = list(walked("", "next"))
    ids = [each for page in pages for each in page]
    assert len(ids) == len(set(ids))
    assert all(len(page) == limit for page in pages[:-1])
    if path != "audit":
        first = owner.ask("GET", f"{path}{mark}limit=1").json()
        assert len(ids) == (first["total"] if "total" in first else first["totals"]["orders"])
    if len(pages) > 1:
        second = owner.ask("GET", f"{path}{mark}limit={limit}").json()["next"]
        back = owner.ask("GET", f"{path}{mark}limit={limit}&cursor={second}").json()["previous"]
        answer = owner.ask("GET", f"{path}{mark}limit={limit}&cursor={back}").json()
        assert [each["id"] for each in answer["items"]] == pages[0]


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(limit=st.integers(7, 200))
def test_walking_the_people_behind_a_number_meets_each_once(shop, owner, limit):
    ids, cursor, total = [], "", None
    while cursor is not None:
        told = owner.get("stages/people", stage="awareness", limit=limit, cursor=cursor)
        ids += [each["profile"] for each in told["items"]]
        cursor, total = told["next"], told["total"]
    assert len(ids) == len(set(ids)) == total


def test_walking_a_timeline_tells_every_touchpoint(shop, owner, buyer):
    entries, cursor = [], ""
    while cursor is not None:
        told = owner.get(f"people/{buyer}/timeline", cursor=cursor)
        entries += told["items"]
        cursor = told["next"]
    assert len(entries) == owner.get(f"people/{buyer}")["listed"]["touchpoints"]
    assert [each["at"] for each in entries] == sorted((each["at"] for each in entries), reverse=True)
    orders = [each for each in entries if each["kind"] == "orders"]
    found, cursor = [], ""
    while cursor is not None:
        told = owner.get(f"people/{buyer}/timeline", cursor=cursor, kind="orders")
        found += told["items"]
        cursor = told["next"]
    assert found == orders


def test_every_filter_of_people_chooses_those_who_fit(shop, owner):
    everybody = owner.get("people", limit=200)["items"]
    one = next(each for each in everybody if each["orders"])
    asked = {
        "who": "customer", "stage": one["stage"], "country": one["country"], "channel": one["channel"],
        "orders_from": one["orders"], "orders_to": one["orders"], "value_from": one["value"],
        "seen_since": one["last_seen"], "excluded": False,
    }  # fmt: skip
    found = owner.get("people", **asked)
    assert one in found["items"]
    assert found["total"] == len(found["items"]) < len(everybody)
    assert owner.get("people", **asked, seen_until=one["last_seen"])["total"] == 0
