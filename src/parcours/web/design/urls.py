"""The addresses of the look: the bundle, what a reader prefers, reports of browsers, examples."""

from __future__ import annotations

from django.urls import path

from parcours.web.design import views

app_name = "design"

urlpatterns = [
    path("look/<str:version>/parcours.css", views.stylesheet, name="css"),
    path("look/<str:version>/parcours.js", views.script, name="script"),
    path("preferences/", views.preferences, name="preferences"),
    path("csp/", views.report, name="csp"),
    path("design/", views.examples, name="home"),
    path("design/progress/<int:done>/", views.progress, name="progress"),
]
