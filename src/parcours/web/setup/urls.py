"""The addresses of set-up."""

from __future__ import annotations

from django.urls import path

from parcours.web.setup import views

app_name = "setup"

urlpatterns = [
    path("setup/", views.home, name="home"),
    path("setup/making/", views.making, name="making"),
    path("setup/move/", views.move, name="move"),
    path("setup/moved/<int:process>/", views.moved, name="moved"),
    path("setup/reading/", views.standing, name="reading"),
    path("visit/<str:code>", views.visit, name="visit"),
]
