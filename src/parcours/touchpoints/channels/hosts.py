"""Addresses: their host, the site it belongs to, and what is known of it."""

from __future__ import annotations

import re
from functools import cache

from parcours.touchpoints.channels.sources import PREFIXES, SOURCES, Source

_HOST = re.compile(r"^(?:[a-z][a-z0-9+.-]*:)?(?://)?(?:[^/?#@]*@)?([^/?#:]*)", re.IGNORECASE)
_SECOND_LEVEL = frozenset(
    {"ac", "co", "com", "edu", "gov", "gob", "k12", "muni", "ne", "net", "nom", "or", "org"}
)

_APP = "com"  # begins the names of Android's apps
_SHORTEST_NAME = 3  # `t` of t.co and `d` of d.co.il name nothing by themselves


def host_of(address: str) -> str:
    """Return the host of an address, in lower case and without `www.`.

    >>> host_of("https://www.Google.co.il/search?q=shop"), host_of("android-app://com.google.android.gm/")
    ('google.co.il', 'com.google.android.gm')
    """
    found = _HOST.match(address.strip())
    host = found.group(1).casefold().rstrip(".") if found else ""
    return host.removeprefix("www.")


def site_of(host: str) -> str:
    """Return the part of a host that one owner registers.

    >>> site_of("checkout.shop.example.co.il"), site_of("m.example.com")
    ('example.co.il', 'example.com')
    """
    labels = host.split(".")
    return ".".join(labels[-1 - _suffix_length(labels) :])


def known_source(host: str) -> Source | None:
    """Return what is known of a host, or of a bare word such as `google`."""
    labels = host.split(".")
    if len(labels) == 1:
        return _words().get(re.sub(r"[\W_]+", "", host).removesuffix("ads"))
    stem = labels[: -_suffix_length(labels)]
    return _longest(labels, _hosts()) or _longest([*stem, "*"], _hosts()) or _by_prefix(host)


def _suffix_length(labels: list[str]) -> int:
    return 2 if len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _SECOND_LEVEL else 1


def _longest(labels: list[str], known: dict[str, Source]) -> Source | None:
    tails = (".".join(labels[start:]) for start in range(len(labels)))
    return next((known[tail] for tail in tails if tail in known), None)


def _by_prefix(host: str) -> Source | None:
    channel = next((channel for prefix, channel in PREFIXES.items() if host.startswith(prefix)), None)
    return Source(channel, channel, "") if channel else None


@cache
def _hosts() -> dict[str, Source]:
    return {host: source for source in SOURCES for host in source.hosts.split()}


@cache
def _words() -> dict[str, Source]:
    sites = {host: source for host, source in _hosts().items() if source.channel and site_of(host) == host}
    names = {host.split(".")[0].replace("-", ""): source for host, source in sites.items()}
    said = {word: source for source in SOURCES for word in source.words.split()}
    return {
        name: source for name, source in names.items() if len(name) >= _SHORTEST_NAME and name != _APP
    } | said
