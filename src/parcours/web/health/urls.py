"""Addresses of the feature."""

from __future__ import annotations

from django.urls import path

from parcours.web.health import views

urlpatterns = [
    path("healthz", views.healthz),
    path("readyz", views.readyz),
    path("metrics", views.metrics),
]
