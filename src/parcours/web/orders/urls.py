"""The addresses of orders."""

from __future__ import annotations

from django.urls import path

from parcours.web.orders import views

app_name = "orders"

urlpatterns = [
    path("orders/", views.home, name="home"),
    path("orders/export/", views.export, name="export"),
    path("orders/<int:key>/", views.order, name="order"),
    path("orders/<int:key>/counting/", views.counting, name="counting"),
]
