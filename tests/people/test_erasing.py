"""Who is erased leaves no byte."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from django.db import connection
from tests.people.conftest import NOON

from parcours.people import reactions, services
from parcours.people.models import Consent, Exclusion, Identity, Merge, Profile, Trait
from parcours.shop import Person
from parcours.state.actor import TERMINAL

CANARY = "canary-ana@example.org"
TABLES = (Profile, Identity, Trait, Consent, Exclusion, Merge)


def told(people):
    """Ana, whatever can be known of her, and Bob beside her."""
    ana = {"user": "canary-7", "email": CANARY, "anonymous": "canary-v"}
    people.tell(
        {"anonymous": "canary-v"},
        ana
        | {
            "type": "identify",
            "event": "Profile Updated",
            "properties": {"name": "Canary", "city": "Canary"},
        },
        ana | {"event": "Newsletter Subscribed", "message_id": "canary-message"},
        {"user": "bob"},
        {"user": "canary-8"},
    )
    profile = people.leaf(user="canary-7")
    services.correct(TERMINAL, profile, "phone", "canary-1", now=NOON)
    services.correct(TERMINAL, profile, "phone", "canary-2", now=NOON)
    services.set_consent(TERMINAL, profile, "sms", given=True, evidence="canary card", now=NOON)
    services.exclude(TERMINAL, profile, "test", now=NOON)
    services.merge(TERMINAL, profile, people.leaf(user="canary-8"), reason="canary twins", now=NOON)
    return profile


def erased(people):
    """The leaves of Ana, erased as the stream does it."""
    person = Person(user="canary-7")
    leaves = people.shop.identities.person(np.array([people.leaf(user="canary-7")]))
    people.shop.erase(person, NOON)
    reactions.forget(leaves)
    return leaves


def test_an_erased_person_is_in_no_table_and_others_stay(people):
    told(people)
    leaves = erased(people)
    assert Profile.objects.get().user_id == "bob"
    assert Identity.objects.get().value == "bob"
    assert Trait.objects.count() == Consent.objects.count() == Exclusion.objects.count() == 0
    assert Merge.objects.count() == 0
    assert len(leaves) == 4


def test_names_that_only_an_erased_person_bore_go_too_and_shared_ones_that_did_something_stay(people):
    people.tell(
        {"anonymous": "tablet"},
        {"anonymous": "tablet", "user": "canary-7"},
        {"anonymous": "phone", "user": "canary-7"},
        {"anonymous": "tablet", "user": "bob"},
        {"anonymous": "phone", "user": "bob"},
    )
    erased(people)
    assert set(Identity.objects.values_list("value", flat=True)) == {"tablet", "bob"}


@pytest.mark.django_db(transaction=True)
def test_not_a_byte_of_an_erased_person_is_left_in_the_database_or_its_journal(people):
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL keeps what was deleted until its vacuum, outside the shop's folder")
    told(people)
    file = Path(connection.settings_dict["NAME"])
    assert any(b"canary" in each.read_bytes() for each in file.parent.glob(f"{file.name}*"))
    erased(people)
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    holding = [
        each
        for folder in (file.parent, people.shop.folder)
        for each in folder.rglob("*")
        if each.is_file() and b"canary" in each.read_bytes().lower()
    ]
    assert holding == []
