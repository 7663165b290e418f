"""Every thing that the map draws has a name in each language."""

from __future__ import annotations

import unicodedata

import pytest

from parcours.touchpoints import CHANNELS, GROUPS, STAGES, STEPS, title
from parcours.touchpoints.terms import CHANNEL_TERMS, GROUP_TERMS, STAGE_TERMS, STEP_TERMS
from parcours.words import LANGUAGES

KINDS = {
    "stages": (STAGE_TERMS, STAGES),
    "steps": (STEP_TERMS, STEPS),
    "groups": (GROUP_TERMS, tuple(group.name for group in GROUPS)),
    "channels": (CHANNEL_TERMS, tuple(channel.name for channel in CHANNELS)),
}


@pytest.mark.parametrize("kind", KINDS)
def test_terms_are_those_of_the_vocabulary_in_its_order(kind):
    terms, codes = KINDS[kind]
    assert tuple(terms) == codes


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_things_of_a_kind_share_a_name(kind, language):
    names = [title(code, language) for code in KINDS[kind][1]]
    assert len(set(names)) == len(names)
    assert all(names)


def test_no_code_means_two_things():
    codes = [code for _, each in KINDS.values() for code in each]
    assert len(set(codes)) == len(codes)


def test_hebrew_is_written_in_hebrew():
    for terms, _ in KINDS.values():
        for term in terms.values():
            assert any("HEBREW" in unicodedata.name(letter) for letter in term.he), term


def test_regions_read_their_language_and_others_english():
    assert title("Cart", "fr-CA") == "Panier"
    assert title("Cart", "HE-il") == title("Cart", "he")
    assert title("Cart", "de") == "Cart"
