"""The addresses of people."""

from __future__ import annotations

from django.urls import path, register_converter

from parcours.web.people.ids import Int64
from parcours.web.people.views import editing, identity, joining, lists, privacy, profiles

app_name = "people"
register_converter(Int64, "int64")

urlpatterns = [
    path("people/", lists.home, name="home"),
    path("people/export/", lists.export, name="export"),
    path("people/erasure/<int64:number>/", privacy.erasure, name="erasure"),
    path("people/same/", identity.same, name="same"),
    path("people/<int64:profile>/", profiles.timeline, name="profile"),
    path("people/<int64:profile>/about/", profiles.about, name="about"),
    path("people/<int64:profile>/touchpoint/<int64:at>/", profiles.touchpoint, name="touchpoint"),
    path("people/<int64:profile>/correct/", editing.correct, name="correct"),
    path("people/<int64:profile>/consent/", editing.consent, name="consent"),
    path("people/<int64:profile>/exclude/", editing.exclude, name="exclude"),
    path("people/<int64:profile>/merge/", joining.search, name="merge"),
    path("people/<int64:profile>/merge/<int64:other>/", joining.merge, name="merge_with"),
    path("people/<int64:profile>/undo/<int64:number>/", joining.undo, name="undo"),
    path("people/<int64:profile>/separate/<int64:leaf>/", joining.separate, name="separate"),
    path("people/<int64:profile>/identity/", identity.identity, name="identity"),
    path("people/<int64:profile>/not-same/<int64:other>/", identity.dismiss, name="dismiss"),
    path("people/<int64:profile>/block/<int64:leaf>/", identity.block, name="block"),
    path("people/<int64:profile>/restore/<int64:number>/", identity.restore, name="restore"),
    path("people/<int64:profile>/export/", privacy.export, name="export_one"),
    path("people/<int64:profile>/erase/", privacy.erase, name="erase"),
]
