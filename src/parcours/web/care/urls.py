"""The addresses of settings, health and backups."""

from __future__ import annotations

from django.urls import path

from parcours.web.care import views

app_name = "care"

urlpatterns = [
    path("settings/", views.home, name="home"),
    path("settings/health/", views.health, name="health"),
    path("settings/jobs/<int:number>/stop/", views.stop, name="stop"),
    path("settings/backups/", views.backups, name="backups"),
    path("settings/backups/<str:name>", views.download, name="download"),
]
