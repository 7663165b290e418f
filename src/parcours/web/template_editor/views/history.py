"""What held before: compare, go back; the template as a file."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from parcours.journeys.document import DocumentError
from parcours.shop.templates import Kind, digest
from parcours.web.accounts.marks import StaffRequest, needs
from parcours.web.design import formats
from parcours.web.design.books import say
from parcours.web.design.components import Row
from parcours.web.template_editor import selectors, services
from parcours.web.template_editor.reading import differences, kept_edition
from parcours.web.template_editor.selectors import Saved
from parcours.web.template_editor.shown import address, history_rows
from parcours.web.template_editor.views.frame import page, told


@needs("see")
@require_GET
def versions(request: StaffRequest, kind: Kind) -> HttpResponse:
    """List what was saved."""
    context = {**page(kind), "table": history_rows(_rows(kind)), "may_edit": request.actor.may("edit_shop")}
    return render(request, "template_editor/versions.html", context)


@needs("see")
@require_GET
def version(request: StaffRequest, kind: Kind, number: int) -> HttpResponse:
    """Show one version beside what holds now."""
    text, now = _text(kind, number), selectors.held(kind)
    context = {
        **page(kind),
        "number": number,
        "saved": selectors.version(kind, number),
        "lines": differences(kind, now.text, text),
        "holds": now.digest == digest(text),
        "newer": number == 0 and selectors.newer_shipped(now),
        "may_edit": request.actor.may("edit_shop"),
    }
    return render(request, "template_editor/version.html", context)


@needs("see")
@require_GET
def download(request: StaffRequest, kind: Kind, number: int | None = None) -> HttpResponse:
    """Answer with a template as a file."""
    del request
    text = selectors.held(kind).text if number is None else _text(kind, number)
    headers = {"Content-Disposition": f'attachment; filename="{kind}.yaml"'}
    return HttpResponse(text.encode(), content_type="text/yaml; charset=utf-8", headers=headers)


@needs("edit_shop")
@require_POST
def take(request: StaffRequest, kind: Kind) -> HttpResponse:
    """Look at what going back to a version would move, or keep one's own beside a newer one that ships."""
    now = selectors.held(kind)
    number = request.POST.get("number", "")
    try:
        if "keep" in request.POST:
            text = kept_edition(kind, now.text)
        else:
            text = _text(kind, int(number) if number.isdecimal() and len(number) < 9 else -1)
        token = services.look_at(request.actor, kind, text, now.digest, now=timezone.now())
    except DocumentError as error:  # it was broken by hand when it was kept
        context = {**page(kind), "problem": told(error)}
        return render(request, "template_editor/refused.html", context, status=422)
    return redirect(address("look", kind, token))


def _text(kind: Kind, number: int) -> str:
    text = selectors.text_of(kind, number)
    if text is None:
        raise Http404
    return text


def _rows(kind: Kind) -> Iterator[Row]:
    now, seen = selectors.held(kind), False
    saved = selectors.versions(kind)
    if now.is_own and (not saved or saved[0].digest != now.digest):
        seen = True
        yield Row((_named(say("template_editor.history.in_file"), holds=True), "", ""), address("edit", kind))
    for each in saved:
        holds = not seen and each.digest == now.digest
        seen |= holds
        yield _row(kind, each, holds=holds)
    ships = say("template_editor.history.shipped")
    yield Row((_named(ships, holds=not seen), "", "Parcours"), address("version", kind, 0))


def _row(kind: Kind, saved: Saved, *, holds: bool) -> Row:
    name = say("template_editor.history.number", number=str(saved.number))
    author = saved.author or say("template_editor.history.by_file")
    return Row(
        (_named(name, holds=holds), formats.instant(saved.at), author), address("version", kind, saved.number)
    )


def _named(name: str, *, holds: bool) -> str:
    return f"{name} · {say('template_editor.history.holds')}" if holds else name
