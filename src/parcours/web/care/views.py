"""The screens of settings and health."""

from __future__ import annotations

from datetime import UTC, datetime

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from parcours.errors import InputError
from parcours.stream.selectors import jobs, standing
from parcours.stream.services import stop_job
from parcours.web.accounts.marks import StaffRequest, needs
from parcours.web.care import findings, selectors, services
from parcours.web.care.tables import backups_table, jobs_table, processes_table
from parcours.web.design.books import say
from parcours.web.design.components import Tab, Tabs
from parcours.web.design.place import this_shop
from parcours.web.setup.errors import SetupError
from parcours.web.setup.forms import SettingsForm, told
from parcours.web.setup.handover import is_supervised
from parcours.web.setup.services import change, neighbours
from parcours.web.setup.views import moving

_PAGES = {"settings": "care:home", "health": "care:health", "backups": "care:backups"}
_GOING = ("queued", "running", "stopping")


@needs("manage")
@require_http_methods(["GET", "POST"])
def home(request: StaffRequest) -> HttpResponse:
    """Show and change the shop's settings."""
    shop = this_shop()
    fixed = ("currency",) if shop.log.snapshot().rows else ()
    form = SettingsForm(request.POST or None, initial=told(shop.settings), fixed=fixed)
    if form.is_valid():
        try:
            anew = change(request.actor, shop, form.changes, seen=form.seen, now=timezone.now())
        except SetupError as error:
            form.add_error(None, say(f"setup.errors.{error.word}"))
        else:
            messages.success(request, say("care.saved" if anew or is_supervised() else "care.saved_alone"))
            return moving(request, reverse("care:home")) if anew else redirect("care:home")
    context = {
        "tabs": _tabs("settings"),
        "form": form,
        "fixed": fixed,
        "address": shop.settings.address,
        "neighbours": neighbours(shop),
    }
    return render(request, "care/home.html", context, status=422 if form.errors else 200)


@needs("manage")
@require_GET
def health(request: StaffRequest) -> HttpResponse:
    """Show how Parcours does."""
    now = datetime.now(UTC)
    beat, is_alive = selectors.worker(now)
    newest, found = jobs(most=10), selectors.findings(now, again="again" in request.GET)
    context = {
        "tabs": _tabs("health"),
        "processes": processes_table(beat, is_alive=is_alive, intake=selectors.intake_answers()),
        "beat": beat if is_alive else None,
        "standing": standing(now),
        "space": selectors.space(),
        "last_backup": next(iter(selectors.backups()), None),
        "findings": None if found is None else [findings.told(each) for each in found],
        "jobs": jobs_table(newest),
        "going": [each for each in newest if each.state in _GOING],
    }
    return render(request, "care/health.html", context)


@needs("manage")
@require_POST
def stop(request: StaffRequest, number: int) -> HttpResponse:
    """Stop a job."""
    try:
        stop_job(request.actor, number, now=timezone.now())
    except InputError:
        messages.error(request, say("care.moved_on"))
    return redirect("care:health")


@needs("manage")
@require_http_methods(["GET", "POST"])
def backups(request: StaffRequest) -> HttpResponse:
    """Show the backups, and make one."""
    if request.method == "POST":
        services.back_up(request.actor, now=timezone.now())
        messages.success(request, say("care.backups.asked"))
        return redirect("care:backups")
    found = selectors.backups()
    asked = [each for each in jobs("backup", most=3) if each.state in (*_GOING, "failed")]
    context = {
        "tabs": _tabs("backups"),
        "table": backups_table(found),
        "folder": selectors.backups_folder(),
        "asked": asked[:1],
        "elsewhere": bool(this_shop().settings.database),
    }
    return render(request, "care/backups.html", context)


@needs("manage")
@require_GET
def download(request: StaffRequest, name: str) -> FileResponse:
    """Hand a backup out."""
    path = services.hand_out(request.actor, name, now=timezone.now())
    if path is None:
        raise Http404
    return FileResponse(path.open("rb"), as_attachment=True, filename=name)


def _tabs(here: str) -> Tabs:
    pages = (Tab(say(f"care.tabs.{name}"), reverse(to), here=name == here) for name, to in _PAGES.items())
    return Tabs(say("care.nav"), tuple(pages))
