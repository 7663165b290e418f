"""An import in the browser, from the file to what came of it."""

from __future__ import annotations

import pytest
from tests.web.explore.shop import signed_in
from tests.web.imports.conftest import columns_of, waited

ORDERS = b"""Order,Customer,Date,Total
A1,ana@example.org,2026-01-05,12.50
A2,ben@example.org,2026-02-05,30.00
A3,ana@example.org,not a day,9.00
"""
pytestmark = pytest.mark.django_db(transaction=True)


def test_a_file_is_shown_before_anything_is_written(owner, bring, shop):
    text = waited(owner, bring(ORDERS))
    assert columns_of(text)["Date"][1] == "timestamp"
    assert columns_of(text)["Total"][1] == "total"
    assert "A1" in text
    assert shop.log.snapshot().rows == 0


def test_an_import_ends_with_its_counts_and_the_rejected_rows(owner, bring, shop, work):
    address = bring(ORDERS)
    waited(owner, address)
    owner.post(f"{address}do/", {"start": "1"})
    assert "queued" in owner.get(address).content.decode()
    work()
    text = owner.get(address).content.decode()
    assert "<dt>Read</dt><dd>3</dd>" in text
    assert "<dt>Accepted</dt><dd>2</dd>" in text
    assert "when: not a date" in text
    rejected = b"".join(owner.get(f"{address}rejects.csv").streaming_content).decode()
    assert "A3" in rejected
    assert shop.log.snapshot().rows == 2
    assert list((shop.folder / "uploads").iterdir()) == []


def test_what_a_file_leaves_open_is_asked_and_said(owner, bring, shop, work):
    address = bring(b"order,customer,date,total,memo\nA1,ana,03/04/2026,12.50,SPRING\n")
    text = waited(owner, address)
    assert "nothing in the file decides" in text
    memo, taken_for = columns_of(text)["memo"]
    assert taken_for == ""
    owner.post(f"{address}read-as/", {memo: "coupon", "dates": "day-first"})
    text = waited(owner, address)
    assert columns_of(text)["memo"][1] == "coupon"
    assert "2026-04-03" in text
    owner.post(f"{address}do/", {"start": "1"})
    work()
    assert "<dt>Accepted</dt><dd>1</dd>" in owner.get(address).content.decode()
    assert next(shop.log.read(["coupon"]))["coupon"].to_pylist() == ["SPRING"]


def test_a_stopped_import_goes_on(owner, bring, shop, work):
    address = bring(ORDERS)
    owner.post(f"{address}do/", {"start": "1"})
    owner.post(f"{address}do/", {"stop": "1"})
    assert "What came in stays" in owner.get(address).content.decode()
    owner.post(f"{address}do/", {"resume": "1"})
    work()
    assert "<dt>Accepted</dt><dd>2</dd>" in owner.get(address).content.decode()


def test_the_same_file_again_changes_nothing(owner, bring, shop, work):
    for _ in range(2):
        address = bring(ORDERS)
        owner.post(f"{address}do/", {"start": "1"})
        work()
    text = owner.get(address).content.decode()
    assert "All of it was in already" in text
    assert shop.log.snapshot().rows == 2


def test_a_file_is_thrown_away(owner, bring, shop):
    address = bring(ORDERS)
    assert owner.post(f"{address}do/", {"throw_away": "1"}).url == "/imports/"
    assert owner.get(address).status_code == 404
    assert list((shop.folder / "uploads").iterdir()) == []


def test_rows_are_shown_to_who_brought_them_and_to_who_may_see_people(owner, bring, work):
    address = bring(ORDERS)
    waited(owner, address)
    analyst = signed_in("analyst")
    assert "ana@example.org" not in waited(analyst, address)
    owner.post(f"{address}do/", {"start": "1"})
    work()
    assert analyst.get(f"{address}rejects.csv").status_code == 404
    own = bring(ORDERS.replace(b"A1", b"B1"), client=analyst)
    assert "ana@example.org" in waited(analyst, own)


def test_who_may_not_import_leaves_no_file(shop, owner):
    from django.core.files.uploadedfile import SimpleUploadedFile

    viewer = signed_in("viewer")
    answer = viewer.post("/imports/", {"file": SimpleUploadedFile("a.csv", ORDERS)})
    assert answer.status_code == 403
    assert not (shop.folder / "uploads").exists()


def test_nothing_real_comes_into_the_artificial_shop(shop, owner):
    from django.core.files.uploadedfile import SimpleUploadedFile

    (shop.folder / "demo.json").write_text("{}")
    answer = owner.post("/imports/", {"file": SimpleUploadedFile("a.csv", ORDERS)})
    assert answer.status_code == 422
    assert "takes no files" in answer.content.decode()
    assert not (shop.folder / "uploads").exists()
