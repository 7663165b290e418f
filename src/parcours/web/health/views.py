"""Answers for those who watch: load balancers, supervisors, Prometheus."""

from __future__ import annotations

from datetime import datetime

from django import conf
from django.db import Error as DatabaseError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from parcours.messaging.figures import measured, outbox
from parcours.stream import heartbeat
from parcours.stream.figures import told
from parcours.stream.selectors import standing
from parcours.web.accounts.marks import public
from parcours.web.security import is_this_machine


@public
@require_GET
def healthz(request: HttpRequest) -> HttpResponse:
    """Tell that the process answers."""
    del request
    return JsonResponse({"status": "alive"})


@public
@require_GET
def readyz(request: HttpRequest) -> HttpResponse:
    """Tell whether the database answers and the worker moves; why not is for this machine only."""
    now = timezone.now()
    try:
        standing(now)
    except DatabaseError:
        return JsonResponse({"status": "the database does not answer"}, status=503)
    beat = heartbeat.read(conf.settings.SHOP.folder)  # type: ignore[misc]  # a setting of our own
    if beat is None or not beat.alive(_micros(now)):
        return JsonResponse({"status": "the worker does not run"}, status=503)
    if beat.trouble:
        why = {"why": beat.trouble} if is_this_machine(request.META) else {}
        return JsonResponse({"status": "the worker is in trouble", **why}, status=503)
    return JsonResponse({"status": "ready"})


@public
@require_GET
def metrics(request: HttpRequest) -> HttpResponse:
    """Tell this machine what the worker counted."""
    if not is_this_machine(request.META):
        raise Http404
    now = timezone.now()
    beat = heartbeat.read(conf.settings.SHOP.folder)  # type: ignore[misc]  # a setting of our own
    text = told(beat, standing(now), measured(outbox(now)), now=_micros(now))
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


def _micros(now: datetime) -> int:
    return round(now.timestamp() * 1_000_000)
