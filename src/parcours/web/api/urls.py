"""The addresses of the API."""

from __future__ import annotations

from django.urls import path

from parcours.web.api import reference, views
from parcours.web.api.api import API, ROOM
from parcours.web.api.auth import urls_of

_HERE = ROOM.lstrip("/")

urlpatterns = [
    path("api-reference/", reference.home, name="api_reference"),
    path("api-reference/<slug:name>/", reference.feature, name="api_section"),
    path(f"{_HERE}openapi.json", views.openapi_document, name="openapi"),
    path(f"{_HERE}problems/<slug:name>", views.problem_kind, name="problem_kind"),
    path(_HERE, urls_of(API)),
]
