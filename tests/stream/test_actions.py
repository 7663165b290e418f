"""Rooms request what others offer by its name, with parameters that are checked."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from tests.stream.conftest import NOW

from parcours.errors import InputError
from parcours.state.actor import system
from parcours.stream.actions import Action, perform

FLOWS = system("flows")


@dataclass(frozen=True)
class OpenCase:
    profile: int
    subject: str
    urgent: bool = False


OFFERED = (Action("case.open", OpenCase, lambda actor, given, now: (actor.name, given, now)),)


def test_it_is_run_with_parameters_of_its_own_type():
    assert perform(OFFERED, FLOWS, "case.open", {"profile": 7, "subject": "late"}, now=NOW) == (
        "flows",
        OpenCase(7, "late"),
        NOW,
    )


@pytest.mark.parametrize(
    ("name", "given", "why"),
    [
        ("case.close", {}, "Actions are case.open"),
        ("case.open", {"profile": "7", "subject": "late"}, "profile"),
        ("case.open", {"profile": 7}, "subject"),
    ],
)
def test_what_nobody_offers_is_refused(name, given, why):
    with pytest.raises(InputError, match=why):
        perform(OFFERED, FLOWS, name, given, now=NOW)


def test_it_tells_what_it_takes():
    assert "subject" in str(OFFERED[0].schema())
