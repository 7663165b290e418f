from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parcours.errors import InputError, NewerFormatError
from parcours.shop.settings import FILE, WEEKDAYS, Settings, from_environment, load, to_toml
from parcours.words import LANGUAGES


def write(folder, text):
    (folder / FILE).write_text(text, "utf-8")
    return folder


def test_flag_wins_over_environment_over_file_over_default(tmp_path):
    folder = write(tmp_path, 'format = 1\nname = "File"\nzone = "Europe/Paris"\ncurrency = "GBP"\n')
    environ = {"PARCOURS_ZONE": "Asia/Jerusalem", "PARCOURS_CURRENCY": "ILS", "PARCOURS_SHOP": "elsewhere"}
    settings = load(folder, {"currency": "USD"}, environ)
    assert (settings.currency, settings.zone, settings.name) == ("USD", "Asia/Jerusalem", "File")
    assert settings.language == "en"


@given(
    name=st.text(st.characters(codec="utf-8"), min_size=1).map(str.strip).filter(bool),
    weekday=st.sampled_from(WEEKDAYS),
    language=st.sampled_from(LANGUAGES),
    rates=st.dictionaries(st.sampled_from(["USD", "ILS", "JPY"]), st.decimals("0.0001", "9999", places=4)),
)
def test_what_is_written_reads_back(tmp_path_factory, name, weekday, language, rates):
    settings = Settings(name=name, first_weekday=weekday, language=language, rates=rates)
    folder = write(tmp_path_factory.mktemp("shop"), to_toml(settings))
    assert load(folder, {}, {}) == settings


def test_rates_may_be_numbers_or_texts(tmp_path):
    folder = write(tmp_path, 'format = 1\n[rates]\nUSD = 0.1\nils = "3.9"\nJPY = 160\n')
    assert load(folder, {}, {}).rates == {"USD": Decimal("0.1"), "ILS": Decimal("3.9"), "JPY": Decimal(160)}


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({"zone": "Mars/Olympus"}, "Mars/Olympus"),
        ({"zone": "../../etc/passwd"}, "passwd"),
        ({"zone": 2}, "'zone' is 2"),
        ({"currency": "euro"}, "not a currency"),
        ({"first_weekday": "someday"}, "One of monday"),
        ({"language": "de"}, "One of en, fr, he"),
        ({"rates": {"USD": "much"}}, "rate of USD"),
        ({"rates": {"USD": -1}}, "above 0"),
        ({"rates": {"USD": "NaN"}}, "above 0"),
        ({"rates": [1]}, "A table"),
    ],
)
def test_a_wrong_value_is_named_with_what_is_possible(values, says):
    with pytest.raises(InputError, match=says):
        Settings(**values)


@pytest.mark.parametrize(
    ("text", "error", "says"),
    [
        ("format = 1\nzone =\n", InputError, "line 2"),
        ('format = 1\nzoned = "UTC"\n', InputError, "'zoned' that does not exist"),
        ('zone = "UTC"\n', InputError, "no line 'format = 1'"),
        ("format = 2\nnovelty = 3\n", NewerFormatError, "newer Parcours.*Upgrade"),
    ],
)
def test_a_file_that_cannot_be_used_says_why(tmp_path, text, error, says):
    with pytest.raises(error, match=says):
        load(write(tmp_path, text), {}, {})


def test_a_file_in_another_encoding_is_an_input_error(tmp_path):
    (tmp_path / FILE).write_bytes('format = 1\nname = "Café"\n'.encode("cp1252"))
    with pytest.raises(InputError, match="not a settings file"):
        load(tmp_path, {}, {})


def test_the_environment_gives_texts_only():
    assert from_environment({"PARCOURS_RATES": "{}", "PARCOURS_NAME": "Tea"}) == {"name": "Tea"}


def test_the_week_starts_as_a_number():
    assert Settings(first_weekday="Sunday").week_starts == 6
