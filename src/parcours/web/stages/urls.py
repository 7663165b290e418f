"""The addresses of the stages."""

from __future__ import annotations

from django.urls import path

from parcours.web.stages import views

app_name = "stages"

urlpatterns = [
    path("stages/", views.home, name="home"),
    path("stages/people/", views.people, name="people"),
]
