"""The addresses of the Monday mail."""

from __future__ import annotations

from django.urls import path

from parcours.web.weekly import views

app_name = "weekly"

urlpatterns = [
    path("messages/weekly/", views.home, name="home"),
    path("messages/weekly/mail/", views.mail, name="mail"),
]
