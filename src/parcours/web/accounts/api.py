"""Who asks, and the audit log, over the API. Users and tokens are made by people only, in their browsers."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

from ninja import Query
from pydantic import Field

from parcours.state.access import PERMISSIONS, Permission
from parcours.state.paging import Sort, page
from parcours.web.accounts.audit_filter import AuditFilter
from parcours.web.accounts.marks import StaffRequest
from parcours.web.api.endpoints import Endpoints
from parcours.web.api.fields import Cut, Day, Instant, Page, Text, Told
from parcours.web.design.place import this_shop

_NEWEST = Sort("id")

endpoints = Endpoints("accounts")


class Myself(Told):
    """The token that asks."""

    name: str
    role: str = Field(description="of who made it")
    permissions: list[Permission]


class AuditQuery(Cut):
    """Which entries; texts are the beginnings of what is asked for."""

    who: Text = Field("", description="an address of a user, a name of a token")
    what: Text = Field("", description="such as `profile.`")
    subject: Text = ""
    first: Day | None = Field(None, alias="from", description="a day of the shop's zone")
    last: Day | None = Field(None, alias="to", description="the last day, included")


class EntryOfAudit(Told):
    """One deed; each entry holds the digest of the one before."""

    id: int
    at: Instant
    actor_kind: str
    actor_name: str
    action: str
    subject: str
    details: dict[str, Any]
    digest: str


class AuditPage(Page):
    """A piece of the audit log, the newest first."""

    items: list[EntryOfAudit]


@endpoints.reads("/me", Myself)
def me(request: StaffRequest) -> dict[str, Any]:
    """Say who asks, and what the token may do."""
    actor = request.actor
    permissions = [each for each in PERMISSIONS if actor.may(each)]
    return {"name": actor.name, "role": actor.role, "permissions": permissions}


@endpoints.reads("/audit", AuditPage, needs="manage")
def audit(request: StaffRequest, asked: Query[AuditQuery]) -> dict[str, Any]:
    """List who did what to what, when."""
    wanted = AuditFilter(asked.who, asked.what, asked.subject, asked.first, asked.last)
    entries = wanted.entries(ZoneInfo(this_shop().settings.zone))
    found = page(entries, _NEWEST, cursor=asked.cursor, size=asked.limit)
    return {"items": found.rows, "next": found.next or None, "previous": found.previous or None}
