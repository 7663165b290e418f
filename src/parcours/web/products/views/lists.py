"""Lists: products, coupons, what advertising cost."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from parcours.commerce import selectors
from parcours.web.accounts.marks import StaffRequest, needs
from parcours.web.design.books import say
from parcours.web.design.components import (
    Definition,
    Filter,
    FilterBar,
    LinkButton,
    Option,
    PeriodPicker,
    Search,
)
from parcours.web.explore.screen import asked, nothing_yet
from parcours.web.products.frame import days, tabs
from parcours.web.products.tables import PAGE, SORTS, coupons_table, products_table, spend_table

_USUAL = "-earned"


@needs("see")
@require_GET
def home(request: StaffRequest) -> HttpResponse:
    """Show a page of products."""
    about = asked(request)
    if about.opened.is_empty:
        return nothing_yet(request, say("products.nav"))
    sort, start, search = _sort(request), _start(request), _text(request, "q")
    category, archived = _text(request, "category"), request.GET.get("archived") == "1"
    found = selectors.products(
        request.actor,
        period=days(about),
        search=search,
        category=category,
        archived=archived,
        by=sort.lstrip("-"),  # type: ignore[arg-type]  # one of SORTS
        descending=sort.startswith("-"),
        start=start,
        size=PAGE,
    )
    shown = {
        "tabs": tabs("products", about),
        "picker": PeriodPicker(about.period, comparing=False),
        "filters": _filters(request, search, category, archived=archived),
        "total": say("products.total", count=found.all),
        "how": _definition("columns"),
        "table": products_table(found, sort, start, asked=bool(search or category or archived)),
        "take_in": _take_in(request, "products"),
        "title": say("products.nav"),
    }
    return render(request, "products/list.html", shown)


@needs("see")
@require_GET
def coupons(request: StaffRequest) -> HttpResponse:
    """Show the coupons that were used most."""
    about = asked(request)
    found = selectors.coupons(request.actor, period=days(about), search=_text(request, "q"))
    shown = {
        "tabs": tabs("coupons", about),
        "picker": PeriodPicker(about.period, comparing=False),
        "filters": FilterBar((), Search(say("products.coupons.search"), _text(request, "q"))),
        "how": _definition("coupons"),
        "table": coupons_table(found),
        "take_in": LinkButton(say("products.notes.title"), reverse("products:notes"), icon="edit"),
        "title": say("products.tabs.coupons"),
    }
    return render(request, "products/list.html", shown)


@needs("see")
@require_GET
def spend(request: StaffRequest) -> HttpResponse:
    """Show what advertising cost and brought, by channel and month."""
    about = asked(request)
    shown = {
        "tabs": tabs("spend", about),
        "picker": PeriodPicker(about.period, comparing=False),
        "how": _definition("spend"),
        "table": spend_table(selectors.spend(request.actor, period=days(about))),
        "take_in": _take_in(request, "spend"),
        "title": say("products.tabs.spend"),
    }
    return render(request, "products/list.html", shown)


def _filters(request: StaffRequest, search: str, category: str, *, archived: bool) -> FilterBar:
    categories = tuple(Option(each, each) for each in selectors.categories(request.actor))
    gone = (Option("1", say("products.archived")),)
    filters = (
        Filter("category", say("products.category"), categories, category),
        Filter("archived", say("products.shown"), gone, "1" if archived else ""),
    )
    return FilterBar(filters, Search(say("products.search"), search))


def _definition(name: str) -> Definition:
    return Definition(say(f"products.{name}_how"))


def _take_in(request: StaffRequest, kind: str) -> LinkButton | None:
    if not request.actor.may("import"):
        return None
    address = reverse("products:import", args=[kind])
    return LinkButton(say(f"products.files.{kind}"), address, icon="import")


def _sort(request: HttpRequest) -> str:
    sort = request.GET.get("sort", "")
    return sort if sort.lstrip("-") in SORTS else _USUAL


def _start(request: HttpRequest) -> int:
    cursor = request.GET.get("cursor", "")
    return int(cursor) if cursor.isascii() and cursor.isdecimal() and len(cursor) < 9 else 0


def _text(request: HttpRequest, name: str) -> str:
    return request.GET.get(name, "").replace("\0", "").strip()[:200]
