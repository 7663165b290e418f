"""What others wrote is read and does nothing: in every page of the application, and in every file."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote
from xml.etree import ElementTree

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponseBase
from django.test import Client
from tests.web.explore.shop import lived_in, signed_in
from tests.web.imports.conftest import waited
from tests.web.people.shop import follow
from tests.web.planting import EVIL, STRAIGHT, computed, deeds, fill, plant, planted
from tests.web.test_addresses import ASKED, addresses

from parcours.commerce.models import Order, Product
from parcours.messaging.models import Message
from parcours.people.models import Profile
from parcours.web.accounts.marks import Door
from parcours.web.explore.answers import ANSWERS

if TYPE_CHECKING:
    from pytest_django import Settings

__all__ = ["lived_in"]
pytestmark = pytest.mark.django_db
DAYS = "from=2026-02-01&to=2026-06-01"
# What answers to words in its address.
ASKING = ("/map", "/overview", "/funnel", "/stages", "/people", "/orders", "/products", "/messages", "/audit")
# A mail itself is shown in a frame that runs nothing.
FRAMED = ("/html/", "/mail/")
_IN_FRAMES = 6  # of every page: the shop's name and the user's
FILE = f"order,date,total,{STRAIGHT.replace(',', '')}\nA1,2026-01-05,3,{EVIL}\nA2,never,3,{EVIL}\n"


@pytest.fixture
def owner(lived_in: Path, tmp_path: Path, settings: Settings, db: None) -> Iterator[Client]:
    """The owner of a shop in which every text is such."""
    settings.SHOP = planted(tmp_path, lived_in.with_name("log.parquet"))
    follow(settings.SHOP)
    fill()
    client = signed_in()
    brought = SimpleUploadedFile(f"{EVIL}.csv", FILE.encode())
    waited(client, client.post("/imports/", {"file": brought}).url)
    assert plant() > 60
    yield client
    ANSWERS.forget()


def known() -> dict[str, str]:
    """What stands in the places of addresses that lead to something."""
    first = Profile.objects.order_by("-touchpoints").values_list("pk", flat=True)[0]
    return {
        "profile": str(first),
        "key": str(Order.objects.filter(placed_at__gt=0).values_list("pk", flat=True)[0]),
        "product_id": quote(Product.objects.values_list("product_id", flat=True)[0], safe=""),
        "messages:number": str(Message.objects.values_list("pk", flat=True)[0]),
    }


def asked() -> Iterator[str]:
    """Yield every address as it stands; where it can be asked things, also with such a text in each."""
    evil = "&".join(f"{name}={quote(EVIL)}" for name in ASKED.split())
    yield from (f"/map/file/{form}/?{DAYS}" for form in ("svg", "csv"))
    yield from (f"/map/cell/?kind={kind}&name=0&{DAYS}&wait=1" for kind in ("pain", "leak"))
    yield f"/map/cell/?kind=place&name=Cart&{DAYS}&wait=1"
    yield f"/people/?q={quote('x onerror')}"
    yield from ("/templates/steps/", "/templates/steps/file/")
    for address, door in addresses(known()):
        if door is not Door.API and not address.startswith("/door/logout"):
            yield f"{address}?{DAYS}&wait=1"
            if address == "/" or address.startswith(ASKING):
                yield f"{address}?{evil}&wait=1"


def test_no_text_does_anything(owner: Client) -> None:
    found, shown = [], 0
    for address in asked():
        response = owner.get(address)
        assert response.status_code != 500, address
        text = text_of(response)
        found += [f"{address[:70]}: {deed}" for deed in done(text, response, address)]
        shown += text.count("alert(7)") > _IN_FRAMES
    assert not found, "\n".join(found)
    assert shown > 50


def text_of(response: HttpResponseBase) -> str:
    raw = b"".join(response.streaming_content) if response.streaming else response.content  # type: ignore[attr-defined]
    return raw.decode("utf-8", "replace")


def done(text: str, response: HttpResponseBase, address: str) -> list[str]:
    """Return what an answer does that it was not made for."""
    kind = response.headers.get("Content-Type", "")
    if kind.startswith("text/csv"):
        return computed(cell for line in csv.reader(text.lstrip("\ufeff").splitlines()) for cell in line)
    if kind.startswith("image/svg"):
        return [each.tag for each in ElementTree.fromstring(text).iter() if "script" in each.tag]
    if address.partition("?")[0].endswith(FRAMED):
        return (
            []
            if response.headers["Content-Security-Policy"].endswith("sandbox")
            else ["It is not kept apart."]
        )
    return deeds(text) if kind.startswith("text/html") else []
