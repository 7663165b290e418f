"""The addresses of the API."""

from __future__ import annotations

from django.urls import path

from parcours.web.api import views
from parcours.web.api.api import API, ROOM
from parcours.web.api.auth import urls_of

_HERE = ROOM.lstrip("/")

urlpatterns = [
    path(f"{_HERE}openapi.json", views.openapi_document, name="openapi"),
    path(f"{_HERE}problems/<slug:name>", views.problem_kind, name="problem_kind"),
    path(_HERE, urls_of(API)),
]
