"""What customers write, and the truth told about it."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parcours.demo.texts import KINDS, TOPICS, Written, example, write
from parcours.demo.texts.bank import words
from parcours.demo.texts.kinds import KINDS as KIND_OF
from parcours.demo.texts.manners import spell
from parcours.demo.words import LANGUAGES, Language
from parcours.demo.world.catalogue import CATEGORIES

TONES = (-2, -1, 0, 1, 2)
CODES = [category.code for category in CATEGORIES]


def dice(rows: int, seed: int = 1) -> npt.NDArray[np.float64]:
    return np.random.default_rng(seed).random((rows, 6))


def many(
    kind: str, language: Language, tone: int, *, topic: int = -1, category: int = -1, rows: int = 400
) -> Written:
    return write(
        kind,
        language=np.full(rows, LANGUAGES.index(language)),
        tone=np.full(rows, tone),
        topic=np.full(rows, topic),
        category=np.full(rows, category),
        dice=dice(rows),
    )


def plain(text: str) -> str:
    """Return what a text says whatever the manner in which it was typed: its words."""
    signs = unicodedata.normalize("NFD", text.lower())
    return re.sub(r"\W+", " ", "".join(each for each in signs if not unicodedata.combining(each))).strip()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("tone", TONES)
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_language_and_tone_gives_finished_texts(kind: str, language: Language, tone: int) -> None:
    written = many(kind, language, tone, rows=100)
    for text in written.texts:
        assert text == text.strip()
        assert text
        assert "<" not in text
        assert "  " not in text
        assert not re.search(r"[.,]{2}(?!\.)|\s[.,]", text.replace("...", "")), text
    assert len(set(written.texts)) >= 3
    assert (written.polarity == np.sign(tone)).all()


@settings(deadline=None)  # the first text of a language reads its words
@given(
    kind=st.sampled_from(KINDS),
    language=st.integers(0, 2),
    tone=st.sampled_from(TONES),
    topic=st.integers(-1, len(TOPICS) - 1),
    category=st.integers(-1, len(CATEGORIES) - 1),
    numbers=st.lists(st.floats(0, 1, exclude_max=True), min_size=6, max_size=6),
)
def test_any_order_is_written_and_its_truth_is_whole(
    kind: str, language: int, tone: int, topic: int, category: int, numbers: list[float]
) -> None:
    written = write(
        kind,
        language=np.array([language]),
        tone=np.array([tone]),
        topic=np.array([topic]),
        category=np.array([category]),
        dice=np.array([numbers]),
    )
    assert written.texts[0]
    nothing = written.topics == -1
    assert (written.polarities[nothing] == 0).all()
    assert (np.sort(nothing, axis=1) == nothing).all(), "topics come first, then nothing"
    told = written.topics[~nothing]
    assert len(set(told.tolist())) == len(told)


def test_the_same_numbers_give_the_same_texts_whatever_is_written_beside() -> None:
    everything = many("review", "fr", 1, rows=50)
    again = write(
        "review",
        language=np.array([1]),
        tone=np.array([1]),
        topic=np.array([-1]),
        category=np.array([-1]),
        dice=dice(50)[17:18],
    )
    assert again.texts[0] == everything.texts[17]
    assert (again.topics[0] == everything.topics[17]).all()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_topics_told_are_topics_in_the_text(kind: str, language: Language) -> None:
    bank = words(language).banks[KIND_OF[kind].bank]
    for tone in TONES:
        written = many(kind, language, tone, rows=60)
        for text, topics, polarities in zip(
            written.texts, written.topics.tolist(), written.polarities.tolist(), strict=True
        ):
            for topic, polarity in zip(topics, polarities, strict=True):
                if topic != -1:
                    said = [f.text for f in bank if f.topic == topic and f.polarity == polarity]
                    assert any(_holds(text, statement, language) for statement in said), (text, topic)


def _holds(text: str, statement: str, language: Language) -> bool:
    return bool(_said(statement, language).search(plain(text)))


@cache
def _said(statement: str, language: Language) -> re.Pattern[str]:
    first, rest = statement[0], statement[1:]
    hasty = (spell(each + rest, language, "hasty", 0, 0) for each in (first.lower(), first.upper()))
    return re.compile("|".join(map(_pattern, (statement, *hasty))))


def _pattern(statement: str) -> str:
    return r"\b" + r"\b.+\b".join(map(plain, re.split(r"<\w+>", statement))) + r"\b"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("topic", ["size", "quality", "price", "service", "delivery_speed"])
@pytest.mark.parametrize("tone", TONES)
def test_a_topic_asked_for_comes_first(language: Language, topic: str, tone: int) -> None:
    asked = TOPICS.index(topic)
    assert (many("nps_reason", language, tone, topic=asked).topics[:, 0] == asked).all()


@pytest.mark.parametrize("kind", ["review", "nps_reason", "survey_delivery", "complaint", "mention"])
def test_three_stars_for_lateness_say_that_it_was_late(kind: str) -> None:
    late = many(kind, "fr", 0, topic=TOPICS.index("delivery_speed"))
    assert (late.topics[:, 0] == TOPICS.index("delivery_speed")).all()
    assert (late.polarities[:, 0] == -1).all()


def test_a_title_for_which_no_topic_is_asked_fits_every_review() -> None:
    assert (many("review_title", "en", -1).topics == -1).all()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_great_review_says_only_good_and_an_awful_one_only_bad(language: Language) -> None:
    for tone, polarity in ((2, 1), (-2, -1)):
        written = many("review", language, tone)
        assert (written.polarities[written.topics != -1] == polarity).all()


@pytest.mark.parametrize("language", LANGUAGES)
def test_three_stars_are_often_good_and_bad_at_once(language: Language) -> None:
    polarities = many("review", language, 0).polarities
    both = (polarities == 1).any(axis=1) & (polarities == -1).any(axis=1)
    assert 0.2 < both.mean() < 0.8


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_lamp_has_no_taste(language: Language) -> None:
    taste = TOPICS.index("taste")
    lamps, tea = (
        many("review", language, 2, topic=taste, category=CODES.index(code)) for code in ("lamps", "tea")
    )
    assert not (lamps.topics == taste).any()
    assert (tea.topics[:, 0] == taste).all()


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_are_hundreds_of_different_reviews(language: Language) -> None:
    texts = np.concatenate([many("review", language, tone).texts for tone in TONES])
    assert len(set(texts)) >= 1000


@pytest.mark.parametrize("language", ["fr", "he"])
def test_nobody_speaks_as_a_woman_and_as_a_man(language: Language) -> None:
    by_speaker = [
        re.compile(
            "|".join(
                _pattern(each.text)
                for bank in words(language).banks.values()
                for each in bank
                if speaker in each.needs
            )
        )
        for speaker in ("woman", "man")
    ]
    for kind in ("review", "complaint", "contact"):
        texts = [plain(text) for tone in TONES for text in many(kind, language, tone).texts]
        assert not [text for text in texts if all(sayings.search(text) for sayings in by_speaker)]
        assert all(any(sayings.search(text) for text in texts) for sayings in by_speaker)


def test_a_french_answer_of_the_shop_is_typed_with_care() -> None:
    for text in np.concatenate([many("answer", "fr", tone).texts for tone in TONES]):
        assert not re.search(r"(?<![\u202f\u00a0])[!?;:]", text), text
        assert "'" not in text


def test_french_nouns_and_their_articles_agree() -> None:
    shirts = many("review", "fr", -2, category=CODES.index("shirts"), rows=2000).texts
    assert any("cette chemise" in text for text in shirts)
    assert not any("ce chemise" in text for text in shirts)


def test_people_type_in_many_manners() -> None:
    texts = np.concatenate([many("review", "en", tone).texts for tone in TONES])
    assert np.mean([text == text.lower() for text in texts]) > 0.1
    assert np.mean([text.endswith(".") for text in texts]) > 0.2
    assert any("recieved" in text or "realy" in text for text in texts)
    assert any("😍" in text for text in texts)


def test_examples_repeat_and_differ() -> None:
    first = [example("he", "review", 2, number, CODES.index("tea")) for number in range(8)]
    again = [example("he", "review", 2, number, CODES.index("tea")) for number in range(8)]
    assert first == again
    assert len(set(first)) >= 6
