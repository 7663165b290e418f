"""Columns of text that go into the log, made alike: paths, devices, countries."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from urllib.parse import urlsplit

import pyarrow as pa

from parcours.collect.importing.convert.rows import Rows
from parcours.collect.importing.fields import plain
from parcours.collect.importing.values.words import each

_NAMED = """shop_id order_id checkout_id cart_id checkout_step checkout_field payment_method carrier coupon
page_title referrer landing search_query utm_source utm_medium utm_campaign utm_term
utm_content click_id os browser language text message_ref flow_id survey_id
experiment_id"""
_PLAIN = tuple(_NAMED.split())
_DEVICES = {
    "phone": "mobile, smartphone, phone, mobile phone, phablet, telephone, נייד, טלפון",
    "tablet": "tablet, ipad, tablette, טאבלט",
    "desktop": "desktop, pc, computer, ordinateur, מחשב",
    "robot": "robot",
}
# Names that the table of time zones spells otherwise.
_NAMES = {
    "GB": "united kingdom, uk, great britain, england, royaume uni",
    "US": "usa, u s a, united states of america, etats unis, ארצות הברית",
    "IE": "eire",
    "ZA": "rsa",
    "KR": "korea, south korea",
    "RU": "russian federation",
    "CZ": "czech republic",
    "NL": "holland, pays bas",
    "DE": "allemagne",
    "ES": "espagne",
    "IT": "italie",
    "BE": "belgique",
    "CH": "suisse",
    "MA": "maroc",
    "IL": "ישראל",
    "FR": "צרפת",
    "TR": "turkiye",
}


def _by_word(words: dict[str, str]) -> dict[str, str]:
    return {word: value for value, text in words.items() for word in text.split(", ")}


_DEVICE_OF, _COUNTRIES = _by_word(_DEVICES), _by_word(_NAMES)


def text_columns(rows: Rows) -> dict[str, pa.Array]:
    """Return the columns of text that a batch fills; most of them are coded."""
    columns = {name: rows.coded(name) for name in _PLAIN if rows.has(name)}
    if rows.has("page_path"):
        columns["page_path"] = rows.coded("page_path")
    elif rows.has("url"):
        columns["page_path"] = each(rows.coded("url"), _path).cast(pa.string())
    if rows.has("device"):
        columns["device"] = each(rows.coded("device"), device_of).cast(pa.string())
    if rows.has("country"):
        columns["country"] = each(rows.coded("country"), country_of).cast(pa.string())
    return columns


def device_of(word: str) -> str:
    """Return phone, tablet, desktop, robot or other."""
    return _DEVICE_OF.get(plain(word), "other")


def country_of(word: str) -> str | None:
    """Return the ISO 3166 code of a country's code or name, ``None`` where it is not known.

    >>> country_of("fr"), country_of("United Kingdom"), country_of("Unspecified") is None
    ('FR', 'GB', True)
    """
    if len(word) == 2 and word.upper() in _codes().values():
        return word.upper()
    return _COUNTRIES.get(plain(word)) or _codes().get(plain(word))


@cache
def _codes() -> dict[str, str]:
    """Read codes by English name from the table that the time zone data brings."""
    lines = files("tzdata.zoneinfo").joinpath("iso3166.tab").read_text("utf-8").splitlines()
    pairs = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return {plain(name.partition("(")[0]): code for code, name in pairs}


def _path(url: str) -> str | None:
    try:
        return urlsplit(url).path or ("/" if "//" in url else None)
    except ValueError:
        return None
