"""What is wrong with the shop itself, as the doctor finds it: it comes before all that is lost."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, cast

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from parcours.web.care.findings import told
from parcours.web.care.selectors import findings
from parcours.web.design.books import say
from parcours.web.overview.attention import Matter

if TYPE_CHECKING:
    from parcours.web.accounts.marks import StaffRequest


def troubles(request: HttpRequest) -> Iterator[Matter]:
    """Yield what the doctor found wrong, once the doctor has read the log."""
    may_manage = cast("StaffRequest", request).actor.may("manage")
    href = reverse("care:health") if may_manage else ""
    for found in findings(timezone.now(), again=False, patience=0.0) or ():
        if not found.harmless:
            said = told(found)
            yield Matter("trouble", say("overview.attention.trouble"), said.what, "", "", said.advice, href)
