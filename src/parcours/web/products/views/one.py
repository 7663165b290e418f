"""One product: its numbers day by day, its variants, and what people say of it."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from parcours.commerce import selectors, services
from parcours.commerce.selectors import Period, ProductPage
from parcours.errors import InputError
from parcours.web.accounts.marks import StaffRequest, needs
from parcours.web.design.books import say
from parcours.web.design.components import Crumbs, PeriodPicker
from parcours.web.design.formats import here
from parcours.web.explore.screen import asked
from parcours.web.products import cards
from parcours.web.products.forms import Product, units
from parcours.web.products.frame import days
from parcours.web.products.tables import title_of, variants_table


@needs("see")
@require_GET
def product(request: StaffRequest, product_id: str) -> HttpResponse:
    """Show everything that is known of a product, and what became of it in the period."""
    about = asked(request)
    page = _product(request, product_id, days(about))
    shown = {
        "title": title_of(page.row),
        "crumbs": Crumbs(_way()),
        "picker": PeriodPicker(about.period, comparing=False),
        "stats": cards.stats(page, about.period),
        "facts": cards.facts(page),
        "variants": variants_table(page.variants),
        "edit": reverse("products:edit", args=[product_id]) if request.actor.may("edit_shop") else "",
    }
    return render(request, "products/product.html", shown)


@needs("edit_shop")
@require_http_methods(["GET", "POST"])
def edit(request: StaffRequest, product_id: str) -> HttpResponse:
    """Say what a product is called, what it costs, how many are left."""
    page = _product(request, product_id, None)
    form = Product(request.POST or None, initial=_initial(page))
    if form.is_valid():
        now = timezone.now()
        if said := form.said():
            services.set_product(request.actor, product_id, now=now, **said)
        cost = form.cost_said()
        if cost is not None:
            services.set_cost(request.actor, product_id, cost, since=here(now).date(), now=now)
        messages.success(request, f"{say('products.edit.done')} {say('people.did.noted')}")
        return redirect("products:product", product_id)
    shown = {
        "title": say("products.edit.title"),
        "lead": say("products.edit.lead"),
        "do": say("products.edit.do"),
        "crumbs": Crumbs((*_way(), (title_of(page.row), reverse("products:product", args=[product_id])))),
        "form": form,
    }
    return render(request, "people/form.html", shown, status=422 if form.errors else 200)


def _product(request: StaffRequest, product_id: str, period: Period | None) -> ProductPage:
    try:
        return selectors.product(request.actor, product_id, period=period)
    except InputError as error:
        raise Http404 from error


def _initial(page: ProductPage) -> dict[str, object]:
    row = page.row
    amounts = {"price": units(row.price), "cost": units(_last_cost(page))}
    return {
        "name": row.name,
        "category": row.category,
        "stock": row.stock,
        "archived": row.archived,
        **amounts,
    }


def _last_cost(page: ProductPage) -> int | None:
    return page.costs[-1][1] if page.costs else None


def _way() -> tuple[tuple[str, str], ...]:
    return ((say("products.nav"), reverse("products:home")),)
