"""The template as a form, and as a file."""

from __future__ import annotations

from typing import Any, cast

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from parcours.journeys.document import DocumentError
from parcours.shop.templates import Kind
from parcours.touchpoints import EVENTS
from parcours.web.accounts.marks import StaffRequest, needs
from parcours.web.design import formats
from parcours.web.design.books import say
from parcours.web.design.forms import FileDrop
from parcours.web.explore.events import event_title
from parcours.web.stages.rules import told as rules_told
from parcours.web.template_editor import services
from parcours.web.template_editor.reading import AnyTemplate, parsed
from parcours.web.template_editor.selectors import held, looked, newer_shipped, pace
from parcours.web.template_editor.shown import address, step_title
from parcours.web.template_editor.stage_form import StageForms
from parcours.web.template_editor.step_form import StepForms
from parcours.web.template_editor.views.frame import page, progress, told

_LARGEST = 64_000


@needs("see")
@require_http_methods(["GET", "POST"])
def edit(request: StaffRequest, kind: Kind) -> HttpResponse:
    """Show a template as a form; a press on a button changes the form, or looks at what would move."""
    if request.method == "POST":
        request.actor.check("edit_shop")
    template, base, problem = _begun(request, kind)
    if template is None:
        return render(request, "template_editor/broken.html", {**page(kind), "problem": problem, **_file()})
    if not request.actor.may("edit_shop"):
        return render(request, "template_editor/read.html", _read(kind, template))
    made: Any = StageForms if kind == "stages" else StepForms
    if request.method != "POST":
        return _form(request, kind, made(template), base)
    forms = made(template, request.POST, wish=request.POST.get("do", ""))
    if forms.is_changed:
        return _form(request, kind, forms, base)
    if not forms.is_valid():
        return _form(request, kind, forms, base, status=422)
    try:
        text = forms.template().to_yaml()
        token = services.look_at(request.actor, kind, text, base, now=timezone.now())
    except DocumentError as error:
        forms.problems.append(told(error))
        return _form(request, kind, forms, base, status=422)
    return redirect(address("look", kind, token))


@needs("edit_shop")
@require_POST
def upload(request: StaffRequest, kind: Kind) -> HttpResponse:
    """Take a file, and look at what it would move."""
    file, problem = request.FILES.get("file"), ""
    try:
        if file is None or not file.size:
            problem = say("template_editor.errors.no_file")
        elif file.size > _LARGEST:
            problem = say("template_editor.errors.large", most=formats.now().number(_LARGEST // 1_000))
        else:
            text = cast("bytes", file.read()).decode("utf-8-sig")
            token = services.look_at(request.actor, kind, text, held(kind).digest, now=timezone.now())
            return redirect(address("look", kind, token))
    except UnicodeDecodeError:
        problem = say("template_editor.errors.encoding")
    except DocumentError as error:
        problem = told(error)
    return render(
        request, "template_editor/refused.html", {**page(kind), "problem": problem, **_file()}, status=422
    )


def _begun(request: StaffRequest, kind: Kind) -> tuple[AnyTemplate | None, str, str]:
    """Return what the form begins with, the digest of the text that is changed, and what is wrong with it."""
    now = held(kind)
    begun = looked(kind, request.GET.get("look", ""))
    sent = "".join(sign for sign in request.POST.get("base", "") if sign.isalnum())
    base = sent or (begun.base if begun else now.digest)
    try:
        return parsed(kind, begun.text if begun else now.text), base[:32], ""
    except DocumentError as error:
        return None, "", told(error)


def _form(request: StaffRequest, kind: Kind, forms: Any, base: str, *, status: int = 200) -> HttpResponse:
    now = held(kind)
    context = {
        **page(kind),
        "forms": forms,
        "base": base,
        "is_own": now.is_own,
        "newer": newer_shipped(now),
        "events": sorted({event_title(event.name) for event in EVENTS}),
        "following": _following(),
        **_file(),
    }
    return render(request, f"template_editor/{kind}.html", context, status=status)


def _read(kind: Kind, template: AnyTemplate) -> dict[str, Any]:
    if kind == "stages":
        return {**page(kind), "rules": list(rules_told(cast("Any", template)))}
    steps = cast("Any", template).steps
    lines = [
        (step.stage, step_title(cast("Any", template), step.name), sorted(map(event_title, step.events)))
        for step in steps
    ]
    return {**page(kind), "steps": lines}


def _file() -> dict[str, str]:
    return {"drop": FileDrop({"id": "id_file", "required": True}).render("file", None)}


def _following() -> Any:
    found = pace()
    return None if found.is_there else progress(found)
