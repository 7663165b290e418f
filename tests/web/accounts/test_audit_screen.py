"""The audit log on screen and as a table."""

from __future__ import annotations

import csv
import io
from datetime import timedelta

import pytest
from django.urls import reverse
from tests.web.accounts.conftest import NOW

from parcours.state.actor import Actor
from parcours.state.audit import AuditEntry, record, verify

AUDIT = "/audit/"


def write(
    count: int = 1, *, name: str = "ana@example.org", action: str = "profile.merged", days: int = 0, **more
):
    for number in range(count):
        record(
            Actor("user", name, "owner"), action, f"profile:{number}", now=NOW + timedelta(days=days), **more
        )


def rows(owner, query: str = "") -> list[dict[str, str]]:
    answer = owner.get(f"/audit.csv{query}")
    assert answer["Content-Type"].startswith("text/csv")
    return list(csv.DictReader(io.StringIO(b"".join(answer.streaming_content).decode())))


def test_pages_hold_each_entry_once(owner):
    write(120)
    seen, address = [], AUDIT
    while address:
        text = owner.get(address).content.decode()
        seen += [part.partition("<")[0] for part in text.split("<bdi>profile:")[1:]]
        _, found, after = text.partition('rel="next" href="')
        address = AUDIT + after.partition('"')[0].replace("&amp;", "&") if found else ""
    assert seen == [str(number) for number in reversed(range(120))]


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("?who=ben", 2),
        ("?what=people.", 3),
        ("?what=people.imported&who=BEN", 0),
        ("?subject=profile:1", 2),
        ("?first=2026-11-24", 3),
        ("?last=2026-11-22&what=profile", 2),
        ("?first=yesterday&what=people", 3),
    ],
)
def test_filters_by_who_what_about_and_when(owner, query, count):
    write(2, name="ben@example.org")
    write(3, action="people.imported", days=2)
    assert (
        len([row for row in rows(owner, query) if row["action"] != "user.signed_in" or "first" not in query])
        == count
    )


def test_the_table_cannot_calculate(owner):
    for name in ("=1+1", "+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1"):
        write(name=name)
    for row in rows(owner, "?what=profile"):
        assert row["actor_name"].startswith("'")


def test_the_table_holds_what_the_filter_of_the_page_says(owner):
    write(2, name="ben@example.org")
    text = owner.get("/audit/?who=ben&cursor=").content.decode()
    assert 'href="/audit.csv?who=ben"' in text


def test_the_table_holds_the_chain(owner):
    write(3)
    assert rows(owner)[-1]["digest"] == verify().head


def test_hostile_text_is_only_text(owner):
    write(name="<script>alert(1)</script>", details={"name": '"><img src=x>'})
    text = owner.get(AUDIT).content.decode()
    assert "<script>alert" not in text
    assert "<img src=x" not in text


def test_a_page_that_is_none_is_told(owner):
    assert owner.get("/audit/?cursor=nonsense").status_code == 400


def test_only_owners_read_it(marketer):
    for way in (reverse("accounts:audit"), reverse("accounts:audit_export")):
        assert marketer.get(way).status_code == 403


def test_reading_writes_nothing(owner):
    owner.get(AUDIT)
    assert list(AuditEntry.objects.values_list("action", flat=True)) == ["user.signed_in"]


@pytest.mark.parametrize(
    "text", ["%00", "%ff%fe", "%25", "_", "'; DROP TABLE state_auditentry --", "é" * 3000]
)
def test_hostile_filters_find_nothing_and_break_nothing(owner, text):
    for name in ("who", "what", "subject", "first", "last", "cursor"):
        assert owner.get(f"{AUDIT}?{name}={text}").status_code in (200, 400)


def test_a_wildcard_is_only_a_letter(owner):
    write(name="ben@example.org")
    assert rows(owner, "?who=%25") == rows(owner, "?who=_en") == []
