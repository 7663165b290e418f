"""Lists of a million people: a page, a count and a search of many kinds, over a table filled in bulk.

python -m bench people --size 20000000

PARCOURS_DATABASE names a PostgreSQL to be used in place of SQLite.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from bench.table import Row

from parcours.shop import Settings, Shop

FIRST = [
    "noa",
    "david",
    "marie",
    "jean",
    "ana",
    "yael",
    "shira",
    "pierre",
    "lucas",
    "emma",
    "hugo",
    "léa",
    "avi",
    "zoé",
    "tamar",
    "louis",
]
LAST = [
    "cohen",
    "levi",
    "martin",
    "bernard",
    "dubois",
    "durand",
    "mizrahi",
    "peretz",
    "moreau",
    "laurent",
    "simon",
    "biton",
]
COUNTRIES = ("FR", "IL", "BE", "DE", "US")
FLAGS = ("", "at_risk", "lapsed", "lost")
STAGES = ("awareness", "consideration", "conversion", "retention", "advocacy")
SINCE = datetime(2024, 1, 1, tzinfo=UTC)
PER_PROFILE, TIMES = 20, 7


def cases(size: int) -> Iterator[Row]:
    """Fill the table of people, one for every twenty touchpoints, then ask what screens ask."""
    from parcours.web.settings import start

    with tempfile.TemporaryDirectory(prefix="parcours-bench-") as folder:
        Shop.create(Path(folder) / "shop", Settings())
        start(Path(folder) / "shop")
        _fill(size // PER_PROFILE)
        taken = {name: [_timed(ask) for _ in range(TIMES)] for name, ask in questions()}
    every = [time for times in taken.values() for time in times]
    slowest = max(taken, key=lambda name: float(np.median(taken[name])))
    yield Row(f"lists of {size // PER_PROFILE:,} people: p50", float(np.percentile(every, 50)), "ms")
    yield Row("  p95", float(np.percentile(every, 95)), "ms", "200")
    yield Row(f"  the slowest ({slowest}), half of the times", float(np.median(taken[slowest])), "ms")


def _fill(count: int) -> None:
    from django.core.management import call_command
    from django.db import connection, transaction

    from parcours.people.models import Profile
    from parcours.state.upsert import Upsert

    call_command("migrate", verbosity=0)
    with transaction.atomic():
        Profile.objects.all().delete()
        Upsert(Profile, ("id",), {}).put(profiles(count))
    if connection.vendor == "postgresql":  # as it does by itself after a while
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE people_profile")


def _timed(ask: Callable[[], Any]) -> float:
    began = time.perf_counter()
    ask()
    return 1000 * (time.perf_counter() - began)


def profiles(count: int) -> pa.Table:
    """Make people: a third known, one in nine a customer."""
    dice = np.random.default_rng(7)
    last = np.sort(dice.integers(0, 2 * 365 * 86_400_000_000, count))[dice.permutation(count)]
    seen = pa.array(last + int(SINCE.timestamp() * 1e6)).cast(pa.timestamp("us", tz="UTC"))
    known = dice.random(count) < 1 / 3
    customers = known & (dice.random(count) < 1 / 3)
    orders = np.where(customers, dice.geometric(0.6, count), 0)
    names = [
        f"{FIRST[a]} {LAST[b]}{c}" if k else ""
        for a, b, c, k in zip(
            dice.integers(0, len(FIRST), count).tolist(),
            dice.integers(0, len(LAST), count).tolist(),
            dice.integers(0, 900, count).tolist(),
            known.tolist(),
            strict=True,
        )
    ]
    emails = [f"{name.replace(' ', '.')}.{n}@example.org" if name else "" for n, name in enumerate(names)]
    users = [f"c{n:09d}" if name else "" for n, name in enumerate(names)]
    return pa.table(
        {
            "id": np.sort(dice.integers(-(1 << 63), (1 << 63) - 1, count)),
            "first_seen": seen,
            "last_seen": seen,
            "touchpoints": dice.integers(1, 60, count),
            "known": known,
            "name": names,
            "email": emails,
            "user_id": users,
            "words": [f"{n}\n{e}\n{u}" if n else "" for n, e, u in zip(names, emails, users, strict=True)],
            "country": np.array(COUNTRIES)[dice.choice(5, count, p=(0.5, 0.3, 0.1, 0.09, 0.01))],
            "language": np.array(["fr", "he", "en"])[dice.choice(3, count, p=(0.5, 0.3, 0.2))],
            "channel": np.array(["email", "direct", "paid search"])[dice.choice(3, count)],
            "stage": np.array(STAGES)[dice.choice(5, count, p=(0.7, 0.18, 0.03, 0.08, 0.01))],
            "flag": np.where(customers, np.array(FLAGS)[dice.choice(4, count)], ""),
            "agrees_email": pa.array(dice.random(count) < 0.7, mask=~known),
            "orders": orders,
            "value": orders * dice.integers(900, 30_000, count),
        }
    )


def questions() -> Iterator[tuple[str, Callable[[], Any]]]:
    """What people ask of lists."""
    from parcours.people.selectors import Filters, count_people, list_people
    from parcours.state.actor import TERMINAL

    month = SINCE + timedelta(days=400)
    filters = {
        "all": Filters(),
        "stage": Filters(stage="retention"),
        "lapsed in IL": Filters(flag="lapsed", country="IL"),
        "customers of 10,000+": Filters(who="customer", value_from=100_000),
        "rare": Filters(stage="advocacy", country="US", flag="lost"),
        "nobody": Filters(country="XX"),
        "may be written to": Filters(agrees="email", who="customer"),
        "seen in a month": Filters(seen_since=month, seen_until=month + timedelta(days=30)),
        "search name": Filters(search="cohen77"),
        "search start": Filters(search="tamar.per"),
        "search rare": Filters(search="zzzz"),
        "search many": Filters(search="example"),
        "search and stage": Filters(search="martin1", stage="retention"),
    }
    for name, chosen in filters.items():
        for sort in ("last_seen", "value"):
            yield f"{name}, by {sort}", lambda c=chosen, s=sort: list_people(TERMINAL, c, sort=s)
        yield f"{name}, counted", lambda c=chosen: count_people(TERMINAL, c)
    cursor = ""
    for _ in range(5):
        cursor = list_people(TERMINAL, Filters(), cursor=cursor, size=200).page.next
    yield "sixth page", lambda: list_people(TERMINAL, Filters(), cursor=cursor, size=200)
