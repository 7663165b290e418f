"""Every address of the application: one line a feature."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("", include("parcours.web.design.urls")),
    path("", include("parcours.web.accounts.urls")),
    path("", include("parcours.web.health.urls")),
    path("", include("parcours.web.journey_map.urls")),
    path("", include("parcours.web.overview.urls")),
    path("", include("parcours.web.funnel.urls")),
    path("", include("parcours.web.stages.urls")),
    path("", include("parcours.web.template_editor.urls")),
    path("", include("parcours.web.setup.urls")),
    path("", include("parcours.web.imports.urls")),
    path("", include("parcours.web.care.urls")),
    path("", include("parcours.web.people.urls")),
    path("", include("parcours.web.orders.urls")),
    path("", include("parcours.web.exclusions.urls")),
    path("", include("parcours.web.products.urls")),
    path("", include("parcours.web.weekly.urls")),
    path("", include("parcours.web.messages.urls")),
    path("", include("parcours.web.api.urls")),
]

handler400 = "parcours.web.design.errors.bad_request"
handler403 = "parcours.web.design.errors.forbidden"
handler404 = "parcours.web.design.errors.not_found"
handler500 = "parcours.web.design.errors.broken"
