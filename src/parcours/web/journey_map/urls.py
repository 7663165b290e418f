"""The addresses of the map."""

from __future__ import annotations

from django.urls import path

from parcours.web.journey_map import views

app_name = "journey_map"

urlpatterns = [
    path("", views.home, name="home"),
    path("map/cell/", views.cell, name="cell"),
    path("map/people/", views.people, name="people"),
    path("map/file/<str:form>/", views.file, name="file"),
    path("map/notes/", views.note, name="note"),
    path("map/notes/<int:number>/remove/", views.remove, name="remove"),
    path("map/emotions/", views.emotion, name="emotion"),
]
