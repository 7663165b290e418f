"""What is left out: the rules, a new one looked at before it holds, and taking one away."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from parcours.commerce import selectors, services
from parcours.commerce.selectors import RuleRow, Wanted
from parcours.errors import InputError
from parcours.people.lists import Filters
from parcours.people.selectors import count_people
from parcours.web.accounts.marks import StaffRequest, needs
from parcours.web.design.books import say
from parcours.web.design.components import Crumbs
from parcours.web.exclusions.forms import RuleForm
from parcours.web.exclusions.tables import rules_table, stats, title_of, would
from parcours.web.explore.journeys import opened
from parcours.web.people.names import payment_title


@needs("see")
@require_GET
def home(request: StaffRequest) -> HttpResponse:
    """Show the rules and what is left out, by them and by hand."""
    may_edit = request.actor.may("edit_shop")
    left_out = selectors.orders_by(request.actor, Wanted(excluded="only"), "excluded")
    days = opened()
    shown = {
        "crumbs": Crumbs(((say("orders.nav"), reverse("orders:home")),)),
        "stats": stats(left_out, count_people(request.actor, Filters(excluded=True))),
        "table": rules_table(selectors.rules(request.actor), may_edit=may_edit),
        "may_edit": may_edit,
        "orders": f"{reverse('orders:home')}?excluded=only&from={days.first}&to={days.last}",
        "people": f"{reverse('people:home')}?left_out=1",
    }
    return render(request, "exclusions/home.html", shown)


@needs("edit_shop")
@require_http_methods(["GET", "POST"])
def add(request: StaffRequest) -> HttpResponse:
    """Say what a rule would do; add it once somebody has seen that."""
    form = RuleForm(request.POST or None)
    shown = {"crumbs": _way(), "form": form, "ways": _ways(request)}
    if not form.is_valid():
        return render(request, "exclusions/add.html", shown, status=422 if form.errors else 200)
    told = form.cleaned_data
    if "add" not in request.POST:
        weighed = selectors.weigh(request.actor, told["subject"], told["value"])
        title = title_of(told["subject"], told["value"])
        return render(
            request, "exclusions/look.html", {**shown, "title": title, "would": list(would(weighed))}
        )
    try:
        services.add_rule(
            request.actor, told["subject"], told["value"], reason=told["reason"], now=timezone.now()
        )
    except InputError:
        form.add_error("value", say("exclusions.errors.there"))
        return render(request, "exclusions/add.html", shown, status=422)
    return _done(request, "added")


@needs("edit_shop")
@require_http_methods(["GET", "POST"])
def remove(request: StaffRequest, rule: int) -> HttpResponse:
    """Say what counts again without a rule; take it away."""
    found = _rule(request, rule)
    if request.method == "POST":
        services.drop_rule(request.actor, rule, now=timezone.now())
        return _done(request, "removed")
    shown = {"crumbs": _way(), "rule": found, "title": title_of(found.subject, found.value)}
    return render(request, "exclusions/remove.html", shown)


def _ways(request: StaffRequest) -> list[tuple[str, str]]:
    """Return the ways to pay that orders have: as they name them, and what they are called."""
    found = selectors.orders_by(request.actor, Wanted(excluded="too"), "payment_method")
    return [(bucket.of, payment_title(bucket.of)) for bucket in found if bucket.of]


def _rule(request: StaffRequest, key: int) -> RuleRow:
    found = next((rule for rule in selectors.rules(request.actor) if rule.key == key), None)
    if found is None:
        raise Http404
    return found


def _done(request: StaffRequest, what: str) -> HttpResponse:
    messages.success(request, f"{say(f'exclusions.{what}')} {say('people.did.noted')}")
    return redirect("exclusions:home")


def _way() -> Crumbs:
    return Crumbs(
        ((say("orders.nav"), reverse("orders:home")), (say("exclusions.title"), reverse("exclusions:home")))
    )
