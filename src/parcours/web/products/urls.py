"""The addresses of products, coupons and ad spend."""

from __future__ import annotations

from django.urls import path

from parcours.web.products.views import files, lists, notes, one

app_name = "products"

urlpatterns = [
    path("products/", lists.home, name="home"),
    path("products/coupons/", lists.coupons, name="coupons"),
    path("products/coupons/notes/", notes.home, name="notes"),
    path("products/coupons/notes/write/", notes.write, name="write_note"),
    path("products/spend/", lists.spend, name="spend"),
    path("products/import/<str:kind>/", files.take_in, name="import"),
    path("products/edit/<path:product_id>", one.edit, name="edit"),
    path("products/item/<path:product_id>", one.product, name="product"),
]
