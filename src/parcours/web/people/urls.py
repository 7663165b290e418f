"""The addresses of people."""

from __future__ import annotations

from django.urls import path, register_converter

from parcours.web.people.ids import ProfileId
from parcours.web.people.views import editing, joining, lists, privacy, profiles

app_name = "people"
register_converter(ProfileId, "profile")

urlpatterns = [
    path("people/", lists.home, name="home"),
    path("people/export/", lists.export, name="export"),
    path("people/erasure/<int:number>/", privacy.erasure, name="erasure"),
    path("people/<profile:profile>/", profiles.timeline, name="profile"),
    path("people/<profile:profile>/about/", profiles.about, name="about"),
    path("people/<profile:profile>/touchpoint/<int:at>/", profiles.touchpoint, name="touchpoint"),
    path("people/<profile:profile>/correct/", editing.correct, name="correct"),
    path("people/<profile:profile>/consent/", editing.consent, name="consent"),
    path("people/<profile:profile>/exclude/", editing.exclude, name="exclude"),
    path("people/<profile:profile>/merge/", joining.search, name="merge"),
    path("people/<profile:profile>/merge/<profile:other>/", joining.merge, name="merge_with"),
    path("people/<profile:profile>/undo/<int:number>/", joining.undo, name="undo"),
    path("people/<profile:profile>/separate/<profile:leaf>/", joining.separate, name="separate"),
    path("people/<profile:profile>/export/", privacy.export, name="export_one"),
    path("people/<profile:profile>/erase/", privacy.erase, name="erase"),
]
