"""What the shop answers, seen without a browser: guards, links, machines' words."""

from __future__ import annotations

import json
import re
import sqlite3
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from tests.demo.storefront.asking import Asker
from tests.demo.storefront.serving import serving
from tests.demo.storefront.touring import TRIAL
from tests.demo.storefront.walking import CANDLE, SHIRT

from parcours.demo.storefront import shelf
from parcours.demo.storefront.store import FILE
from parcours.demo.world.stock import left_of

LD = re.compile(r'<script type="application/ld\+json">(.*?)</script>')


@pytest.fixture
def asker(shop: str) -> Asker:
    return Asker(shop)


def _sign_in(asker: Asker) -> None:
    asker.post("/en/account/sign-in/", "/en/account/sign-in/", **TRIAL)


def _delivered_order(asker: Asker) -> str:
    _sign_in(asker)
    return re.search(r'href="(/en/orders/10001/[^"]+)"', asker.get("/en/account/").text)[1]


def test_a_form_from_elsewhere_changes_nothing(asker: Asker) -> None:
    asker.get(f"/en/p/{SHIRT}/")
    answer = asker.send("/en/cart/add/", sku=shelf.by_slug(SHIRT).variants[0].sku)
    assert answer.status == 403
    assert "reload the page" in answer.text
    assert 'data-cart-count="0"' in asker.get("/en/").text


def test_pages_load_from_the_shop_alone(asker: Asker) -> None:
    headers = asker.get("/en/").headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert asker.get("/en/").text.count("<style") == 0


def test_a_script_of_the_shop_is_loaded_where_it_is_asked_for(tmp_path: Path) -> None:
    script = "http://127.0.0.1:9/t.js"
    with serving(tmp_path, "--script", script) as home:
        answer = Asker(home).get("/en/")
        assert f'<script async src="{script}">' in answer.text
        assert "script-src 'self' http://127.0.0.1:9;" in answer.headers["Content-Security-Policy"]


def test_a_visitor_who_only_looks_gets_no_session(asker: Asker) -> None:
    asker.get("/en/")
    asker.get(f"/en/p/{SHIRT}/")
    assert asker.cookie("tilia_session") is None


def test_a_session_that_the_shop_did_not_give_is_not_taken(asker: Asker, shop: str) -> None:
    answer = asker.get("/en/", Cookie="tilia_session=chosen-by-somebody")
    assert "chosen-by-somebody" not in str(answer.headers.get_all("Set-Cookie"))
    stranger = asker.get("/en/account/", Cookie="tilia_session=chosen-by-somebody")
    assert stranger.headers["Location"] == "/en/account/sign-in/"


def test_signing_in_changes_the_session(asker: Asker) -> None:
    asker.post("/en/cart/add/", f"/en/p/{CANDLE}/", sku=shelf.by_slug(CANDLE).variants[0].sku)
    before = asker.cookie("tilia_session")
    _sign_in(asker)
    assert before != asker.cookie("tilia_session")
    assert 'data-cart-count="1"' in asker.get("/en/account/").text


@pytest.mark.parametrize(
    "target", ["https://elsewhere.example/", "//elsewhere.example/", "/\\elsewhere.example"]
)
def test_nobody_is_sent_to_another_site(asker: Asker, target: str) -> None:
    answer = asker.post("/en/privacy/consent/", "/en/", choice="necessary", next=target)
    assert answer.headers["Location"] == "/en/privacy/"


@pytest.mark.parametrize(
    ("answers", "kept"),
    [
        ({"choice": "necessary"}, "necessary"),
        ({"choice": "all"}, "measurement.advertising"),
        ({"choice": "some", "purpose": "measurement"}, "measurement"),
        ({"choice": "some"}, "necessary"),
    ],
)
def test_consent_is_kept_as_given(asker: Asker, answers: dict[str, str], kept: str) -> None:
    assert 'class="consent"' in asker.get("/fr/").text
    asker.post("/fr/privacy/consent/", "/fr/", next="/fr/", **answers)
    page = asker.get("/fr/").text
    assert asker.cookie("consent") == kept
    assert f'data-consent="{kept}"' in page
    assert 'class="consent"' not in page


def test_an_order_opens_by_its_link_alone(asker: Asker) -> None:
    link = _delivered_order(asker)
    stranger = Asker(asker.home)
    assert 'data-delivered="' in stranger.get(link).text
    assert stranger.get(link.replace("10001", "10002")).status == 404
    assert stranger.get("/en/orders/10001/guess/").status == 404


def test_a_delivered_order_tells_what_was_promised_and_what_came(asker: Asker) -> None:
    page = asker.get(_delivered_order(asker)).text
    promised, delivered = (
        re.search(rf'data-{name}="([^"]+)"', page)[1] for name in ("promised", "delivered")
    )
    assert 'data-carrier="Relais Vert"' in page
    assert promised < delivered
    assert "days late" in page


def test_what_came_can_be_sent_back_once(asker: Asker) -> None:
    link = _delivered_order(asker)
    line = re.search(r'data-sku="([^"]+)"', asker.get(link).text)[1]
    for sku in (line, "what-nobody-bought", line):
        asker.post(f"{link}return/", link, sku=sku, reason="size")
    page = asker.get(link).text
    assert page.count("A return is under way") == 1
    assert f'name="sku" value="{line}"' not in page


def test_a_product_tells_search_engines_its_offer_and_rating(asker: Asker) -> None:
    product, trail = (json.loads(each) for each in LD.findall(asker.get(f"/fr/p/{SHIRT}/").text))
    assert product["name"] == shelf.by_slug(SHIRT).name.fr
    assert product["offers"]["priceCurrency"] == "EUR"
    assert product["offers"]["availability"] == "https://schema.org/InStock"
    assert 1 <= product["aggregateRating"]["ratingValue"] <= 5
    assert [step["position"] for step in trail["itemListElement"]] == [1, 2, 3]


def test_the_sitemap_lists_pages_that_are_there(asker: Asker) -> None:
    assert f"Sitemap: {asker.home}/sitemap.xml" in asker.get("/robots.txt").text
    urls = [each.text for each in ET.fromstring(asker.get("/sitemap.xml").text).iter() if each.text]
    assert len(urls) > 700
    assert {asker.get(url.removeprefix(asker.home)).status for url in urls[::60]} == {200}


@pytest.mark.parametrize("language", ["en", "fr", "he"])
def test_what_is_not_there_is_said_in_the_language_of_the_address(asker: Asker, language: str) -> None:
    for path in (f"/{language}/nowhere/", f"/{language}/p/no-such-thing/", f"/{language}/journal/nothing/"):
        answer = asker.get(path)
        assert answer.status == 404
        assert f'<html lang="{language}"' in answer.text
        assert 'data-product-id="' in answer.text


def test_the_first_page_is_in_the_language_of_the_browser(asker: Asker) -> None:
    def asked(languages: str) -> str:
        return asker.get("/", **{"Accept-Language": languages}).headers["Location"]

    assert asked("he-IL,he;q=0.9,en;q=0.8") == "/he/"
    assert asked("de-DE,fr;q=0.7") == "/fr/"
    assert asked("tlh") == "/en/"


def test_pictures_and_files_are_kept_by_browsers(asker: Asker) -> None:
    page = asker.get("/en/").text
    picture = asker.get(re.search(r'"(/picture/[^"]+)"', page)[1])
    assert picture.headers["Content-Type"] == "image/svg+xml"
    assert "max-age=604800" in picture.headers["Cache-Control"]
    assert "immutable" in asker.get(re.search(r'"(/static/[^"]+\.css)"', page)[1]).headers["Cache-Control"]
    assert asker.get("/picture/TIL-0001/9.svg").status == 404
    assert asker.get("/static/x/secret.key").status == 404


def test_a_broken_shop_says_sorry(tmp_path: Path) -> None:
    with serving(tmp_path) as home:
        asker = Asker(home)
        with sqlite3.connect(tmp_path / FILE) as rows:
            rows.execute("drop table visit")
        answer = asker.get("/fr/", Cookie="tilia_session=anything")
        assert answer.status == 500
        assert "Nous sommes désolés" in answer.text


def test_what_is_sent_twice_into_the_cart_is_there_twice_and_never_more_than_there_is(asker: Asker) -> None:
    variant = next(each for each in shelf.by_slug(SHIRT).variants if left_of(each.sku) == _least(SHIRT))
    for _ in range(left_of(variant.sku) + 2):
        asker.post("/en/cart/add/", f"/en/p/{SHIRT}/", sku=variant.sku)
    assert f'data-cart-count="{left_of(variant.sku)}"' in asker.get("/en/cart/").text


def _least(slug: str) -> int:
    return min(left for each in shelf.by_slug(slug).variants if (left := left_of(each.sku)))


def test_two_shops_do_not_share_a_port(shop: str, tmp_path: Path) -> None:
    words = ["storefront", "--port", shop.rpartition(":")[2], "--folder", str(tmp_path)]
    second = subprocess.run(
        [sys.executable, "-m", "parcours.cli", *words],
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    assert second.returncode == 1
    assert "in use" in second.stderr
    assert second.stdout == ""
