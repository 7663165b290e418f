"""What a person may ask of the shop: everything that is kept of them, and that none of it is kept."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from parcours.errors import InputError
from parcours.stream.selectors import JobStatus, job
from parcours.stream.services import request_job
from parcours.web.accounts.marks import StaffRequest, needs
from parcours.web.design.books import say
from parcours.web.design.components import Component, LinkButton, Notice, Progress
from parcours.web.people import cards, services
from parcours.web.people.forms import Erase
from parcours.web.people.frame import crumbs, person_of
from parcours.web.people.ids import code

ERASURE = "erase"
_ENDED = ("done", "failed", "stopped")


@needs("erase_people")
@require_http_methods(["GET", "POST"])
def export(request: StaffRequest, profile: int) -> HttpResponse:
    """Say what the file holds; send it."""
    if request.method == "GET":
        return render(request, "people/export.html", {"crumbs": crumbs(request, profile)})
    person = person_of(request, profile)
    packed = services.export(request.actor, person, now=timezone.now())
    answer = HttpResponse(packed, content_type="application/zip")
    answer["Content-Disposition"] = f'attachment; filename="profile-{code(person.listed.id)}.zip"'
    return answer


@needs("erase_people")
@require_http_methods(["GET", "POST"])
def erase(request: StaffRequest, profile: int) -> HttpResponse:
    """Say what goes, ask for a word that shows that it is meant, and have it done."""
    person = person_of(request, profile)
    form = Erase(say("people.erase.word"), request.POST or None)
    if form.is_valid():
        params = {"profile": person.listed.id}
        return redirect("people:erasure", request_job(request.actor, ERASURE, params, now=timezone.now()))
    shown = {"crumbs": crumbs(request, profile), "form": form, "goes": cards.lost(person)}
    return render(request, "people/erase.html", shown, status=422 if form.errors else 200)


@needs("erase_people")
@require_GET
def erasure(request: StaffRequest, number: int) -> HttpResponse:
    """Show how far an erasure is; to htmx, only that."""
    status = _status(number)
    if request.headers.get("HX-Request"):
        return render(request, "people/standing.html", {"standing": _standing(status)})
    return render(request, "people/erasure.html", {"standing": _standing(status)})


def _status(number: int) -> JobStatus:
    try:
        found = job(number)
    except InputError as error:
        raise Http404 from error
    if found.kind != ERASURE:
        raise Http404
    return found


def _standing(status: JobStatus) -> Component:
    if status.state == "done":
        people = LinkButton(say("people.erasure.back"), reverse("people:home"))
        return Notice(say("people.erasure.done_text"), "good", say("people.erasure.done"), people)
    if status.state in _ENDED:
        return Notice(say("people.erasure.failed_text"), "danger", say("people.erasure.failed"))
    again = reverse("people:erasure", args=[status.number])
    return Progress(say(f"people.erasure.{status.state}"), round(100 * status.share), 100, again)
