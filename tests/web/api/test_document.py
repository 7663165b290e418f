"""The document of the API is sound, says what the code does, and the page of the reference is made of it."""

from __future__ import annotations

import importlib.util
import re
from collections import Counter
from pathlib import Path
from typing import get_args

import pytest
import schemathesis
from django.test import Client
from jsonschema import Draft202012Validator

from parcours.state.access import Permission
from parcours.web.api.api import API, openapi

ROOT = Path(__file__).resolve().parents[3]
_SPEC = importlib.util.spec_from_file_location("api_page", ROOT / "docs" / "_api.py")
assert _SPEC is not None
assert _SPEC.loader is not None
page = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(page)

GUIDE = (ROOT / "docs" / "guides" / "use-the-api.md").read_text("utf-8")
WITHOUT = {"accounts", "api", "design", "explore", "setup", "health"}


def operations():
    for path, methods in openapi()["paths"].items():
        for method, told in methods.items():
            yield path, method, told


def refs(told):
    if isinstance(told, dict):
        yield from ([told["$ref"]] if isinstance(told.get("$ref"), str) else [])
        told = list(told.values())
    if isinstance(told, list):
        for each in told:
            yield from refs(each)


def test_anybody_gets_the_document_and_nothing_of_the_shop_is_in_it(db, settings):
    answer = Client().get("/api/v1/openapi.json")
    assert answer.status_code == 200
    assert answer.json()["openapi"] == "3.1.0"
    assert settings.SHOP.settings.name not in answer.content.decode()


def test_the_document_is_sound():
    told = Client().get("/api/v1/openapi.json").json()
    schemathesis.openapi.from_dict(told).validate()
    for shape in told["components"]["schemas"].values():
        Draft202012Validator.check_schema(shape)
    for ref in set(refs(told)):
        found = told
        for step in ref.removeprefix("#/").split("/"):
            found = found[step]


def test_no_two_shapes_and_no_two_endpoints_share_a_name():
    names = Counter(told["operationId"] for _, _, told in operations())
    assert set(names.values()) == {1}
    shapes = {}
    for bound in API._get_bound_routers():
        for view in bound.path_operations.values():
            for operation in view.operations:
                for model in (*operation.models, *filter(None, operation.response_models.values())):
                    for name, shape in model.model_json_schema(mode="serialization").get("$defs", {}).items():
                        shapes.setdefault(name, set()).add(shape.get("description"))
    assert {name: told for name, told in shapes.items() if len(told) > 1} == {}


@pytest.mark.parametrize(("path", "method", "told"), list(operations()), ids=lambda each: str(each)[:60])
def test_every_endpoint_says_what_it_is_for_what_it_needs_and_what_can_go_wrong(path, method, told):
    assert told["x-permission"] in get_args(Permission)
    assert told["security"] == [{"TokenAuth": []}]
    assert f"Needs `{told['x-permission']}`." in told["description"]
    assert {str(status) for status in told["responses"]} >= {"401", "403", "422", "429", "503"}
    assert ("404" in map(str, told["responses"])) == ("{" in path)


def test_every_feature_with_screens_has_endpoints():
    web = ROOT / "src" / "parcours" / "web"
    features = {each.parent.name for each in web.glob("*/urls.py")} - WITHOUT
    assert {each for each in features if not (web / each / "api.py").exists()} == set()


def test_the_page_of_the_reference_is_what_the_document_says():
    assert (page.REFERENCE / "api.md").read_text("utf-8") == page.api_page(), "run `python docs/_api.py`"


def test_the_guide_names_only_addresses_that_there_are():
    known = [re.compile(re.sub(r"\{[^}]*\}", "[^/]+", path)) for path, _, _ in operations()]
    named = re.findall(r"localhost:8000(/api/v1/[^\s\"'?]*)", GUIDE)
    assert named
    for address in named:
        assert any(path.fullmatch(address) for path in known), address
