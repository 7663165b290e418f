"""The addresses of imports."""

from __future__ import annotations

from django.urls import path

from parcours.web.imports import views

app_name = "imports"

urlpatterns = [
    path("imports/", views.home, name="home"),
    path("imports/<int:number>/", views.show, name="show"),
    path("imports/<int:number>/read-as/", views.read_as, name="read_as"),
    path("imports/<int:number>/do/", views.do, name="do"),
    path("imports/<int:number>/rejects.csv", views.rejects, name="rejects"),
]
