"""The funnel explorer: one page, all of it in the address, in parts that come as they are ready."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from parcours.web.accounts.marks import StaffRequest, needs
from parcours.web.design.books import say
from parcours.web.design.components import Filter, Option
from parcours.web.explore.events import event_title
from parcours.web.explore.numbers import change, count
from parcours.web.explore.people import named, walk
from parcours.web.explore.screen import Asked, Context, Part, asked, nothing_yet, show
from parcours.web.explore.selections import Selection
from parcours.web.explore.traits import trait_title, value_title
from parcours.web.explore.who import show_people
from parcours.web.funnel.cards import groups_table, lost_card, stairs
from parcours.web.funnel.query import BREAKDOWNS, FILTERS, MOST_STEPS, WINDOWS, Asking, parse
from parcours.web.funnel.selectors import Counted, CountEvents, CountFunnel, FindDrop, FindPeople, ListValues


@needs("see")
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Show the funnel that the address asks for."""
    about = asked(request)
    if about.opened.is_empty:
        return nothing_yet(request, say("funnel.nav"))
    return show(request, about, "funnel/home.html", _PARTS, {"asking": _asking(request, about)})


@needs("see")
@require_GET
def people(request: StaffRequest) -> HttpResponse:
    """Show who reached a step, or who was lost after it."""
    about = asked(request)
    asking = _asking(request, about)
    days = Selection.of_days(about.period, about.opened, asking.where)
    lost, step = _behind(request, len(asking.steps))
    name = "people_lost" if lost else "people_reached"
    return show_people(
        request,
        about,
        FindPeople(asking, days, step, lost=lost),
        title=say(f"funnel.{name}", step=event_title(asking.steps[step - 1])),
        back=f"{reverse('funnel:home')}?{asking.query(**({'lost': step} if lost else {}))}",
    )


def _behind(request: HttpRequest, steps: int) -> tuple[bool, int]:
    """Return whether those lost after a step are asked for, and which step."""
    lost, reached = _step(request, "lost", steps - 1), _step(request, "reached", steps)
    return (True, lost) if lost else (False, reached or 1)


def _step(request: HttpRequest, name: str, last: int) -> int | None:
    """Return the step that the address names, counted from 1; None where there is none such."""
    return next((step for step in range(1, last + 1) if str(step) == request.GET.get(name)), None)


def _asking(request: HttpRequest, about: Asked) -> Asking:
    return parse(request.GET, about.opened.journeys.parts[0].names)


def _count(request: HttpRequest, about: Asked) -> CountFunnel:
    asking = _asking(request, about)
    return CountFunnel(asking, Selection.of_days(about.period, about.opened, asking.where))


def _form(request: HttpRequest, about: Asked) -> Context | None:
    events, values = about.ask(CountEvents()), about.ask(ListValues())
    if events is None or values is None:
        return None
    asking = _asking(request, about)
    options = [(name, f"{event_title(name)} · {count(n)}") for name, n in events.value]
    listed = {name for name, _ in events.value}
    options += [(name, f"{event_title(name)} · {count(0)}") for name in asking.steps if name not in listed]
    slots = [*asking.steps, ""][:MOST_STEPS]
    return {
        "form_asks": ("step", "within", "by", "lost", *FILTERS),
        "slots": [(at, slot) for at, slot in enumerate(slots, 1)],
        "events": options,
        "windows": [(each, say(f"funnel.windows.{each}")) for each in WINDOWS],
        "breakdowns": [(each, trait_title(each)) for each in BREAKDOWNS],
        "filters": [
            Filter(
                column,
                trait_title(column),
                tuple(Option(value, value_title(column, value)) for value in values.value[column]),
                dict(asking.where).get(column, ""),
            )
            for column in FILTERS
        ],
    }


def _steps(request: HttpRequest, about: Asked) -> Context | None:
    asking, days = _asking(request, about), about.before
    earlier = CountFunnel(asking, Selection.of_days(days, about.opened, asking.where)) if days else None
    question = _count(request, about)
    about.begin(*(each for each in (question, earlier) if each))
    now, before = about.ask(question), about.ask(earlier) if earlier else None
    if now is None or (earlier and before is None):
        return None
    opened = _chosen(request, now.value)
    return {
        "answer": now,
        "stairs": list(stairs(now.value, before.value if before else None, asking, opened)),
        "share": now.value.share,
        "change": change(now.value.share, before.value.share if before else None),
        "groups": groups_table(now.value.groups, asking) if asking.by else None,
    }


def _lost(request: HttpRequest, about: Asked) -> Context | None:
    question = _count(request, about)
    counted = about.ask(question)
    if counted is None:
        return None
    asking, step = question.asking, _chosen(request, counted.value)
    found = about.ask(FindDrop(asking, question.days, step))
    if found is None:
        return None
    journeys = about.opened.journeys
    names = named(cast("StaffRequest", request).actor, found.value.examples)
    walks = [(names[profile], walk(journeys, profile, about.period)) for profile in found.value.examples]
    return {"answer": found, "card": lost_card(found.value, step, asking, walks)}


def _chosen(request: HttpRequest, counted: Counted) -> int:
    """Return the step that the address names, else the one at which most are lost."""
    return _step(request, "lost", len(counted.passages) - 1) or counted.largest_loss


_PARTS = (
    Part("form", "funnel/form.html", _form),
    Part("steps", "funnel/steps.html", _steps),
    Part("lost", "funnel/lost.html", _lost),
)
