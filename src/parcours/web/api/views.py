"""What the API says of itself, to anybody: nothing of it is of this shop."""

from __future__ import annotations

from dataclasses import asdict

from django.http import Http404, HttpRequest, JsonResponse
from django.views.decorators.http import require_GET

from parcours.web.accounts.marks import public
from parcours.web.api.api import openapi
from parcours.web.api.problems import KINDS


@public
@require_GET
def openapi_document(request: HttpRequest) -> JsonResponse:
    """Answer with the OpenAPI document."""
    return JsonResponse(openapi())


@public
@require_GET
def problem_kind(request: HttpRequest, name: str) -> JsonResponse:
    """Say what a kind of problem is."""
    kind = next((kind for kind in KINDS.values() if kind.name == name), None)
    if kind is None:
        raise Http404
    return JsonResponse(asdict(kind))
