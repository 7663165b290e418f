"""What coupons are for, as people of the shop say."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from parcours.commerce import selectors, services
from parcours.web.accounts.marks import StaffRequest, needs
from parcours.web.design.books import say
from parcours.web.design.components import Crumbs
from parcours.web.products.forms import Note
from parcours.web.products.notes import notes_table


@needs("see")
@require_GET
def home(request: StaffRequest) -> HttpResponse:
    """Show all notes, and one of them to change."""
    notes = {each.code: each.note for each in selectors.coupon_notes(request.actor)}
    code = request.GET.get("code", "")
    return _page(request, Note(initial={"code": code, "note": notes.get(code, "")}))


@needs("edit_shop")
@require_POST
def write(request: StaffRequest) -> HttpResponse:
    """Keep a note, or take it off where it is empty."""
    form = Note(request.POST)
    if not form.is_valid():
        return _page(request, form)
    code, note = form.cleaned_data["code"], form.cleaned_data["note"]
    services.note_coupon(request.actor, code, note, now=timezone.now())
    done = say(f"products.notes.{'kept' if note else 'gone'}")
    messages.success(request, f"{done} {say('people.did.noted')}")
    return redirect("products:notes")


def _page(request: StaffRequest, form: Note) -> HttpResponse:
    may_edit = request.actor.may("edit_shop")
    crumbs = (
        (say("products.nav"), reverse("products:home")),
        (say("products.tabs.coupons"), reverse("products:coupons")),
    )
    shown = {
        "crumbs": Crumbs(crumbs),
        "table": notes_table(selectors.coupon_notes(request.actor), may_edit=may_edit),
        "form": form if may_edit else None,
    }
    return render(request, "products/notes.html", shown, status=422 if form.errors else 200)
