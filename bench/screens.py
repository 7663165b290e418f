"""The screens of numbers over a large shop: how long a page takes, and until all of it is there.

PARCOURS_BENCH_SHOP=folder python -m bench screens

No answer is kept from one request to the next. The shop is made when no folder is given: the artificial
shop of as many touchpoints as asked for, which takes a while.
"""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from bench.table import Row

if TYPE_CHECKING:
    from django.test import Client

SHOP = "PARCOURS_BENCH_SHOP"
PER_PROFILE, MONTHS, END = 104, 24, date(2026, 11, 1)
NOW = 1_793_600_000_000_000
PERIODS = ("period=7", "period=28", "period=90", "period=365", "from=2025-03-01&to=2025-05-31")
SCREENS = {
    "journey map": "/?{}",
    "overview": "/overview/?{}",
    "funnel": "/funnel/?{}",
    "funnel by channel": "/funnel/?by=channel&{}",
    "stages": "/stages/?{}",
    "people of a stage": "/stages/people/?stage=retention&{}",
    "people of a touchpoint": "/map/people/?place=Cart&{}",
}
RUNS = 4


def cases(size: int) -> Iterator[Row]:
    """Measure every screen."""
    with large(size) as folder:
        client = _client(folder)
        for name, address in SCREENS.items():
            yield from _screen(client, name, address)


@contextmanager
def large(size: int) -> Iterator[Path]:
    """Give the folder of a large shop: the one that is told, or one made for the time being."""
    with tempfile.TemporaryDirectory(prefix="parcours-bench-") as folder:
        yield Path(os.environ.get(SHOP) or _made(Path(folder), size))


def _screen(client: Client, name: str, address: str) -> Iterator[Row]:
    pages, wholes, worked = [], [], []
    for period in PERIODS * RUNS:
        asked = address.format(period)
        _forget()
        pages.append(_taken(client, asked))
        if len(wholes) < len(PERIODS):
            _forget()
            began = time.process_time()
            wholes.append(_taken(client, f"{asked}&wait=1"))
            worked.append(time.process_time() - began)
    p95 = statistics.quantiles(pages, n=20)[-1]
    yield Row(f"{name}, 95th percentile of the page", p95 * 1000, "ms", "under 200")
    yield Row("  half of the pages within", statistics.median(pages) * 1000, "ms")
    yield Row("  all of it there, the slowest period", max(wholes), "s")
    yield Row("  the same, of all processors", max(worked), "s")


def _taken(client: Client, address: str) -> float:
    began = time.perf_counter()
    response = client.get(address)
    taken = time.perf_counter() - began
    assert response.status_code == 200, response
    return taken


def _forget() -> None:
    """Let what the last page began come to its end, as a reader who stays would; keep nothing of it."""
    from parcours.web.explore.answers import ANSWERS

    while ANSWERS.is_busy:
        time.sleep(0.02)
    ANSWERS.forget()


def _client(folder: Path) -> Client:
    from parcours.web.settings import start

    start(folder)
    from django.conf import settings
    from django.core.management import call_command
    from django.test import Client

    from parcours.web.accounts.models import User
    from parcours.web.warm import warm

    settings.ALLOWED_HOSTS = ["*"]
    call_command("migrate", verbosity=0)
    made = {"name": "Bench", "role": "owner", "language": "en", "made_at": datetime(2026, 1, 1, tzinfo=UTC)}
    user, _ = User.objects.get_or_create(email="bench@shop.example", defaults=made)
    client = Client()
    client.handler.load_middleware()  # as a server does before its first request
    client.force_login(user)
    warm()
    return client


def _made(folder: Path, size: int) -> Path:
    from parcours.collect.importing import import_file
    from parcours.demo.generate import record
    from parcours.demo.home import SETTINGS
    from parcours.demo.simulate.run import Scenario
    from parcours.shop import Shop

    record(folder / "log.parquet", Scenario(size // PER_PROFILE, MONTHS, 1, END))
    shop = Shop.create(folder / "shop", SETTINGS)
    import_file(shop, folder / "log.parquet", clock=lambda: NOW)
    return shop.folder
