"""The shop's rates of exchange: by day from a file, else as the settings fix them."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path

from parcours.errors import InputError
from parcours.shop.settings import FILE, Settings
from parcours.touchpoints import Rate, Rates

_COLUMNS = ("day", "currency", "rate")


class ShopRates(Rates):
    """What other currencies are worth in the shop's; a day that the file lacks takes the settings' rate."""

    def __init__(self, settings: Settings, folder: Path) -> None:
        by_day = _read(folder / settings.rates_file) if settings.rates_file else ()
        super().__init__(settings.currency, by_day)
        self._fixed = settings.rates

    def on(self, day: date, currency: str) -> Rate | None:
        """Return the rate that counts on a day, or None when there is none."""
        if (known := super().on(day, currency)) or currency not in self._fixed:
            return known
        return Rate(day, currency, self._fixed[currency], FILE)


def _read(path: Path) -> Iterator[Rate]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file)
            if missing := sorted(set(_COLUMNS) - set(rows.fieldnames or ())):
                raise InputError(
                    f"{path} has no column '{missing[0]}'.",
                    expected=f"Its columns are {', '.join(_COLUMNS)}.",
                )
            for row in rows:
                yield _rate(path, rows.line_num, row)
    except OSError as error:
        raise InputError(
            f"The file of rates {path} cannot be read: {error.strerror}.",
            advice="Correct `rates_file` in parcours.toml, or leave it empty.",
        ) from error


def _rate(path: Path, line: int, row: dict[str, str]) -> Rate:
    try:
        return Rate(date.fromisoformat(row["day"]), row["currency"], Decimal(row["rate"]), path.name)
    except (ValueError, InvalidOperation, TypeError, InputError) as error:
        raise InputError(
            f"Line {line} of {path} is no rate.", expected="Expected a line such as: 2026-01-31,USD,0.9212"
        ) from error
