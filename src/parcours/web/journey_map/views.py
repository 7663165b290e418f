"""The map's screens: the map, one of its things, files of it, and what people add."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import SafeString
from django.views.decorators.http import require_GET, require_POST

from parcours.charts.journey_map import map_body
from parcours.charts.journey_map.speech import Speech
from parcours.charts.journey_map.tables import places_table
from parcours.journeys.journey_map import JourneyMap
from parcours.journeys.purchase_journeys.template import EMOTIONS
from parcours.touchpoints import GROUPS, STAGES, title
from parcours.web.accounts.marks import StaffRequest, needs
from parcours.web.design.books import language, say
from parcours.web.design.components import Item, Menu
from parcours.web.explore.csv import csv_of
from parcours.web.explore.journeys import keeper
from parcours.web.explore.screen import Asked, Context, Part, asked, nothing_yet, query_of, show
from parcours.web.explore.selections import Selection
from parcours.web.explore.who import show_people
from parcours.web.journey_map import services
from parcours.web.journey_map.cells import cell_of
from parcours.web.journey_map.changes import changes_table
from parcours.web.journey_map.errors import NoteError
from parcours.web.journey_map.feelings import feelings
from parcours.web.journey_map.forms import DayNote, Emotion, ThingNote
from parcours.web.journey_map.naming import with_names
from parcours.web.journey_map.overlay import PageOverlay
from parcours.web.journey_map.selectors import (
    CompareMap,
    DrawMap,
    FindAtPlace,
    assumptions,
    notes_by_thing,
    notes_of,
    notes_of_days,
)
from parcours.web.template_editor.selectors import held_steps
from parcours.web.template_editor.shown import step_title

_PLACES = tuple(group.name for group in GROUPS)
FORMS = ("svg", "png", "pdf", "csv")
_TYPES = {
    "svg": "image/svg+xml",
    "png": "image/png",
    "pdf": "application/pdf",
    "csv": "text/csv; charset=utf-8",
}


@needs("see")
@require_GET
def home(request: StaffRequest) -> HttpResponse:
    """Show the map of some days."""
    about = asked(request)
    if about.opened.is_empty:
        return nothing_yet(request, say("journey_map.nav"))
    files = tuple(Item(say(f"journey_map.files.{form}"), _file(about, form)) for form in FORMS)
    context = {
        "files": Menu(say("journey_map.files.title"), files, icon="export"),
        "notes": notes_of_days(about.period.first, about.period.last),
        "may_edit": request.actor.may("edit_shop"),
        "day": about.period.last,
    }
    return show(request, about, "journey_map/home.html", (_MAP, _CHANGES), context)


@needs("see")
@require_GET
def cell(request: StaffRequest) -> HttpResponse:
    """Show one thing of the map: its numbers, how they are computed, who is behind them, what is noted."""
    about = asked(request)
    kind, name = _thing(request)
    steps = held_steps()
    known = name in STAGES or name in steps.names or name in _PLACES
    context = {
        "title": step_title(steps, name) if known else say("journey_map.cell"),
        "kind": kind,
        "name": name,
        "notes": notes_of(kind, name),
        "may_edit": request.actor.may("edit_shop"),
        "back": f"{reverse('journey_map:home')}?{query_of(about.period)}",
        "assumed": assumptions().get(name) if kind == "step" else None,
        "levels": [(level, say(f"journey_map.feelings.level_{level}")) for level in EMOTIONS],
    }
    return show(request, about, "journey_map/cell.html", (_CELL,), context)


@needs("see")
@require_GET
def people(request: StaffRequest) -> HttpResponse:
    """Show who met a touchpoint of the map."""
    about = asked(request)
    place = next((name for name in _PLACES if name == request.GET.get("place")), None)
    if place is None:
        raise Http404
    question = FindAtPlace(Selection.of_days(about.period, about.opened), place)
    back = f"{reverse('journey_map:home')}?{query_of(about.period)}"
    name = title(place, language())
    return show_people(request, about, question, title=say("journey_map.met_place", place=name), back=back)


@needs("see")
@require_GET
def file(request: HttpRequest, form: str) -> HttpResponse:
    """Answer with the map as a file."""
    about = asked(request)
    found = about.patiently().ask(DrawMap.of(about.period, about.opened))
    if form not in FORMS or found is None:
        raise Http404
    name = f'attachment; filename="journey-map-{about.period.last}.{form}"'
    return HttpResponse(
        _content(with_names(found.value), form),
        content_type=_TYPES[form],
        headers={"Content-Disposition": name},
    )


@needs("edit_shop")
@require_POST
def note(request: StaffRequest) -> HttpResponse:
    """Note something of a thing, or of a day."""
    now = timezone.now()
    try:
        if "day" in request.POST:
            day = DayNote.parsed(request.POST)
            services.note_day(request.actor, day.day, day.text, now=now)
        else:
            thing = ThingNote.parsed(request.POST)
            services.note_thing(request.actor, thing.kind, thing.name, thing.text, now=now)
    except NoteError:
        messages.error(request, say("journey_map.notes.wrong"))
    return _back(request)


@needs("edit_shop")
@require_POST
def remove(request: StaffRequest, number: int) -> HttpResponse:
    """Take a note off."""
    services.remove_note(request.actor, number, now=timezone.now())
    return _back(request)


@needs("edit_shop")
@require_POST
def emotion(request: StaffRequest) -> HttpResponse:
    """Assume how customers feel at a step."""
    try:
        said = Emotion.parsed(request.POST)
        services.assume(request.actor, said.step, said.level, said.text, now=timezone.now())
        keeper().open_newer()
    except NoteError:
        messages.error(request, say("journey_map.notes.wrong"))
    return _back(request)


def _map(request: HttpRequest, about: Asked) -> Context | None:
    found = about.ask(DrawMap.of(about.period, about.opened))
    if found is None:
        return None
    drawn, spoken = with_names(found.value), language()
    overlay = PageOverlay(drawn, about, notes_by_thing())
    speech = Speech(drawn, spoken)
    return {
        "answer": found,
        "map": SafeString(map_body(drawn, spoken, overlay)),  # it escapes what it was given
        "feelings": [(each, overlay.address("step", each.step)) for each in feelings(speech, assumptions())],
    }


def _cell(request: HttpRequest, about: Asked) -> Context | None:
    found = about.ask(DrawMap.of(about.period, about.opened))
    if found is None:
        return None
    kind, name = _thing(request)
    made = cell_of(Speech(with_names(found.value), language()), kind, name, query_of(about.period))
    return {"answer": found, "cell": made}


def _thing(request: HttpRequest) -> tuple[str, str]:
    """Return what the address names; databases take no NUL."""
    kind, name = (request.GET.get(key, "").replace("\x00", "") for key in ("kind", "name"))
    return kind, name


def _content(drawn: JourneyMap, form: str) -> str | bytes:
    spoken = language()
    if form == "csv":
        return "\ufeff" + csv_of(places_table(Speech(drawn, spoken)))
    if form == "svg":
        return drawn.to_svg(spoken)
    return drawn.to_png(language=spoken) if form == "png" else drawn.to_pdf(spoken)


def _file(about: Asked, form: str) -> str:
    return f"{reverse('journey_map:file', args=[form])}?{query_of(about.period)}"


def _back(request: HttpRequest) -> HttpResponse:
    wanted = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return HttpResponseRedirect(wanted if safe else reverse("journey_map:home"))


def _changes(request: HttpRequest, about: Asked) -> Context | None:
    del request
    if about.before is None:
        return {"compared": None}
    now = about.ask(DrawMap.of(about.period, about.opened))
    then = None if now is None else about.ask(CompareMap.of(about.before, about.opened))
    if now is None or then is None:
        return None
    table = changes_table(Speech(now.value, language()), then.value)
    return {"answer": then, "compared": about.before, "table": table}


_CHANGES = Part("changes", "journey_map/changes.html", _changes)
_MAP = Part("map", "journey_map/map.html", _map)
_CELL = Part("cell", "journey_map/cell_part.html", _cell)
