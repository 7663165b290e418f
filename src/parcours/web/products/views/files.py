"""Files that people bring: lists of products with prices, costs and stock; what advertising cost."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from parcours.commerce import services
from parcours.commerce.services import Imported
from parcours.errors import InputError
from parcours.state.actor import Actor
from parcours.web.accounts.marks import StaffRequest, needs
from parcours.web.design.books import say
from parcours.web.design.components import Crumbs
from parcours.web.products.forms import Upload

_KINDS: Mapping[str, tuple[Callable[..., Imported], str]] = {
    "products": (services.import_products, "products:home"),
    "spend": (services.import_spend, "products:spend"),
}


@needs("import")
@require_http_methods(["GET", "POST"])
def take_in(request: StaffRequest, kind: str) -> HttpResponse:
    """Take in a file, and say what came of each line."""
    if kind not in _KINDS:
        raise Http404
    _, address = _KINDS[kind]
    form, report = Upload(request.POST or None, request.FILES or None), None
    if form.is_valid():
        try:
            report = taken_in(request.actor, kind, form.cleaned_data["file"])
        except InputError as error:
            form.add_error("file", str(error))
    shown = {
        "kind": kind,
        "title": say(f"products.files.{kind}"),
        "lead": say(f"products.files.{kind}_lead"),
        "crumbs": Crumbs(((say(f"products.tabs.{kind}"), reverse(address)),)),
        "form": form,
        "report": report,
        "back": reverse(address),
    }
    return render(request, "products/import.html", shown, status=422 if form.errors else 200)


def taken_in(actor: Actor, kind: str, uploaded: UploadedFile[bytes]) -> Imported:
    """Take in an uploaded file; return what came of it."""
    import_file, _ = _KINDS[kind]
    with tempfile.NamedTemporaryFile(suffix=".csv") as kept:
        for piece in uploaded.chunks():
            kept.write(piece)
        kept.flush()
        return import_file(actor, Path(kept.name), now=timezone.now())
