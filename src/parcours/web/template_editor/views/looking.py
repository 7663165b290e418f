"""What would move, and the verb that lets it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from parcours.errors import StorageError
from parcours.journeys.stages import Template as StageTemplate
from parcours.shop.templates import Kind, digest
from parcours.web.accounts.marks import StaffRequest, needs
from parcours.web.design.books import say
from parcours.web.explore.journeys import keeper
from parcours.web.explore.screen import Asked, Context, Part, asked, show
from parcours.web.template_editor import selectors, services
from parcours.web.template_editor.errors import ConflictError, GoneError
from parcours.web.template_editor.moving import question
from parcours.web.template_editor.reading import differences, pair
from parcours.web.template_editor.selectors import Looked
from parcours.web.template_editor.shown import address, stages_shown, steps_shown
from parcours.web.template_editor.views.frame import page, progress


@needs("see")
@require_GET
def look(request: StaffRequest, kind: Kind, token: str) -> HttpResponse:
    """Show what a change would move, before it is saved."""
    found, now = _found(kind, token), selectors.held(kind)
    if now.digest != found.base and request.actor.may("edit_shop"):
        return _conflict(request, kind, found)
    about = asked(request)
    context = {
        **page(kind),
        "token": token,
        "lines": differences(kind, now.text, found.text),
        "is_same": now.digest == digest(found.text),
        "may_edit": request.actor.may("edit_shop"),
        "is_empty": about.opened.is_empty,
    }
    parts = () if about.opened.is_empty else (_part(kind, now.text, found.text),)
    return show(request, about, "template_editor/look.html", parts, context)


@needs("edit_shop")
@require_POST
def save(request: StaffRequest, kind: Kind, token: str) -> HttpResponse:
    """Let it hold."""
    try:
        number = services.save(request.actor, kind, token, now=timezone.now())
    except GoneError as error:
        raise Http404 from error
    except ConflictError:
        return _conflict(request, kind, _found(kind, token))
    except StorageError:
        messages.error(request, say("template_editor.errors.storage"))
        return redirect(address("look", kind, token))
    keeper().open_newer()
    messages.success(request, say("template_editor.saved", number=str(number)))
    return redirect(address("edit", kind))


@needs("see")
@require_GET
def pace(request: HttpRequest, kind: Kind) -> HttpResponse:
    """Answer with how far the list of people follows the rules that hold."""
    del kind
    return render(request, "template_editor/pace.html", {"following": progress(selectors.pace())})


def _found(kind: Kind, token: str) -> Looked:
    found = selectors.looked(kind, token)
    if found is None:
        raise Http404
    return found


def _conflict(request: StaffRequest, kind: Kind, found: Looked) -> HttpResponse:
    """Show both: what somebody else saved, and what was to be saved."""
    now = selectors.held(kind)
    again = services.look_at(request.actor, kind, found.text, now.digest, now=timezone.now())
    context: dict[str, Any] = {
        **page(kind),
        "newest": next(iter(selectors.versions(kind)), None),
        "theirs": now.text,
        "mine": found.text,
        "lines": differences(kind, now.text, found.text),
        "again": address("look", kind, again),
    }
    return render(request, "template_editor/conflict.html", context, status=409)


def _part(kind: Kind, now: str, then: str) -> Part:
    def read(request: HttpRequest, about: Asked) -> Context | None:
        del request
        return _read(about, *pair(kind, now, then))

    return Part("moves", f"template_editor/look_{kind}.html", read)


def _read(about: Asked, now: Any, then: Any) -> Context | None:
    found = about.ask(question(about, now, then))
    if found is None:
        return None
    is_stages = isinstance(now, StageTemplate)
    told = stages_shown(found.value) if is_stages else steps_shown(found.value, now, then)
    return {"answer": found, **told}
