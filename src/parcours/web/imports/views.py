"""The imports' screens: all of them, and one from the file to what came of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from parcours.errors import InputError
from parcours.shop.artificial import is_artificial
from parcours.web.accounts.marks import StaffRequest, needs
from parcours.web.design import formats
from parcours.web.design.books import say
from parcours.web.design.components import LinkButton, Progress, Stepper
from parcours.web.design.forms import FileDrop
from parcours.web.design.place import this_shop
from parcours.web.explore.screen import asked
from parcours.web.explore.screen import show as show_parts
from parcours.web.imports import services
from parcours.web.imports.arriving import REFUSED, Arrived, room
from parcours.web.imports.errors import ImportsError
from parcours.web.imports.leak import LEAK
from parcours.web.imports.looking import look
from parcours.web.imports.phrases import counted
from parcours.web.imports.reading import columns, questions, said
from parcours.web.imports.selectors import Import, find, newest
from parcours.web.imports.tables import badge, history, outcome

_NEXT = ("journey_map", "overview", "funnel", "stages", "people")
_PATIENTLY = 60.0
_STEPS = {"waiting": 1, "queued": 2, "running": 2, "stopping": 2, "stopped": 2, "failed": 2, "done": 3}


@needs("import")
@require_http_methods(["GET", "POST"])
def home(request: StaffRequest) -> HttpResponse:
    """Show the imports, and take another file."""
    if request.method == "POST":
        file = request.FILES.get("file")
        if isinstance(file, Arrived) and file.size:
            return redirect("imports:show", services.bring(request.actor, file, now=timezone.now()))
        why = request.META.get(REFUSED) or ("empty" if file else "no_file")
        free = formats.now().number(room() // 1_000_000)
        messages.error(request, say(f"imports.errors.{why}", **({"free": free} if why == "large" else {})))
    context = {
        "table": history(newest()),
        "drop": FileDrop({"id": "id_file", "required": True}).render("file", None),
        "is_artificial": is_artificial(this_shop().folder),
        "stepper": _stepper(0),
    }
    return render(request, "imports/home.html", context, status=422 if request.method == "POST" else 200)


@needs("import")
@require_GET
def show(request: StaffRequest, number: int) -> HttpResponse:
    """Show one import as it stands."""
    found = _found(number)
    if found.state == "waiting":
        return _waiting(request, found)
    if found.is_going:
        return _going(request, found)
    return _ended(request, found)


@needs("import")
@require_POST
def read_as(request: StaffRequest, number: int) -> HttpResponse:
    """Take what somebody says about a file, then import it or show what would become of it."""
    found = _found(number)
    seen = look(found.token, found.options, patience=_PATIENTLY)
    if seen is not None and found.state == "waiting":
        now = timezone.now()
        services.read_as(request.actor, number, said(request.POST.dict(), seen, found.options), now=now)
    return redirect("imports:show", number)


@needs("import")
@require_POST
def do(request: StaffRequest, number: int) -> HttpResponse:
    """Start, stop, go on, or throw the file away."""
    verbs: dict[str, Callable[..., None]] = {
        "start": services.start,
        "stop": services.stop,
        "resume": services.resume,
        "throw_away": services.throw_away,
    }
    verb = next((verbs[name] for name in verbs if name in request.POST), None)
    if verb is None:
        raise Http404
    try:
        verb(request.actor, number, now=timezone.now())
    except ImportsError as error:
        messages.error(request, say(f"imports.errors.{error.word}"))
    except InputError:
        messages.error(request, say("imports.errors.moved_on"))
    return redirect("imports:show", number) if find(number) else redirect("imports:home")


@needs("import")
@require_GET
def rejects(request: StaffRequest, number: int) -> HttpResponse | FileResponse:
    """Answer with the rows that were rejected."""
    found = _found(number)
    if found.rejects is None or not found.shows_rows_to(request.actor):
        raise Http404
    return FileResponse(
        found.rejects.open("rb"),
        as_attachment=True,
        filename="rejected.csv",
        content_type="text/csv; charset=utf-8",
    )


def _waiting(request: StaffRequest, found: Import) -> HttpResponse:
    gone: dict[str, Any] = {"error": "gone", "columns": [], "what": ""}
    seen = look(found.token, found.options) if found.is_there else gone
    if request.GET.get("part") == "seen" and seen is None:
        return HttpResponse(status=204)
    if request.GET.get("part") == "seen":
        return HttpResponse(headers={"HX-Refresh": "true"})
    context = _page(found)
    if seen is not None:
        context |= {
            "seen": seen,
            "error": seen.get("error", ""),
            "columns": columns(seen),
            "questions": questions(found.options),
            "findings": counted({each["text"]: each["n"] for each in seen.get("findings", ())}),
            "reasons": counted(seen.get("reasons", {})),
            "sample": outcome(seen) if "touchpoints" in seen and found.shows_rows_to(request.actor) else None,
            "rows_shown": found.shows_rows_to(request.actor),
        }
    return render(request, "imports/waiting.html", context)


def _going(request: StaffRequest, found: Import) -> HttpResponse:
    progress = _progress(found)
    if request.GET.get("part") == "progress":
        return render(request, "imports/progress.html", {"progress": progress})
    return render(request, "imports/going.html", {**_page(found), "progress": progress})


def _ended(request: StaffRequest, found: Import) -> HttpResponse:
    if request.GET.get("part") == "progress":
        return HttpResponse(headers={"HX-Refresh": "true"})
    result = found.job.result if found.job else {}
    told: dict[str, Any] = {
        **_page(found),
        "counts": [(say(f"imports.counts.{name}"), n) for name, n in result.get("counts", {}).items()],
        "findings": counted({each["text"]: each["n"] for each in result.get("findings", ())}),
        "reasons": counted(result.get("reasons", {})),
        "known_before": result.get("complete_before", False),
        "may_download": found.rejects is not None and found.shows_rows_to(request.actor),
        "following": _following(),
    }
    if found.state != "done":
        return render(request, "imports/ended.html", told)
    return show_parts(request, asked(request), "imports/done.html", (LEAK,), told)


def _progress(found: Import) -> Progress:
    job = found.job
    read = job.figures.get("read", 0) if job else 0
    return Progress(
        label=say(f"imports.states.{found.state}"),
        done=min(round(100 * job.share), 99) if job else 0,
        of=100,
        href=f"{reverse('imports:show', args=[found.number])}?part=progress",
        detail=say("imports.rows_read", count=read, n=formats.now().number(read)),
    )


def _page(found: Import) -> dict[str, Any]:
    return {
        "found": found,
        "badge": badge(found),
        "size": formats.now().number(max(round(found.size / 1_000), 1)),
        "stepper": _stepper(_STEPS[found.state]),
    }


def _stepper(at: int) -> Stepper:
    steps = tuple(say(f"imports.steps.{each}") for each in ("file", "check", "read", "map"))
    return Stepper(say("imports.nav"), steps, at)


def _following() -> list[LinkButton]:
    """Return the questions that an import answers, of screens that there are."""
    links = []
    for feature in _NEXT:
        try:
            links.append(
                LinkButton(say(f"imports.next.{feature}"), reverse(f"{feature}:home"), icon="forward")
            )
        except NoReverseMatch:
            continue
    return links


def _found(number: int) -> Import:
    found = find(number)
    if found is None:
        raise Http404
    return found
