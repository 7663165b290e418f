"""The address of the overview."""

from __future__ import annotations

from django.urls import path

from parcours.web.overview import views

app_name = "overview"

urlpatterns = [path("overview/", views.home, name="home")]
