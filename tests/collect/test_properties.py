"""What a row says beyond the log's columns is kept as JSON: addresses always, other columns on demand."""

from __future__ import annotations

import json

import pytest

from parcours.errors import InputError

ORDERS = (
    "order,mail,date,total,Gift note\n"
    'A1, Noa@Example.org ,2026-01-05,10.00,"For ""Dad"""\n'
    "A2,,2026-01-06,5.00,\n"
)
EVENTS = 'event,user,email,ts,shelf\nview,u1,o"neil@x.org,2026-01-05,3\nview,u2,,2026-01-05,top\n'


def kept(shop):
    rows = shop.rows("properties")
    return [json.loads(row["properties"]) for row in rows if "properties" in row]


def test_the_address_of_an_order_is_kept_as_it_identifies(shop, write):
    path = write(ORDERS)
    shop.take_in(path)
    assert kept(shop) == [{"email": "noa@example.org"}]
    assert shop.take_in(path).counts.accepted == 0


def test_the_address_of_an_event_is_kept_whatever_it_is_made_of(shop, write):
    shop.take_in(write(EVENTS))
    assert kept(shop) == [{"email": 'o"neil@x.org'}]


def test_a_column_is_kept_on_demand(shop, write):
    shop.take_in(write(ORDERS), columns={"Gift note": "properties.note"})
    assert kept(shop) == [{"email": "noa@example.org", "note": 'For "Dad"'}]


def test_columns_of_events_are_kept_on_demand_as_numbers_or_texts(shop, write):
    shop.take_in(write(EVENTS), columns={"shelf": "properties.shelf", "email": ""})
    assert sorted(map(str, kept(shop))) == ["{'shelf': 'top'}", "{'shelf': 3}"]


def test_columns_of_known_exports_are_kept_on_demand(shop, fixtures):
    shop.take_in(fixtures / "shopify.csv", columns={"Shipping Method": "properties.how"})
    assert any("how" in properties for properties in kept(shop))


def test_what_is_kept_on_demand_makes_no_row_new(shop, write):
    path = write(EVENTS)
    shop.take_in(path)
    assert shop.take_in(path, columns={"shelf": "properties.shelf"}).counts.duplicates == 2


def test_own_properties_and_those_of_the_format_come_together(shop, write):
    path = write(
        "message_id,user_id,event,timestamp,properties,properties.size\n"
        'm1,u1,Coupon Denied,2026-01-05,"{""reason"": ""expired""}",XL\n'
        "m2,u1,Coupon Denied,2026-01-05,{},\n"
        "m3,u1,Coupon Denied,2026-01-05,[1],L\n"
    )
    report = shop.take_in(path)
    assert kept(shop) == [{"reason": "expired", "size": "XL"}]
    assert report.reasons == {"properties is not a JSON object": 1}


def test_an_empty_field_leaves_out_what_the_format_would_keep(shop, write):
    path = write("message_id,user_id,event,timestamp,properties.size\nm1,u1,Coupon Denied,2026-01-05,XL\n")
    shop.take_in(path, columns={"properties.size": ""})
    assert kept(shop) == []


@pytest.mark.parametrize("field", ["note", "properties.", "properties.email"])
def test_what_cannot_be_kept_says_what_to_type(shop, write, field):
    with pytest.raises(InputError, match="--map 'COLUMN="):
        shop.take_in(write(ORDERS), columns={"Gift note": field})
