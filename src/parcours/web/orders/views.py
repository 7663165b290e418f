"""Orders: the list with its totals, one order, and whether it counts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from parcours.commerce import selectors, services
from parcours.commerce.selectors import OrderPage, OrderRow, Period, Wanted
from parcours.errors import InputError
from parcours.state.actor import Actor
from parcours.web.accounts.marks import StaffRequest, needs
from parcours.web.design.books import say, say_later
from parcours.web.design.components import Crumbs, PeriodPicker
from parcours.web.explore.screen import asked, nothing_yet
from parcours.web.orders import cards
from parcours.web.orders.filters import filter_bar, more_filters
from parcours.web.orders.query import parse
from parcours.web.orders.table import FIELDS, as_values, number_of, orders_table, standing
from parcours.web.people.frame import crumbs, person_of
from parcours.web.people.names import name_of
from parcours.web.people.sheets import sheet

_PIECE: Final = 1_000


class Reason(forms.Form):
    """Why an order counts, or does not."""

    reason = forms.CharField(
        label=say_later("orders.counting.reason"), help_text=say_later("orders.counting.help"), max_length=200
    )


@needs("see")
@require_GET
def home(request: StaffRequest) -> HttpResponse:
    """Show a page of orders, with the totals of all that are asked for."""
    about, asking = asked(request), parse(request.GET)
    if about.opened.is_empty:
        return nothing_yet(request, say("orders.nav"))
    wanted = asking.wanted(Period(about.period.first, about.period.last), timezone.now())
    found = selectors.orders(request.actor, wanted, cursor=request.GET.get("cursor", ""))
    of_one = "profile" in asking.given and bool(found.rows)
    shown = {
        "crumbs": crumbs(request, found.rows[0].profile_id) if of_one else None,
        "picker": None if asking.is_of_all_time else PeriodPicker(about.period, comparing=False),
        "filters": filter_bar(asking),
        "more": more_filters(request.actor, asking),
        "stats": cards.stats(selectors.totals(request.actor, wanted)),
        "table": orders_table(found, asked=bool(asking.given)),
    }
    return render(request, "orders/list.html", shown)


@needs("see")
@require_GET
def export(request: StaffRequest) -> StreamingHttpResponse:
    """Send all orders that the address asks for as a file; it names nobody."""
    about, asking = asked(request), parse(request.GET)
    wanted = asking.wanted(Period(about.period.first, about.period.last), timezone.now())
    rows = (as_values(order) for order in _all(request.actor, wanted))
    return sheet("orders", [say(f"orders.fields.{field}") for field in FIELDS], rows)


@needs("see")
@require_GET
def order(request: StaffRequest, key: int) -> HttpResponse:
    """Show everything that is known of an order."""
    page = _order(request, key)
    shown = {
        **_head(page),
        "page": page,
        "standing": standing(page.row),
        "money": cards.money(page),
        "facts": cards.facts(page),
        "lines": cards.lines(page),
        "timeline": cards.timeline(page),
        "person": name_of(person_of(request, page.row.profile_id).listed),
        "may_edit": request.actor.may("edit_shop"),
    }
    return render(request, "orders/order.html", shown)


@needs("edit_shop")
@require_http_methods(["GET", "POST"])
def counting(request: StaffRequest, key: int) -> HttpResponse:
    """Leave an order out of every number, or let it count again; with the reason."""
    page = _order(request, key)
    form, what = Reason(request.POST or None), "include" if page.row.excluded else "exclude"
    if form.is_valid():
        verb = services.include_order if page.row.excluded else services.exclude_order
        verb(request.actor, key, reason=form.cleaned_data["reason"], now=timezone.now())
        messages.success(request, f"{say(f'orders.counting.{what}d')} {say('people.did.noted')}")
        return redirect("orders:order", key)
    shown = {
        "crumbs": Crumbs((*_way(), (number_of(page.row), reverse("orders:order", args=[key])))),
        "title": say(f"orders.counting.{what}"),
        "lead": say(f"orders.counting.{what}_lead"),
        "do": say(f"orders.counting.{what}"),
        "form": form,
    }
    return render(request, "people/form.html", shown, status=422 if form.errors else 200)


def _order(request: StaffRequest, key: int) -> OrderPage:
    try:
        return selectors.order(request.actor, key)
    except InputError as error:
        raise Http404 from error


def _head(page: OrderPage) -> dict[str, Any]:
    return {"title": number_of(page.row), "crumbs": Crumbs(_way())}


def _way() -> tuple[tuple[str, str], ...]:
    return ((say("orders.nav"), reverse("orders:home")),)


def _all(actor: Actor, wanted: Wanted) -> Iterator[OrderRow]:
    cursor = ""
    while True:
        found = selectors.orders(actor, wanted, cursor=cursor, size=_PIECE)
        yield from found.rows
        if not found.next:
            return
        cursor = found.next
