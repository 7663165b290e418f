"""The check-up of the state finds what was done to the audit log."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import connection

from parcours.state import append_only
from parcours.state.actor import TERMINAL
from parcours.state.audit import record
from parcours.state.checks import findings

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


def test_a_sound_log_is_no_finding():
    record(TERMINAL, "profile.merged", "profile:1", now=NOW)
    assert list(findings()) == []


def test_missing_triggers_and_changed_entries_are_found():
    for number in range(2):
        record(TERMINAL, "profile.merged", f"profile:{number}", now=NOW)
    append_only.remove(connection)
    assert [each.name for each in findings()] == ["audit-open"]
    with connection.cursor() as cursor:
        cursor.execute("UPDATE state_auditentry SET subject = 'profile:7'")
    append_only.install(connection)
    assert [each.name for each in findings()] == ["audit-changed"]
