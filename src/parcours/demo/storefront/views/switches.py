"""A page for tests: which faults are on, and switches for this visit."""

from __future__ import annotations

from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.html import format_html, format_html_join

from parcours.demo.storefront.desk import Desk
from parcours.demo.storefront.faults import FAULTS, active, parse_faults
from parcours.errors import InputError

_BAD = 400


def faults(request: HttpRequest) -> HttpResponse:
    """Switch faults by ``?name=on`` for this visit, and show which are on."""
    desk = Desk(request, "en")
    if not desk.house.options.allow_faults:
        raise Http404
    try:
        switched = parse_faults(f"{name}={state}" for name, state in request.GET.items())
    except InputError as error:
        return HttpResponse(str(error), status=_BAD, content_type="text/plain")
    if switched:
        desk.keep(lambda visit: replace(visit, faults={**visit.faults, **switched}))
    return desk.remember(_table(active(desk.house.options.faults, desk.visit.faults)))


def _table(on: frozenset[str]) -> HttpResponse:
    rows = format_html_join(
        "\n",
        '<tr><th scope="row">{}</th><td>{}</td><td><a href="?{}={}">{}</a></td><td>{}</td></tr>',
        (
            (
                fault.name,
                "on" if fault.name in on else "off",
                fault.name,
                *_switch(is_on=fault.name in on),
                fault.effect,
            )
            for fault in FAULTS
        ),
    )
    page = '<!doctype html><html lang="en"><title>Faults</title><h1>Faults</h1><table>{}</table></html>'
    return HttpResponse(format_html(page, rows))


def _switch(*, is_on: bool) -> tuple[str, str]:
    return ("off", "switch off") if is_on else ("on", "switch on")
