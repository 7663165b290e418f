"""The addresses of what is left out."""

from __future__ import annotations

from django.urls import path

from parcours.web.exclusions import views

app_name = "exclusions"

urlpatterns = [
    path("orders/left-out/", views.home, name="home"),
    path("orders/left-out/add/", views.add, name="add"),
    path("orders/left-out/<int:rule>/remove/", views.remove, name="remove"),
]
