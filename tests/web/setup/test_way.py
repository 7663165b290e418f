"""The way of a new owner in a browser: from the artificial shop's link to the biggest leak of their own."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin

import pyarrow.parquet as pq
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page
from pyarrow import csv

from parcours.demo.home import SETTINGS
from parcours.shop import Shop
from parcours.shop.artificial import MARK

pytestmark = pytest.mark.slow

PHONE = {"viewport": {"width": 360, "height": 740}, "is_mobile": True, "has_touch": True}
DESK = {"viewport": {"width": 1280, "height": 850}}
MINUTES_FIVE = 300_000


@dataclass(frozen=True)
class Running:
    """What `parcours run` said: where the artificial shop is; and the process itself."""

    link: str
    process: subprocess.Popen[str]


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    """An artificial shop in which nothing has happened yet, run as its owner would."""
    shop = Shop.create(tmp_path / "demo-shop" / "shop", SETTINGS)
    (shop.folder / MARK).write_text("{}")
    ports = [str(_free()), str(_free())]
    command = [sys.executable, "-m", "parcours.cli", "run", str(shop.folder)]
    process = subprocess.Popen(
        [*command, "--port", ports[0], "--collect-port", ports[1]],
        cwd=tmp_path,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    assert process.stderr is not None
    said = next(line for line in process.stderr if "is open" in line)
    with (tmp_path / "run.log").open("w") as log:
        pump = subprocess.Popen(["cat"], stdin=process.stderr, stdout=log)
    yield Running(next(word for word in said.split() if word.startswith("http")), process)
    process.send_signal(signal.SIGINT)
    assert process.wait(60) == 0
    pump.wait(10)
    process.stderr.close()


def _free() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@pytest.mark.parametrize(
    ("language", "zone", "size"), [("he", "Asia/Jerusalem", PHONE), ("en", "Europe/London", DESK)]
)
def test_from_the_link_to_the_biggest_leak(
    running: Running,
    browser: Browser,
    shared_data: Path,
    tmp_path: Path,
    language: str,
    zone: str,
    size: dict,
) -> None:
    file = tmp_path / "orders.csv"
    csv.write_csv(
        pq.read_table(shared_data / "online_retail" / "order_lines.parquet").slice(0, 120_000), file
    )
    context = browser.new_context(locale=language, timezone_id=zone, **size)
    page, refused = context.new_page(), []
    page.on("console", lambda said: refused.append(said.text) if "Content Security" in said.text else None)
    page.set_default_timeout(MINUTES_FIVE)

    page.goto(running.link)
    _look(page)
    page.click("main form button")
    page.wait_for_url("**/")
    page.click(".banner a")
    _look(page)
    assert page.input_value("[name=zone]") == zone
    assert page.input_value("[name=currency]") == {"he": "ILS", "en": "GBP"}[language]
    assert page.input_value("[name=first_weekday]") == {"he": "sunday", "en": "monday"}[language]
    page.fill("[name=name]", "חנות הזית" if language == "he" else "Olive & Thyme")
    page.click("main form.stack button")

    page.wait_for_url("**/welcome/**")
    page.fill("[name=name]", "Ana")
    page.fill("[name=email]", "ana@example.org")
    page.fill("[name=password]", "seven quiet horses")
    page.click("main form button >> nth=0")
    page.wait_for_url("**/")
    page.click("main a.button-primary")

    _look(page)
    page.set_input_files("#id_file", file)
    page.click("main form button")
    page.wait_for_selector("button[name=start]")
    _look(page)
    page.click("button[name=start]")
    page.wait_for_selector(".import-leak")
    _look(page)
    assert page.inner_text("#leak-name").strip() not in ("", "—")
    page.click(".import-leak a.button-primary")
    page.wait_for_selector("#part-map:not([aria-busy])")
    for address in ("/settings/", "/settings/health/", "/settings/backups/", "/imports/"):
        page.goto(urljoin(running.link, address))
        _look(page)
    context.close()
    assert refused == []


def _look(page: Page) -> None:
    """Everybody can use the page, and it never scrolls sideways."""
    page.wait_for_load_state()
    found = Axe().run(page).response["violations"]
    assert [(each["id"], [node["html"] for node in each["nodes"]]) for each in found] == []
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
