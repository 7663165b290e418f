"""Files of no known origin: what is guessed, what is said, and what is asked."""

from __future__ import annotations

import pytest

from parcours.collect.importing import parse_columns
from parcours.collect.importing.fields import FIELDS, plain
from parcours.errors import InputError


def fields(plan):
    return {choice.column: choice.field for choice in plan.choices if choice.field}


@pytest.mark.parametrize(
    ("header", "row", "expected"),
    [
        (
            "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country",
            "536365,85123A,HOLDER,6,2010-12-01 08:26,2.55,17850,United Kingdom",
            {"InvoiceNo": "order_id", "StockCode": "product_id", "Quantity": "quantity",
             "InvoiceDate": "timestamp", "UnitPrice": "price", "CustomerID": "user_id", "Country": "country"},
        ),
        (
            "timestamp,visitorid,event,itemid,transactionid",
            "1433221332117,257597,view,355908,",
            {"timestamp": "timestamp", "visitorid": "user_id", "event": "event", "itemid": "product_id",
             "transactionid": "order_id"},
        ),
        (
            "Numéro de commande;Date de commande;Adresse e-mail;Montant TTC;Devise",
            "1;2026-01-05;a@example.org;12,50;EUR",
            {"Numéro de commande": "order_id", "Date de commande": "timestamp", "Adresse e-mail": "email",
             "Montant TTC": "total", "Devise": "currency"},
        ),
        (
            "מספר הזמנה,תאריך הזמנה,דוא״ל,סך הכל",
            "1,2026-01-05,a@example.org,12.50",
            {"מספר הזמנה": "order_id", "תאריך הזמנה": "timestamp", "דוא״ל": "email", "סך הכל": "total"},
        ),
        (
            "ref,moment,contact,did",
            "1,2026-01-05 10:00,a@example.org,add_to_cart",
            {"moment": "timestamp", "contact": "email", "did": "event"},
        ),
    ],
)  # fmt: skip
def test_columns_are_guessed_from_names_and_values(shop, write, header, row, expected):
    assert fields(shop.preview(write(f"{header}\n{row}\n")).plan) == expected


def test_a_name_that_its_values_belie_is_not_believed(shop, write):
    plan = shop.preview(
        write("user,event,date,time\nu1,view,some text,2026-01-05 10:00\nu2,view,other,2026-01-05 10:00\n")
    ).plan
    assert fields(plan)["time"] == "timestamp"
    assert "date" not in fields(plan)


def test_a_preview_shows_choices_with_examples_and_reasons_and_writes_nothing(shop, write):
    seen = shop.preview(
        write(
            "user,did,when\nu1,add_to_cart,2026-01-05\nu2,view,2026-01-06\n"
            + "u3,view,2026-01-07\n" * 8
            + "u4,view,bad\n"
        )
    )
    told = {choice.column: choice for choice in seen.choices}
    assert told["did"].why == "its values are names of events"
    assert told["did"].examples == ("add_to_cart", "view")
    assert (seen.counts.read, seen.counts.accepted, seen.counts.rejected) == (11, 10, 1)
    assert seen.reasons == {"timestamp is not a date": 1}
    assert seen.touchpoints[0]["event"] == "Product Added"
    assert shop.rows() == []
    assert not list(shop.shop.imports.glob("*"))


def test_what_is_missing_is_said_with_the_guess_and_what_to_type(shop, write):
    with pytest.raises(InputError) as caught:
        shop.take_in(write("who,colour\nu1,red\n"))
    assert "no column says when it happened" in str(caught.value)
    assert "colour (red)" in str(caught.value)
    assert "--map" in caught.value.advice


def test_columns_that_the_caller_names_win(shop, write):
    path = write("client,user,what,when\nc1,u1,view,2026-01-05\n")
    shop.take_in(path, columns=parse_columns(("client=user_id", "what=event")))
    assert shop.rows("user_id", "event") == [{"user_id": "c1", "event": "Product Viewed"}]


def test_a_column_can_be_left_out(shop, write):
    path = write("user,event,time,price\nu1,view,2026-01-05,12\n")
    shop.take_in(path, columns={"price": ""})
    assert "items" not in shop.rows()[0]


@pytest.mark.parametrize(
    ("pair", "said"), [("colour=user_id", "no column 'colour'"), ("who=colour", "no field 'colour'")]
)
def test_columns_and_fields_that_do_not_exist(shop, write, pair, said):
    with pytest.raises(InputError, match=said):
        shop.take_in(write("who,event,time\nu1,view,2026-01-05\n"), columns=parse_columns((pair,)))


def test_a_pair_without_a_field_is_explained():
    with pytest.raises(InputError, match="column=field"):
        parse_columns(("user_id",))


def test_dates_that_read_both_ways_are_asked_for(shop, write):
    path = write("user,event,time\nu1,view,03/04/2026\n")
    with pytest.raises(InputError, match="--dates day-first or --dates month-first"):
        shop.take_in(path)
    shop.take_in(path, dates="month-first")
    assert shop.rows("timestamp")[0]["timestamp"].date().isoformat() == "2026-03-03"


def test_a_date_far_down_the_file_decides(shop, write):
    lines = "".join(f"u{i},view,03/04/2026\n" for i in range(200_000))
    shop.take_in(write(f"user,event,time\n{lines}u,view,25/04/2026\n"))
    assert shop.table("timestamp")["timestamp"][0].as_py().date().isoformat() == "2026-04-02"


def test_numbers_that_read_both_ways_are_asked_for(shop, write):
    path = write("order;customer;date;total\n1;c1;2026-01-05;1,234\n")
    with pytest.raises(InputError, match="--decimal comma or --decimal point"):
        shop.take_in(path)
    shop.take_in(path, decimal="comma")
    assert shop.rows("total") == [{"total": 123}]


def test_an_event_for_all_rows(shop, write):
    path = write("customer,date\nc1,2026-01-05\n")
    with pytest.raises(InputError, match="--event"):
        shop.take_in(path)
    shop.take_in(path, event="Newsletter Subscribed")
    assert shop.rows("event") == [{"event": "Newsletter Subscribed"}]


def test_an_unknown_format_names_the_known_ones(shop, write):
    with pytest.raises(InputError, match="shopify"):
        shop.take_in(write("a,b\n1,2\n"), format="spreadsheet")


def test_test_orders_are_kept_out_unless_asked_for(shop, make_shop, write):
    path = write("order,customer,date,total,test\n1,c1,2026-01-05,5,yes\n2,c1,2026-01-05,5,\n")
    assert shop.take_in(path).reasons == {"a test order": 1}
    other = make_shop("other")
    assert other.take_in(path, test_orders=True).counts.orders == 2


def test_blocked_identities_never_join_strangers(shop, write):
    path = write(
        "user,cookie id,event,time\nnull,v1,view,2026-01-05\nguest,v2,view,2026-01-05\n0,,view,2026-01-05\n"
    )
    report = shop.take_in(path)
    assert report.reasons == {"nobody is named": 1}
    profiles = {row["profile_id"] for row in shop.rows("profile_id")}
    assert len(profiles) == 2
    assert len(shop.shop.identities.roots().leaves) == 0


def test_moments_that_cannot_be_are_rejected(shop, write):
    report = shop.take_in(
        write("user,event,time\nu,view,1970-01-01\nu,view,2050-01-01\nu,view,\nu,view,2026-01-05\n")
    )
    assert report.reasons == {
        "timestamp is before 1990": 1,
        "timestamp is in the future": 1,
        "timestamp is missing": 1,
    }


def test_an_unknown_currency_rejects_its_row(shop, write):
    report = shop.take_in(
        write("order,customer,date,total,currency\n1,c,2026-01-05,5,XQQ\n2,c,2026-01-05,5,usd\n")
    )
    assert report.reasons == {"currency does not exist": 1}
    assert shop.rows("currency", "total") == [{"currency": "USD", "total": 500}]


def test_a_currency_without_decimals_and_one_with_three(shop, write):
    shop.take_in(
        write("order,customer,date,total,currency\n1,c,2026-01-05,500,JPY\n2,c,2026-01-05,1.2345,TND\n")
    )
    assert sorted(row["total"] for row in shop.rows("total")) == [500, 1235]


def test_every_synonym_means_one_field_only():
    seen = {}
    for field in FIELDS:
        for word in (field.name, *field.synonyms):
            assert seen.setdefault(plain(word), field.name) == field.name, word
