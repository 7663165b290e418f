"""The audit log says who did what, and cannot be made to say otherwise."""

from __future__ import annotations

from datetime import UTC, datetime
from threading import Thread

import pytest
from django.core.management import CommandError
from django.core.management.commands import flush
from django.db import Error, connection, transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from parcours.state import append_only
from parcours.state.actor import TERMINAL, Actor, DeniedError
from parcours.state.audit import FIRST, AuditEntry, record, verify

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
ANA = Actor("user", "ana@example.org", "support", 7)


@pytest.mark.django_db
def test_a_deed_is_written_with_its_actor_and_subject():
    record(ANA, "profile.merged", "profile:42", now=NOW)
    entry = AuditEntry.objects.get()
    assert (entry.at, entry.actor_name, entry.actor_id) == (NOW, "ana@example.org", 7)
    assert (entry.action, entry.subject, entry.details) == ("profile.merged", "profile:42", {})


def test_an_actor_may_do_what_its_role_allows():
    TERMINAL.check("manage")
    with pytest.raises(DeniedError, match="viewer"):
        Actor("user", "ben@example.org", "viewer", 8).check("edit_people")


def test_a_scope_takes_away_and_never_adds():
    scoped = Actor("token", "till", "analyst", 3, only=frozenset({"see", "see_personal"}))
    scoped.check("see")
    with pytest.raises(DeniedError, match="token 'till'"):
        scoped.check("see_personal")
    with pytest.raises(DeniedError):
        scoped.check("import")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "change",
    [
        lambda: AuditEntry.objects.update(actor_name="ben@example.org"),
        lambda: AuditEntry.objects.all().delete(),
        lambda: connection.cursor().execute("UPDATE state_auditentry SET action = 'nothing'"),
        lambda: connection.cursor().execute("DELETE FROM state_auditentry"),
    ],
    ids=["update", "delete", "sql-update", "sql-delete"],
)
def test_the_database_refuses_to_change_or_delete_an_entry(change):
    record(ANA, "profile.merged", "profile:42", now=NOW)
    with pytest.raises(Error, match="never changed or deleted"), transaction.atomic():
        change()
    assert AuditEntry.objects.get().action == "profile.merged"


@pytest.mark.django_db
def test_each_entry_holds_the_digest_of_the_one_before():
    for number in range(3):
        record(ANA, "profile.merged", f"profile:{number}", now=NOW)
    first, second, third = AuditEntry.objects.order_by("id")
    assert [first.before, second.before, third.before] == [FIRST, first.digest, second.digest]
    assert (verify().entries, verify().head, verify().broken) == (3, third.digest, None)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE state_auditentry SET actor_name = 'ben@example.org' WHERE subject = 'profile:1'",
        "UPDATE state_auditentry SET details = '{\"rows\": 1}' WHERE subject = 'profile:1'",
        "DELETE FROM state_auditentry WHERE subject = 'profile:1'",
    ],
    ids=["actor", "details", "deleted"],
)
def test_whoever_gets_around_the_triggers_breaks_the_chain(statement):
    for number in range(4):
        record(ANA, "people.imported", f"profile:{number}", now=NOW, details={"rows": 10})
    append_only.remove(connection)
    with connection.cursor() as cursor:
        cursor.execute(statement)
    assert verify().broken is not None
    assert not append_only.installed(connection)


@pytest.mark.django_db
def test_the_head_tells_a_log_that_was_cut_at_its_end():
    for number in range(3):
        record(ANA, "profile.merged", f"profile:{number}", now=NOW)
    noted = verify()
    append_only.remove(connection)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM state_auditentry WHERE subject = 'profile:2'")
    assert verify().broken is None
    assert verify().head != noted.head


@pytest.mark.django_db(transaction=True)
def test_writers_at_once_make_one_chain():
    def write(name: str) -> None:
        for number in range(10):
            record(Actor("user", name, "owner"), "profile.merged", f"profile:{number}", now=NOW)
        connection.close()

    threads = [Thread(target=write, args=(name,)) for name in ("ana", "ben", "dov")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (verify().entries, verify().broken) == (30, None)


@pytest.mark.django_db(transaction=True)
def test_tests_that_commit_leave_an_empty_log_with_its_triggers():
    assert verify().entries == 0
    assert append_only.installed(connection)


@pytest.mark.django_db(transaction=True)
def test_emptying_the_database_of_a_shop_is_refused():
    """As `django flush` would: the tests have a command of their own."""
    record(ANA, "profile.merged", "profile:42", now=NOW)
    with pytest.raises(CommandError, match="couldn't be flushed"):
        flush.Command().run_from_argv(["django", "flush", "--no-input", "--traceback"])
    assert verify().entries == 1


json = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=10),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text("abcé", max_size=3), inner, max_size=3)
    ),
    max_leaves=8,
)


class Chain(TestCase):
    @settings(max_examples=50, deadline=None)
    @given(st.lists(st.dictionaries(st.text("abcé", max_size=3), json, max_size=3), max_size=4))
    def test_what_was_written_is_what_is_read_whatever_the_details(self, details):
        for each in details:
            record(ANA, "people.imported", "profile:1", now=NOW, details=each)
        assert verify().broken is None
        assert verify().entries == len(details)
