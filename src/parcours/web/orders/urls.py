"""The addresses of orders."""

from __future__ import annotations

from django.urls import path, register_converter

from parcours.web.orders import views
from parcours.web.people.ids import Int64

app_name = "orders"
register_converter(Int64, "order")

urlpatterns = [
    path("orders/", views.home, name="home"),
    path("orders/export/", views.export, name="export"),
    path("orders/<order:key>/", views.order, name="order"),
    path("orders/<order:key>/counting/", views.counting, name="counting"),
]
