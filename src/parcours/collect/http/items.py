"""Items of the inbox as flat records: the columns of the Segment format, and the rest as one text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

import msgspec

from parcours.collect.http.agents import told_by_agent
from parcours.collect.importing.convert.items import MEMBERS
from parcours.collect.importing.files.nested import flatten
from parcours.collect.importing.formats import segment
from parcours.shop.evidence import PREVIOUS

COLUMNS = {
    **segment.CALLS.columns,
    "device": "device",
    "os": "os",
    "browser": "browser",
    "landing": "landing",
    "properties": "properties",
}
"""The field that each column of `record` fills."""
TIMES = ("originalTimestamp", "timestamp")
SENT = "sentAt"

_KNOWN = COLUMNS.keys() | {SENT}
_REST = "properties."
_BOOLEANS: Mapping[Any, Any] = {"true": True, "false": False}  # as `flatten` writes them
_TRAITS = ("identify", "group")


def record(item: Mapping[str, Any], shared: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is known of one item, and under ``properties`` everything else that it says.

    However many names senders think of, there are only so many columns.
    """
    call = _joined(item, shared)
    flat = dict(flatten(call))
    known = {name: plain for name, value in flat.items() if name in _KNOWN and (plain := _plain(value))}
    known |= {name: value for name, value in _of_agent(flat).items() if name not in known}
    rest = {name[len(_REST) :]: _kept(value) for name, value in flat.items() if _is_rest(name)}
    if rest:
        known["properties"] = _without_nul(msgspec.json.encode(rest).decode())
    return _with_landing(known)


def _joined(item: Mapping[str, Any], shared: Mapping[str, Any]) -> dict[str, Any]:
    """Return an item with what its batch says for all."""
    call = {**{name: value for name, value in shared.items() if value is not None}, **item}
    contexts = [each for each in (shared.get("context"), item.get("context")) if isinstance(each, Mapping)]
    call["context"] = {name: value for each in contexts for name, value in each.items()}
    if call.get("type") in _TRAITS and isinstance(call.get("traits"), Mapping):
        call["properties"] = call["traits"]  # what is told of a person is what such a call is about
    if call.get("type") == "alias" and call.get("previousId"):
        told = call.get("properties")
        call["properties"] = {**(told if isinstance(told, Mapping) else {}), PREVIOUS: call["previousId"]}
    return call


def _is_rest(name: str) -> bool:
    return name.startswith(_REST) and name not in _KNOWN


def _kept(value: Any) -> Any:
    return value if isinstance(value, list) else _BOOLEANS.get(value, value)


def _plain(value: Any) -> Any:
    if isinstance(value, list):
        return [dict(_members(each)) for each in value]
    return _without_nul(str(value))


def _members(line: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, value in line.items():
        if name in MEMBERS and not isinstance(value, list):
            yield name, _without_nul(str(value))


def _without_nul(text: str) -> str:
    """Leave out what PostgreSQL has no place for."""
    return text.replace("\\u0000", "").replace("\0", "")


def _of_agent(flat: Mapping[str, Any]) -> dict[str, str]:
    agent = flat.get("context.userAgent")
    return told_by_agent(agent[:512]) if isinstance(agent, str) else {}


def _with_landing(known: dict[str, Any]) -> dict[str, Any]:
    """Tell a visit's first page from the next ones, which the shop's own pages led to."""
    page = known.get("context.page.url") or known.get("properties.url")
    if not page:
        return known
    referrer = known.get("context.page.referrer", "")
    if referrer and _host(referrer) == _host(page):
        del known["context.page.referrer"]
    else:
        known["landing"] = page
    return known


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""
