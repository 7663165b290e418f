"""Enters what the artificial shop sells and what its ads cost, as its owner would.

``python -m parcours.cli.goods SHOP DATA FIRST UNTIL``: a process of its own, as one serves one shop's tables.
"""

from __future__ import annotations

import csv
import subprocess
import sys
import tempfile
from datetime import UTC, date, datetime
from pathlib import Path

from parcours.demo.generate import AD_SPEND, PRODUCT_LIST


def enter_goods(shop: Path, data: Path, first: date, until: date) -> None:
    """Enter the lists of a run: its costs hold from its first day on, its ads are paid up to a day."""
    words = (str(shop), str(data), first.isoformat(), until.isoformat())
    subprocess.run([sys.executable, "-m", __name__, *words], check=True)  # noqa: S603 - this very module


def main(shop: str, data: str, first: str, until: str) -> None:
    """Enter them in this process."""
    from parcours.web.settings import start

    home = start(shop)
    from parcours.cli.database import bring_up_to_date
    from parcours.commerce.services import import_products, import_spend
    from parcours.state.actor import TERMINAL

    bring_up_to_date(home)
    began = datetime.combine(date.fromisoformat(first), datetime.min.time(), UTC)
    import_products(TERMINAL, Path(data, PRODUCT_LIST), now=began)
    with tempfile.TemporaryDirectory(prefix="parcours-") as scratch:
        spent = Path(scratch, AD_SPEND)
        _write_before(Path(data, AD_SPEND), until, spent)
        import_spend(TERMINAL, spent, now=datetime.now(UTC))


def _write_before(spend: Path, until: str, target: Path) -> None:
    """Write the days before a day: a shop that lives on has not paid for those to come."""
    with (
        spend.open(encoding="utf-8", newline="") as told,
        target.open("w", encoding="utf-8", newline="") as file,
    ):
        lines = csv.reader(told)
        writer = csv.writer(file)
        writer.writerow(next(lines))
        writer.writerows(line for line in lines if line[0] < until)


if __name__ == "__main__":
    main(*sys.argv[1:])
