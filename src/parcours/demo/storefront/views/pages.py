"""Help, delivery, sizes, privacy."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect

from parcours.demo.storefront import sizes as measures
from parcours.demo.storefront.desk import CONSENT, Desk
from parcours.demo.storefront.fields import COUNTRIES
from parcours.demo.storefront.links import way_back
from parcours.demo.world.delivery import CARRIERS

PURPOSES = (("measurement", "consent.measurement"), ("advertising", "consent.advertising"))
NECESSARY = "necessary"
_QUESTIONS = (
    ("help.q1", "help.a1"),
    ("help.q2", "help.a2"),
    ("help.q3", "help.a3"),
    ("help.q4", "help.a4"),
    ("help.q5", "help.a5"),
    ("help.q6", "help.a6"),
    ("help.q7", "help.a7"),
    ("help.q8", "help.a8"),
)
_CONSENT_SECONDS = 180 * 86_400


def answers(desk: Desk) -> HttpResponse:
    """Answer what people ask, and say how to reach the shop."""
    return desk.page("help", questions=_QUESTIONS)


def delivery(desk: Desk) -> HttpResponse:
    """Say how things come and go back."""
    rows = [(says, [each.promised_days(code) for each in CARRIERS]) for code, says in COUNTRIES.items()]
    return desk.page("delivery", carriers=CARRIERS, rows=rows)


def sizes(desk: Desk) -> HttpResponse:
    """Say which size fits whom."""
    return desk.page("sizes", rows=measures.table(is_wrong="misleading_size" in desk.faults))


def privacy(desk: Desk) -> HttpResponse:
    """Say what is kept, and ask what may be."""
    agreed = (desk.consent or "").split(".")
    return desk.page("privacy", purposes=[(code, says, code in agreed) for code, says in PURPOSES])


def consent(desk: Desk) -> HttpResponse:
    """Keep what was agreed to: ``all``, ``necessary``, or the purposes that were ticked."""
    if not desk.posted:
        return desk.go("privacy")
    choice = desk.sent.get("choice", "")
    codes = [code for code, _ in PURPOSES]
    ticked = codes if choice == "all" else [code for code in codes if code in desk.sent.getlist("purpose")]
    agreed = "" if choice == NECESSARY else ".".join(ticked)
    response = HttpResponseRedirect(way_back(desk.sent.get("next", ""), desk.url("privacy")))
    # The shop's script has to read it: it is no secret.
    response.set_cookie(CONSENT, agreed or NECESSARY, max_age=_CONSENT_SECONDS, samesite="Lax")
    return response
