"""The addresses of the templates."""

from __future__ import annotations

from django.urls import path, register_converter

from parcours.shop.templates import KINDS
from parcours.web.template_editor.views import editing, history, looking


class KindConverter:
    """One of the kinds of templates."""

    regex = "|".join(KINDS)

    def to_python(self, value: str) -> str:
        """Return it."""
        return value

    def to_url(self, value: str) -> str:
        """Return it."""
        return value


register_converter(KindConverter, "template_kind")
app_name = "template_editor"
_BASE = "templates/<template_kind:kind>/"

urlpatterns = [
    path(_BASE, editing.edit, name="edit"),
    path(f"{_BASE}upload/", editing.upload, name="upload"),
    path(f"{_BASE}file/", history.download, name="download"),
    path(f"{_BASE}versions/", history.versions, name="versions"),
    path(f"{_BASE}versions/<int:number>/", history.version, name="version"),
    path(f"{_BASE}versions/<int:number>/file/", history.download, name="download_version"),
    path(f"{_BASE}take/", history.take, name="take"),
    path(f"{_BASE}look/<slug:token>/", looking.look, name="look"),
    path(f"{_BASE}look/<slug:token>/save/", looking.save, name="save"),
    path(f"{_BASE}pace/", looking.pace, name="pace"),
]
