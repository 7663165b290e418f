"""Products are listed with what became of them, and can be told of by hand and by file."""

from __future__ import annotations

import re
from urllib.parse import quote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.web.explore.shop import signed_in
from tests.web.people.shop import answer, walked

from parcours.charts import Formats
from parcours.commerce.models import Product
from parcours.commerce.selectors import coupons, products, spend
from parcours.shop import Shop
from parcours.state.actor import TERMINAL
from parcours.state.audit import AuditEntry

pytestmark = pytest.mark.django_db
NOTES = "/products/coupons/notes/"
ALL = "from=2025-01-01&to=2026-12-31"
EURO = Formats("en", currency="EUR")
ITEM = re.compile(r'<a href="/products/item/([^"]+)"')


@pytest.fixture
def best(shop: Shop) -> str:
    """The product that brought most."""
    return products(TERMINAL).rows[0].product_id


def upload(kind: str, text: str, role: str = "owner") -> str:
    file = SimpleUploadedFile("list.csv", text.encode())
    response = signed_in(role).post(f"/products/import/{kind}/", {"file": file})  # type: ignore[arg-type]
    return response.content.decode()


def test_the_list_says_what_commerce_counts(best: str) -> None:
    page, found = answer(f"/products/?{ALL}"), products(TERMINAL)
    assert f"{found.all:,} products" in page
    assert ITEM.findall(page)[0] == best
    assert EURO.money(found.rows[0].sales.earned) in page


def test_every_page_together_is_every_product_once(shop: Shop) -> None:
    found = [each for page in walked(f"/products/?{ALL}") for each in ITEM.findall(page)]
    assert len(found) == len(set(found)) == Product.objects.count()


def test_products_are_sorted_as_asked(shop: Shop) -> None:
    most = products(TERMINAL, by="views").rows[0].product_id
    assert ITEM.findall(answer(f"/products/?{ALL}&sort=-views"))[0] == most


def test_a_share_of_returns_stands_with_its_range_and_number(shop: Shop) -> None:
    sold = next(row for row in products(TERMINAL, by="return_rate").rows if row.sales.returned_orders)
    page = answer(f"/products/item/{sold.product_id}?{ALL}")
    assert re.search(r"of \d+ orders?", page)
    assert "95%, Wilson" in page


def test_a_product_tells_its_variants_and_course(best: str) -> None:
    page = answer(f"/products/item/{best}?{ALL}")
    assert page.count('class="sparkline"') == 4
    assert "Variant" in page


def test_what_is_entered_wins_and_is_noted(best: str) -> None:
    told = {"name": "<b>Lamp</b>", "category": "", "price": "19.99", "stock": "0", "cost": "7.50"}
    page = signed_in("analyst").post(f"/products/edit/{best}", told, follow=True).content.decode()
    assert "&lt;b&gt;Lamp&lt;/b&gt;" in page
    assert "€19.99" in page
    assert "€7.50" in page
    assert "sold out" in answer(f"/products/?{ALL}")
    noted = AuditEntry.objects.filter(action__startswith="product.").values_list("action", flat=True)
    assert set(noted) == {"product.changed", "product.cost_set"}


def test_nothing_said_changes_nothing(best: str) -> None:
    from parcours.web.products.forms import units

    row = products(TERMINAL).rows[0]
    same = {"name": row.name, "category": row.category, "price": units(row.price), "stock": "", "cost": ""}
    signed_in().post(f"/products/edit/{best}", same)
    assert not Product.objects.get(product_id=best).entered


def test_amounts_that_are_none_are_refused(best: str) -> None:
    response = signed_in().post(f"/products/edit/{best}", {"price": "-1", "stock": "many"})
    assert response.status_code == 422


def test_a_list_of_products_is_taken_in_line_by_line(shop: Shop, best: str) -> None:
    page = upload("products", f"product_id,name,price,stock\n{best},Linen shirt,49.90,12\nx,y,cheap,1\n")
    assert "1 line was taken. 1 line was not." in page
    assert "Line 3" in page
    assert "Linen shirt" in answer(f"/products/?{ALL}&q=linen")


def test_what_advertising_cost_stands_beside_what_it_brought(shop: Shop) -> None:
    page = upload("spend", "day,cost,channel\n2026-05-03,120.00,paid search\n")
    assert "1 line was taken." in page
    row = next(each for each in spend(TERMINAL) if each.amount)
    shown = answer(f"/products/spend/?{ALL}")
    assert "€120.00" in shown
    assert EURO.money(row.cost_of_acquisition) in shown


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", "\x00\x01", "product_id\n\n"])
def test_a_file_that_is_no_list_says_so(shop: Shop, text: str) -> None:
    assert "<form" in upload("products", text)


def test_a_note_stands_beside_its_coupon_until_it_is_taken_away(shop: Shop) -> None:
    owner, code = signed_in(), coupons(TERMINAL)[0].code
    sent = {"code": f" {code} ", "note": "For <b>new</b> readers"}
    assert "The note is kept." in owner.post(NOTES + "write/", sent, follow=True).content.decode()
    for address in (f"/products/coupons/?{ALL}", NOTES, f"{NOTES}?code={code}"):
        assert "For &lt;b&gt;new&lt;/b&gt; readers" in answer(address, role="marketer")
    assert 'name="note" value="For &lt;b&gt;' in answer(f"{NOTES}?code={code}")
    gone = owner.post(NOTES + "write/", {"code": code, "note": ""}, follow=True).content.decode()
    assert "The note is gone." in gone
    assert "No notes yet" in gone
    details = AuditEntry.objects.filter(action="coupon.noted").values_list("details", flat=True)
    assert [each["noted"] for each in details] == [False, True]


def test_who_may_only_look_writes_no_note_and_no_coupon_has_none(shop: Shop) -> None:
    assert signed_in("viewer").post(NOTES + "write/", {"code": "X", "note": "y"}).status_code == 403
    assert "Write a note" not in answer(NOTES, role="viewer")
    assert signed_in().post(NOTES + "write/", {"code": " ", "note": "y"}).status_code == 422
    assert not AuditEntry.objects.filter(action="coupon.noted").exists()


def test_coupons_are_those_that_were_used(shop: Shop) -> None:
    page = answer(f"/products/coupons/?{ALL}")
    for each in coupons(TERMINAL):
        assert each.code in page


@pytest.mark.parametrize(("role", "status"), [("support", 403), ("viewer", 403), ("marketer", 200)])
def test_who_may_bring_files(shop: Shop, role: str, status: int) -> None:
    assert signed_in(role).get("/products/import/spend/").status_code == status  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["a/b", "<script>alert(1)</script>", "\u202egnp", "é ü", "..", "?x=1", "#"])
def test_a_product_with_any_number_has_its_page(shop: Shop, name: str) -> None:
    Product.objects.create(product_id=name)
    page = answer(f"/products/item/{quote(name, safe='')}")
    assert "<script>alert" not in page
    assert "Nothing sold" in page
    listed = [each for page in walked(f"/products/?{ALL}") for each in ITEM.findall(page)]
    assert quote(name, safe="/~!*()'@:$&+,=;") in listed or quote(name) in listed


@pytest.mark.parametrize("address", ["/products/item/none", "/products/edit/none", "/products/import/x/"])
def test_nothing_is_nowhere(shop: Shop, address: str) -> None:
    assert signed_in().get(address).status_code == 404


@pytest.mark.parametrize("language", ["fr", "he"])
def test_other_languages_say_it_in_theirs(best: str, language: str) -> None:
    pages = (
        "",
        "coupons/",
        "coupons/notes/",
        "spend/",
        f"item/{best}",
        f"edit/{best}",
        "import/products/",
        "import/spend/",
    )
    for page in pages:
        said = answer(f"/products/{page}", language=language)
        assert not re.search(r"How is this|Brought|Import |Cost of|Sent back", said), page
