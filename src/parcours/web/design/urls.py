"""The addresses of the look: the bundle, what a reader prefers, reports of browsers, examples."""

from __future__ import annotations

from django.urls import path

from parcours.web.accounts.marks import public, signed_in
from parcours.web.design import views

app_name = "design"

urlpatterns = [
    path("look/<str:version>/parcours.css", public(views.stylesheet), name="css"),
    path("look/<str:version>/parcours.js", public(views.script), name="script"),
    path("preferences/", public(views.preferences), name="preferences"),
    path("csp/", public(views.report), name="csp"),
    path("design/", signed_in(views.examples), name="home"),
]
