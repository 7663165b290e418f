"""A shop of one test alone, and files that people bring to it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings as DjangoSettings
from tests.web.explore.shop import signed_in

from parcours.shop import Settings, Shop
from parcours.stream.jobs import Jobs
from parcours.stream.registry import rooms
from parcours.stream.services import job_kinds
from parcours.stream.stream import Stream

NOW = datetime(2026, 7, 1, 9, tzinfo=UTC)

Bring = Callable[..., str]


@pytest.fixture
def shop(tmp_path: Path, settings: DjangoSettings) -> Shop:
    made = Shop.create(tmp_path / "shop", Settings(name="Olive & Thyme", zone="Europe/Paris"))
    settings.SHOP = made
    return made


@pytest.fixture
def owner(db: None, shop: Shop) -> Client:
    return signed_in("owner")


@pytest.fixture
def bring(owner: Client) -> Bring:
    """Upload a file; return the address of its page."""

    def upload(content: bytes, name: str = "orders.csv", client: Client = owner) -> str:
        answer = client.post("/imports/", {"file": SimpleUploadedFile(name, content)})
        assert answer.status_code == 302, answer.content
        return answer.url

    return upload


@pytest.fixture
def work(shop: Shop) -> Callable[[], None]:
    """Let the worker do what was asked."""

    def run(breathe: Callable[[], None] = lambda: None) -> None:
        stream = Stream(shop, rooms(), lambda: NOW)
        with shop.lock():
            stream.recover()
            jobs = Jobs(stream, job_kinds(), lambda: NOW, breathe)
            while jobs.run_next():
                pass
            stream.drain()

    return run


def waited(client: Client, address: str) -> str:
    """Return a page once its file was looked at."""
    import time

    for _ in range(600):
        answer = client.get(address)
        text: str = answer.content.decode()
        if "?part=seen" not in text:
            return text
        time.sleep(0.1)
    raise AssertionError("the file is never seen")


def columns_of(text: str) -> dict[str, Any]:
    """Return what each column is taken for, as the page shows it."""
    import re

    found = re.findall(
        r'<th scope="row"><bdi>(.*?)</bdi></th>.*?<select name="(c\d+)".*?value="([^"]*)" selected',
        text,
        re.DOTALL,
    )
    return {name: (field, chosen) for name, field, chosen in found}
