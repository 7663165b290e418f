"""The shop says the same things in every language, and nothing that no page says."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import pytest

from parcours.demo.storefront import faults
from parcours.demo.storefront.language import BOOK
from parcours.demo.words import LANGUAGES

FOLDER = Path(faults.__file__).parent
SAID = re.compile(r'{% say "([a-z_.0-9]+)"')
_BY_COUNT = {"en": {"one", "other"}, "fr": {"one", "other"}, "he": {"one", "two", "other"}}


def _used() -> set[str]:
    templates = "\n".join(path.read_text("utf-8") for path in (FOLDER / "templates").iterdir())
    code = "\n".join(path.read_text("utf-8") for path in FOLDER.rglob("*.py"))
    return set(SAID.findall(templates)) | {key for key in BOOK.phrases("en") if f'"{key}"' in code}


def _forms(phrase: object) -> list[str]:
    if isinstance(phrase, dict):
        return list(phrase.values())
    return phrase if isinstance(phrase, list) else [str(phrase)]


def _blanks(phrase: object) -> set[str]:
    return {name for form in _forms(phrase) for _, name, _, _ in Formatter().parse(form) if name}


def test_every_language_says_the_same_things() -> None:
    assert BOOK.phrases("en").keys() == BOOK.phrases("fr").keys() == BOOK.phrases("he").keys()


def test_every_phrase_is_said_somewhere_and_none_is_missing() -> None:
    assert _used() == set(BOOK.phrases("en"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_phrases_have_the_same_blanks_and_the_forms_of_their_language(language: str) -> None:
    for key, phrase in BOOK.phrases(language).items():
        english = BOOK.phrases("en")[key]
        assert isinstance(phrase, dict) == isinstance(english, dict), key
        assert _blanks(phrase) | {"count"} == _blanks(english) | {"count"}, key
        if isinstance(phrase, dict):
            assert set(phrase) <= _BY_COUNT[language], key
            assert {"one", "other"} <= set(phrase), key


@pytest.mark.parametrize(("language", "count", "said"), [("he", 2, "שני פריטים"), ("fr", 0, "0 article")])
def test_the_form_follows_the_count(language: str, count: int, said: str) -> None:
    assert BOOK.say("cart.things", language, count=count) == said


def test_french_is_set_with_its_spaces() -> None:
    said = {key: " ".join(_forms(phrase)) for key, phrase in BOOK.phrases("fr").items()}
    assert [key for key, text in said.items() if re.search(r" [;:!?»]|« |'", text)] == []


def test_styles_know_no_left_and_right() -> None:
    style = (FOLDER / "static" / "shop.css").read_text("utf-8")
    assert not re.search(r"\b(left|right)\b", style)
    assert len(style.splitlines()) <= 600


def test_no_page_has_a_style_or_a_script_of_its_own() -> None:
    for path in (FOLDER / "templates").iterdir():
        text = path.read_text("utf-8")
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\bsrc=)", text), path.name


def test_every_fault_is_met_somewhere() -> None:
    code = "\n".join(path.read_text("utf-8") for path in FOLDER.rglob("*.py") if path.name != "faults.py")
    assert [fault.name for fault in faults.FAULTS if f'"{fault.name}"' not in code] == []
