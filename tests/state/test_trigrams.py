"""Pieces of texts are found by an index where the database has one."""

import pytest
from django.db import connection

from parcours.people.models import Profile
from parcours.state import trigrams
from parcours.state.checks import findings

pytestmark = pytest.mark.django_db


def test_an_index_of_trigrams_is_there_in_postgresql_alone() -> None:
    assert trigrams.install("people_profile", "words") is (connection.vendor == "postgresql")
    assert not trigrams.is_missing()


def test_an_index_that_cannot_be_made_breaks_nothing() -> None:
    assert not trigrams.install("people_profile", "touchpoints")  # a number has no trigrams
    assert Profile.objects.count() == 0


def test_a_database_without_the_extension_is_told_of() -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("DROP EXTENSION pg_trgm CASCADE")
    told = [finding for finding in findings() if finding.name == "trigrams"]
    assert [finding.harmless for finding in told] == [True] * (connection.vendor == "postgresql")
