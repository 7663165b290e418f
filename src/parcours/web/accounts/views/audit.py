"""The audit log: filters, pages, export."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from parcours.state.audit import AuditEntry
from parcours.state.paging import Page, Sort, page
from parcours.web.accounts.audit_filter import AuditFilter, as_csv
from parcours.web.accounts.marks import StaffRequest, needs
from parcours.web.accounts.views.frame import tabs
from parcours.web.design import formats
from parcours.web.design.books import say
from parcours.web.design.components import Column, Empty, Pager, Row, Table

_NEWEST = Sort("id")
_FIELDS = (("who", "text"), ("what", "text"), ("subject", "text"), ("first", "date"), ("last", "date"))
_HEADINGS = ("when", "who", "what", "subject", "details")


@needs("manage")
@require_GET
def audit(request: StaffRequest) -> HttpResponse:
    """Show a page of entries."""
    asked = AuditFilter.parsed(request.GET)
    entries = page(asked.entries(_zone()), _NEWEST, cursor=request.GET.get("cursor", ""))
    shown = {
        "tabs": tabs("audit"),
        "asked": asked,
        "fields": [(name, getattr(asked, name) or "", kind) for name, kind in _FIELDS],
        "table": _table(entries),
        "head": AuditEntry.objects.values_list("digest", flat=True).first(),
    }
    return render(request, "accounts/audit.html", shown)


@needs("manage")
@require_GET
def export(request: StaffRequest) -> StreamingHttpResponse:
    """Send all entries of a filter as a table, with their digests."""
    entries = AuditFilter.parsed(request.GET).entries(_zone()).order_by("id").iterator(chunk_size=2_000)
    answer = StreamingHttpResponse(as_csv(entries), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="audit.csv"'
    return answer


def _table(entries: Page[AuditEntry]) -> Table:
    return Table(
        caption=say("accounts.audit.title"),
        columns=tuple(Column(say(f"accounts.audit.{name}")) for name in _HEADINGS),
        rows=entries.of(_row).rows,
        empty=Empty(say("accounts.audit.none"), say("accounts.audit.none_lead")),
        pager=Pager(entries.next, entries.previous),
    )


def _row(entry: AuditEntry) -> Row:
    details = ", ".join(f"{name}: {value}" for name, value in entry.details.items())
    return Row((formats.instant(entry.at), entry.actor_name, entry.action, entry.subject, details))


def _zone() -> ZoneInfo:
    return ZoneInfo(settings.SHOP.settings.zone)  # type: ignore[misc]  # a setting of our own
