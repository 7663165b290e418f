"""Why identifiers are one person's, what was decided of them, and who else looks like the same person."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from parcours.people import services
from parcours.people.people import Person
from parcours.people.selectors import identity as read_identity
from parcours.people.selectors import suggestions
from parcours.web.accounts.marks import StaffRequest, needs
from parcours.web.design.books import say
from parcours.web.design.components import Definition, Empty, LinkButton
from parcours.web.design.place import this_shop
from parcours.web.people import cards, evidence
from parcours.web.people.frame import crumbs, done, head, known, person_of


@needs("see")
@require_GET
def identity(request: StaffRequest, profile: int) -> HttpResponse:
    """Show the identifiers of somebody, the evidence of each link, and every decision."""
    if (root := known(profile)) != profile:
        return redirect("people:identity", root)
    context = head(request, profile, "identity")
    person: Person = context["person"]
    links, decided = read_identity(request.actor, profile, this_shop().log)
    alike = suggestions(request.actor, profile=profile) if context["may_edit"] else ()
    shown = {
        "identities": [(cards.identity_kind(each), each) for each in person.identities],
        "links": [evidence.link(tie) for tie in links],
        "decisions": [evidence.decision(each) for each in decided],
        "alike": [evidence.alike(each) for each in alike],
        "nothing": Empty(say("people.links.none"), say("people.links.none_how"), icon="people"),
    }
    return render(request, "people/identity.html", {**context, **shown})


@needs("edit_people")
@require_GET
def same(request: StaffRequest) -> HttpResponse:
    """List the profiles that look like one person."""
    found = suggestions(request.actor)
    everybody = LinkButton(say("people.same.everybody"), reverse("people:home"))
    shown = {
        "crumbs": crumbs(request),
        "alike": [evidence.alike(each) for each in found],
        "how": Definition(say("people.same.how")),
        "nobody": Empty(say("people.same.none"), say("people.same.how"), everybody, "check"),
    }
    return render(request, "people/same.html", shown)


@needs("edit_people")
@require_POST
def dismiss(request: StaffRequest, profile: int, other: int) -> HttpResponse:
    """Remember that two profiles are two people, and go back to the list."""
    services.dismiss(request.actor, known(profile), known(other), now=timezone.now())
    return _done(request, "dismissed", "people:same")


@needs("edit_people")
@require_http_methods(["GET", "POST"])
def block(request: StaffRequest, profile: int, leaf: int) -> HttpResponse:
    """Let an identifier name nobody, after saying what that means."""
    person = person_of(request, profile)
    identifier = next((each for each in person.identities if each.leaf == leaf), None)
    if identifier is None:
        raise Http404
    if request.method == "POST":
        services.block(request.actor, leaf, now=timezone.now())
        if leaf == profile and not identifier.touchpoints:
            return _done(request, "blocked", "people:home")  # nobody is left under this number
        return done(request, profile, "blocked", "people:identity")
    about = {"identity": identifier, "kind": cards.identity_kind(identifier)}
    return render(request, "people/block.html", {"crumbs": crumbs(request, profile), **about})


@needs("edit_people")
@require_POST
def restore(request: StaffRequest, profile: int, number: int) -> HttpResponse:
    """Take back that an identifier was taken away, or names nobody."""
    services.restore(request.actor, number, now=timezone.now())
    return done(request, profile, "restored", "people:identity")


def _done(request: StaffRequest, what: str, then: str) -> HttpResponse:
    messages.success(request, f"{say(f'people.did.{what}')} {say('people.did.noted')}")
    return redirect(then)
