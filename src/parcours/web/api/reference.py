"""The pages that explain the API to people: every endpoint with an example, and what all have in common."""

from __future__ import annotations

import json
import shlex
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from parcours.state.access import PERMISSIONS
from parcours.web.accounts.marks import StaffRequest, needs
from parcours.web.api.api import openapi
from parcours.web.api.auth import A_MINUTE
from parcours.web.api.manual import Operation, paragraphs, section, sections
from parcours.web.api.problems import KINDS
from parcours.web.design.books import say
from parcours.web.design.components import Crumbs

_HEADER = '-H "Authorization: Bearer $TOKEN"'
_FILE = "-F file=@data.csv"
_BREAK = " \\\n  "


@needs("see")
@require_GET
def home(request: StaffRequest) -> HttpResponse:
    """Show how programs ask, what they may, what can go wrong, and which endpoints there are."""
    base = _base(request)
    shown = {
        "about": paragraphs(openapi()["info"]["description"].strip()),
        "begin": f'curl {_HEADER}{_BREAK}"{base}/api/v1/me"',
        "sections": [(_title(each.name), each) for each in sections()],
        "permissions": [(each, say(f"accounts.permissions.{each}")) for each in PERMISSIONS],
        "kinds": KINDS.values(),
        "a_minute": A_MINUTE,
        "may_make": request.actor.may("manage"),
    }
    return render(request, "api/home.html", shown)


@needs("see")
@require_GET
def feature(request: StaffRequest, name: str) -> HttpResponse:
    """Show the endpoints of one feature."""
    found = section(name)
    if found is None:
        raise Http404
    base = _base(request)
    shown = {
        "crumbs": Crumbs(((say("api.nav"), reverse("api_reference")),)),
        "title": _title(name),
        "section": found,
        "operations": [(each, example(each, base)) for each in found.operations],
    }
    return render(request, "api/section.html", shown)


def example(operation: Operation, base: str) -> str:
    """Return a request as a terminal sends it."""
    method = f"-X {operation.method} " if operation.method != "GET" else ""
    parts = [f"curl {method}{_HEADER}"]
    if operation.body is not None:
        parts += _body(operation.body.example)
    return _BREAK.join([*parts, f'"{base}{operation.example}"'])


def _body(told: Any) -> list[str]:
    if told is None:
        return [_FILE]
    return ['-H "Content-Type: application/json"', f"-d {shlex.quote(json.dumps(told, ensure_ascii=False))}"]


def _title(name: str) -> str:
    return say(f"{name}.nav")


def _base(request: StaffRequest) -> str:
    return f"{request.scheme}://{request.get_host()}"
