"""Every address of the application, found in its own list: who may open it, and what garbage does to it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from urllib.parse import unquote

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, resolve
from django.urls.converters import get_converters
from tests.web.accounts.conftest import make

from parcours.state.access import MAY, ROLES, Role
from parcours.web.accounts.marks import Door, asked_by

pytestmark = pytest.mark.django_db

HOSTILE = (
    "\x00",
    "\u202egnp.exe",
    "<script>alert(1)</script>",
    "=1+1",
    "9" * 40,
    "-1",
    "../../etc/passwd",
    "%",
    "[]",
)
ASKED = (
    "q after before page sort from to period compare by step within stage kind name place channel next part "
    "code actor action day product lang status"
)
TOLD = (
    "name email role language theme next text day kind level step password code scope expires zone currency "
    "first_weekday cost stock purpose channel value with into reason login title subject host port path "
    "number profile other"
)
_FILLINGS = ("1", "x", "stages", "x-y")
_NOTHING: Mapping[str, str] = MappingProxyType({})


def _patterns(resolver: URLResolver | None = None, way: str = "") -> Iterator[tuple[str, URLPattern]]:
    for each in (resolver or get_resolver()).url_patterns:
        here = f"{way}{each.pattern}"
        if isinstance(each, URLResolver):
            yield from _patterns(each, here)
        else:
            yield here, each


def addresses(known: Mapping[str, str] = _NOTHING) -> Iterator[tuple[str, object]]:
    """Yield each address, its places filled, with what its view asks for.

    ``known`` says what some places are filled with: by name, or by the address's first word and the name,
    such as ``messages:number``.
    """
    for way, each in _patterns():
        address = "/" + re.sub(r"\(\?P<\w+>[^)]*\)", "x", way).replace("^", "").replace("$", "").lstrip("/")
        first = way.partition("/")[0]
        address = re.sub(r"<(?:(\w+):)?(\w+)>", lambda place: _filled(place, first, known), address)  # noqa: B023 - called at once
        assert resolve(unquote(address)).route == way.replace("^", ""), address
        yield address, asked_by(each.callback)


def _filled(place: re.Match[str], first: str, known: Mapping[str, str]) -> str:
    """Return something that fits a place of an address."""
    fits = re.compile(get_converters()[place[1] or "str"].regex)
    told = known.get(f"{first}:{place[2]}") or known.get(place[2])
    return told or next(filling for filling in _FILLINGS if fits.fullmatch(filling))


def _client(role: Role) -> Client:
    client = Client(HTTP_HOST="127.0.0.1", raise_request_exception=False)
    client.force_login(make(role.title(), role))
    return client


@pytest.fixture(autouse=True)
def _owned(db):
    make("First", "owner")


@pytest.mark.parametrize(
    "role", [role if role == "support" else pytest.param(role, marks=pytest.mark.slow) for role in ROLES]
)
def test_each_role_opens_what_it_may_and_nothing_else(role):
    client = _client(role)
    for address, asked in addresses():
        if asked is Door.API or address.startswith("/door/logout"):
            continue
        may = isinstance(asked, Door) or asked in MAY[role]
        if may:
            assert client.get(address).status_code not in (401, 403, 500), address
        else:
            for deed in (client.get, client.post, client.put, client.delete):
                assert deed(address).status_code == 403, address


def test_without_a_token_the_api_answers_nobody():
    client = Client(HTTP_HOST="127.0.0.1")
    found = [address for address, asked in addresses() if asked is Door.API]
    assert found
    for address in found:
        for deed in (client.get, client.post, client.put, client.patch, client.delete):
            assert deed(address).status_code in (401, 404, 405), address


@pytest.mark.slow
@pytest.mark.parametrize("garbage", HOSTILE)
def test_garbage_in_an_address_breaks_nothing(garbage):
    client = _client("owner")
    for address, asked in addresses():
        if asked is not Door.API:
            assert client.get(address, dict.fromkeys(ASKED.split(), garbage)).status_code != 500, address


@pytest.mark.slow
@pytest.mark.parametrize("garbage", HOSTILE)
def test_garbage_in_a_form_breaks_nothing(garbage):
    client = _client("owner")
    for address, asked in addresses():
        if asked is Door.API or address.startswith("/door/logout"):
            continue
        assert client.post(address, dict.fromkeys(TOLD.split(), garbage)).status_code != 500, address
