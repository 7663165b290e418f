"""The settings of a shop: flag > ``PARCOURS_*`` environment > ``parcours.toml`` > default."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from decimal import Decimal, InvalidOperation
from pathlib import Path
from types import MappingProxyType
from typing import Any

from parcours.errors import InputError, NewerFormatError
from parcours.touchpoints import digits, parse_zone
from parcours.touchpoints.time.durations import parse_duration
from parcours.touchpoints.time.zones import DAY
from parcours.words import LANGUAGES

FILE = "parcours.toml"
FORMAT = 1
_ORIGIN = re.compile(r"https?://(\[[0-9a-f:.]+\]|[a-z0-9]([a-z0-9.-]*[a-z0-9])?)(:[0-9]{1,5})?")
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def _setting(default: Any, meaning: str) -> Any:
    return field(default=default, metadata={"meaning": meaning})


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What a shop is asked at set-up; the metadata of each field says what it means.

    Parameters
    ----------
    name, zone, currency, first_weekday, language, rates, rates_file, database, address, keep_messages
        See ``parcours.shop.meanings()`` or the page *Settings* of the documentation.

    Raises
    ------
    InputError
        A value is not one of those that are possible; the message names them.

    Examples
    --------
    >>> Settings(zone="Asia/Jerusalem", currency="ILS", first_weekday="sunday").currency
    'ILS'
    """

    name: str = _setting("Shop", "name of the shop, as titles show it")
    zone: str = _setting("UTC", "time zone of the shop (IANA name): its days, and dates without a zone")
    currency: str = _setting("EUR", "currency of the shop (ISO 4217): revenue is converted to it")
    first_weekday: str = _setting("monday", "first day of the week: monday to sunday")
    language: str = _setting("en", "language of reports and maps: en, fr or he")
    rates: Mapping[str, Decimal] = field(
        default_factory=dict,
        metadata={"meaning": "what one unit of another currency is worth in the shop's: a table, USD = 0.92"},
    )
    rates_file: str = _setting(
        "", "CSV file of rates by day (columns day, currency, rate), in the shop's folder; wins over `rates`"
    )
    database: str = _setting(
        "", "address of a PostgreSQL for the state (postgresql://user:password@host/name); empty: SQLite here"
    )
    address: str = _setting(
        "",
        "address that browsers open (https://parcours.example.org); empty: this machine only. With https, "
        "cookies and browsers keep to it: a proxy on this machine must bring it",
    )
    keep_messages: str = _setting(
        "365d",
        "how long what messages say is kept (90d, 52w); that they were sent stays; empty: for ever",
    )

    def __post_init__(self) -> None:
        for name, check in _CHECKS.items():
            object.__setattr__(self, name, check(getattr(self, name)))

    @property
    def week_starts(self) -> int:
        """The first weekday as a number, Monday is 0."""
        return WEEKDAYS.index(self.first_weekday)


def meanings() -> dict[str, tuple[Any, str]]:
    """Return the default and the meaning of every setting."""
    return {f.name: (getattr(Settings(), f.name), f.metadata["meaning"]) for f in fields(Settings)}


def load(folder: Path, overrides: Mapping[str, Any], environ: Mapping[str, str]) -> Settings:
    """Read a shop's settings; what the caller or the environment says wins over the file."""
    return Settings(**{**_read(folder / FILE), **from_environment(environ), **overrides})


def from_environment(environ: Mapping[str, str]) -> dict[str, str]:
    """Return the settings that the environment gives."""
    texts = [f.name for f in fields(Settings) if f.name != "rates"]
    return {name: environ[key] for name in texts if (key := f"PARCOURS_{name.upper()}") in environ}


def to_toml(settings: Settings) -> str:
    """Write settings as a file that people edit."""
    lines = ["# A shop's settings. Meaning of each: docs, Reference, Settings.", f"format = {FORMAT}", ""]
    lines += [
        f"{f.name} = {quoted(getattr(settings, f.name))}" for f in fields(settings) if f.name != "rates"
    ]
    lines += ["", "# What one unit of another currency is worth in the shop's: USD = 0.92", "[rates]"]
    lines += [f'{currency} = "{rate}"' for currency, rate in settings.rates.items()]
    return "\n".join(lines) + "\n"


def quoted(text: str) -> str:
    """Write a text as TOML does."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c.isprintable() else f"\\U{ord(c):08x}" for c in escaped) + '"'


def _read(path: Path) -> dict[str, Any]:
    try:
        values = tomllib.loads(path.read_text("utf-8"), parse_float=Decimal)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(f"{path} is not a settings file: {error}.", advice="Correct that line.") from error
    _check_format(path, values.pop("format", None))
    known = {f.name for f in fields(Settings)}
    if unknown := sorted(values.keys() - known):
        raise InputError(
            f"{path} has a setting '{unknown[0]}' that does not exist.",
            expected=f"Settings are {', '.join(sorted(known))}.",
            advice="Correct its name or delete the line.",
        )
    return values


def _check_format(path: Path, version: object) -> None:
    if not isinstance(version, int):
        raise InputError(f"{path} has no line 'format = {FORMAT}'.", advice="Add it as the first line.")
    if version > FORMAT:
        raise NewerFormatError(
            f"{path.parent} was made by a newer Parcours (format {version}).",
            expected=f"This version knows formats up to {FORMAT}.",
            advice="Upgrade Parcours: pip install --upgrade parcours.",
        )


def _text(name: str, value: object) -> str:
    if not isinstance(value, str):
        raise InputError(f"The setting '{name}' is {value!r}.", expected="A text in quotes was expected.")
    return value.strip()


def _name(value: object) -> str:
    return "".join(sign for sign in _text("name", value) if sign.isprintable()).strip() or "Shop"


def _zone(value: object) -> str:
    return parse_zone(_text("zone", value)).key


def _currency(value: object) -> str:
    currency = _text("currency", value).upper()
    digits(currency)
    return currency


def _one_of(name: str, choices: tuple[str, ...]) -> Callable[[object], str]:
    def check(value: object) -> str:
        text = _text(name, value).lower()
        if text not in choices:
            raise InputError(f"The setting '{name}' is '{text}'.", expected=f"One of {', '.join(choices)}.")
        return text

    return check


def _rates(value: object) -> Mapping[str, Decimal]:
    if not isinstance(value, Mapping):
        raise InputError(f"The setting 'rates' is {value!r}.", expected="A table such as USD = 0.92.")
    return MappingProxyType({_currency(code): _rate(code, rate) for code, rate in value.items()})


def _rate(code: str, value: object) -> Decimal:
    try:
        rate = Decimal(str(value))
    except InvalidOperation:
        rate = Decimal(0)
    if not (rate.is_finite() and rate > 0):
        raise InputError(f"The rate of {code} is {value!r}.", expected="A number above 0 was expected.")
    return rate


def _address(value: object) -> str:
    address = _text("address", value).rstrip("/").lower()
    if address and not _ORIGIN.fullmatch(address):
        raise InputError(
            f"The setting 'address' is '{address}'.",
            expected="The beginning of an address, such as https://parcours.example.org.",
        )
    return address


def _kept(value: object) -> str:
    text = _text("keep_messages", value)
    if text and parse_duration(text) < DAY:
        raise InputError(f"The setting 'keep_messages' is '{text}'.", expected="A day or more, such as 365d.")
    return text


_CHECKS: dict[str, Callable[[object], Any]] = {
    "name": _name,
    "zone": _zone,
    "currency": _currency,
    "first_weekday": _one_of("first_weekday", WEEKDAYS),
    "language": _one_of("language", LANGUAGES),
    "rates": _rates,
    "rates_file": lambda value: _text("rates_file", value),
    "database": lambda value: _text("database", value),
    "address": _address,
    "keep_messages": _kept,
}
