"""The pages that explain the API: all of it, in three languages, for everybody who may see."""

from __future__ import annotations

import html
import json
import re
import shlex
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from jsonschema import Draft202012Validator
from tests.web.conftest import AsRole
from tests.web.explore.shop import signed_in
from tests.web.looks import LOOKS

from parcours.state.access import PERMISSIONS, ROLES
from parcours.web.api.api import openapi
from parcours.web.api.manual import Operation, sections
from parcours.web.api.problems import KINDS
from parcours.web.api.reference import example

SECTIONS = [each.name for each in sections()]
OPERATIONS = [each for section in sections() for each in section.operations]
MOST = 100_000


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    assert "script-src 'self'" in answer["Content-Security-Policy"]
    assert len(answer.content) < MOST
    return html.unescape(answer.content.decode())


@pytest.mark.parametrize(
    ("language", "words"), [("en", "How to begin"), ("fr", "Pour commencer"), ("he", "איך מתחילים")]
)
def test_the_first_page_names_every_endpoint_permission_and_problem(db, language, words) -> None:
    shown = page(signed_in("viewer", language=language), "/api-reference/")
    assert words in shown
    for operation in OPERATIONS:
        assert f"#{operation.name}" in shown
        assert operation.path in shown
    for name in (*PERMISSIONS, *(kind.name for kind in KINDS.values()), "/api/v1/openapi.json"):
        assert name in shown


@pytest.mark.parametrize("name", SECTIONS)
def test_each_section_tells_everything_of_its_endpoints(db, name) -> None:
    shown = page(signed_in("viewer", language="he"), f"/api-reference/{name}/")
    found = next(each for each in sections() if each.name == name)
    for operation in found.operations:
        assert f'id="{operation.name}"' in shown
        assert example(operation, "http://127.0.0.1") in shown
        assert all(f"<code>{each.name}</code>" in shown for each in operation.parameters)
    assert set(re.findall(r'href="#(\w+)"', shown)) <= set(re.findall(r'id="(\w+)"', shown)) | {"main"}


@pytest.mark.parametrize("role", ROLES)
def test_everybody_who_may_see_may_read_it_and_nobody_else(db, role) -> None:
    client = signed_in(role)
    assert client.get("/api-reference/").status_code == 200
    assert client.get("/api-reference/nothing/").status_code == 404
    assert Client().get("/api-reference/").status_code == 302


def test_owners_find_it_beside_their_tokens(db) -> None:
    assert 'href="/api-reference/"' in page(signed_in("owner"), "/tokens/")
    assert 'href="/tokens/"' in page(signed_in("owner"), "/api-reference/")
    assert 'href="/tokens/"' not in page(signed_in("viewer"), "/api-reference/")


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda each: each.name)
def test_every_example_is_a_request_that_the_document_knows(db, operation: Operation) -> None:
    sent = shlex.split(example(operation, "http://127.0.0.1:8000").replace("\\\n", " "))
    assert sent[0] == "curl"
    method = sent[sent.index("-X") + 1] if "-X" in sent else "GET"
    address = urlsplit(sent[-1])
    answer = Client(HTTP_HOST="127.0.0.1").generic(method, f"{address.path}?{address.query}")
    assert (method, answer.status_code) == (operation.method, 401)
    if "-d" in sent:
        told = openapi()
        body = told["paths"][operation.path][method.lower()]["requestBody"]["content"]["application/json"]
        known = Draft202012Validator({**body["schema"], "components": told["components"]})
        known.validate(json.loads(sent[sent.index("-d") + 1]))


@pytest.mark.slow
@pytest.mark.parametrize(("language", "scheme", "size"), LOOKS)
def test_axe_finds_nothing_and_nothing_scrolls_sideways(as_role: AsRole, language, scheme, size) -> None:
    page = as_role("owner", language=language, viewport=size, color_scheme=scheme).new_page()
    found = []
    for screen in ("/api-reference/", "/api-reference/people/", "/api-reference/imports/", "/tokens/"):
        page.goto(screen)
        found += [f"{screen} {one['id']}" for one in Axe().run(page).response["violations"]]
        wide = page.evaluate("() => document.documentElement.scrollWidth > window.innerWidth")
        found += [f"{screen} scrolls sideways"] if wide else []
    assert found == []
