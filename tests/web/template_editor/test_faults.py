"""A save is whole or not at all, whoever else saves and whatever the disk does."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from django.db import connection
from tests.web.explore.shop import signed_in
from tests.web.template_editor.editing import looked

from parcours.journeys.purchase_journeys.template import Emotion
from parcours.journeys.stages import Template
from parcours.shop import Shop
from parcours.shop.templates import digest, template_file
from parcours.state.actor import TERMINAL
from parcours.state.audit import AuditEntry
from parcours.web.template_editor import services
from parcours.web.template_editor.errors import ConflictError
from parcours.web.template_editor.selectors import held_steps, versions

NOW = datetime(2026, 6, 1, tzinfo=UTC)
TEXT = Template.load().to_yaml()


@pytest.mark.django_db
def test_a_disk_that_refuses_changes_nothing_and_says_so(shop: Shop) -> None:
    client = signed_in()
    address = looked(client, "stages", **{"r3a0-within_0": "3"})
    entries = AuditEntry.objects.count()
    (shop.folder / "stages.new").mkdir()  # where the text would be written first
    page = client.post(f"{address}save/", follow=True).content.decode()
    assert "The disk refuses." in page
    assert not template_file(shop.folder, "stages").is_own
    assert versions("stages") == []
    assert AuditEntry.objects.count() == entries
    (shop.folder / "stages.new").rmdir()
    client.post(f"{address}save/")
    assert len(versions("stages")) == 1


@pytest.mark.django_db(transaction=True)
def test_of_many_who_save_at_once_one_does(shop: Shop) -> None:
    base = template_file(shop.folder, "stages").digest
    texts = [TEXT.replace("visits: 2", f"visits: {visits}") for visits in range(3, 9)]
    looks = [services.look_at(TERMINAL, "stages", text, base, now=NOW) for text in texts]

    def save(token: str) -> int | None:
        try:
            return services.save(TERMINAL, "stages", token, now=NOW)
        except ConflictError:
            return None
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        done = list(pool.map(save, looks))
    (won,) = (text for text, number in zip(texts, done, strict=True) if number is not None)
    assert template_file(shop.folder, "stages").text == won
    (saved,) = versions("stages")
    assert saved.digest == digest(won)
    assert AuditEntry.objects.filter(action="template.saved").count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(("language", "words"), [("en", "Line 2"), ("fr", "Ligne 2"), ("he", "שורה 2")])
def test_while_a_file_is_broken_the_screens_say_which_line(shop: Shop, language: str, words: str) -> None:
    (shop.folder / "steps.yaml").write_text("version: 1\nstep: 7\n", "utf-8")
    client = signed_in(language=language)
    answer = client.get("/")
    page = answer.content.decode()
    assert answer.status_code == 503
    assert words in page
    assert "steps.yaml" in page
    assert 'href="/templates/steps/"' in page
    assert client.get("/templates/steps/").status_code == 200


@pytest.mark.django_db
def test_of_what_somebody_assumes_at_two_places_nothing_is_lost(shop: Shop) -> None:
    services.assume(TERMINAL, "delivery", Emotion(2, "late"), now=NOW)
    services.assume(TERMINAL, "order", Emotion(4), now=NOW)
    felt = {step.name: step.emotion for step in held_steps().steps if step.emotion}
    assert felt == {"delivery": Emotion(2, "late"), "order": Emotion(4)}
    assert [each.number for each in versions("steps")] == [2, 1]
