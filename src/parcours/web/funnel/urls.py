"""The addresses of the funnel explorer."""

from __future__ import annotations

from django.urls import path

from parcours.web.funnel import views

app_name = "funnel"

urlpatterns = [
    path("funnel/", views.home, name="home"),
    path("funnel/people/", views.people, name="people"),
]
