"""The audit log says who did what."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from parcours.state.actor import TERMINAL, Actor, DeniedError
from parcours.state.audit import AuditEntry, record

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


@pytest.mark.django_db
def test_a_deed_is_written_with_its_actor_and_subject():
    record(Actor("user", "ana@example.org", "support", 7), "profile.merged", "profile:42", now=NOW)
    entry = AuditEntry.objects.get()
    assert (entry.at, entry.actor_name, entry.actor_id) == (NOW, "ana@example.org", 7)
    assert (entry.action, entry.subject, entry.details) == ("profile.merged", "profile:42", {})


def test_an_actor_may_do_what_its_role_allows():
    TERMINAL.check("manage")
    with pytest.raises(DeniedError, match="viewer"):
        Actor("user", "ben@example.org", "viewer", 8).check("edit_people")
