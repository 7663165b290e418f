"""Fields: what they ask for, and what is wrong with an answer."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

Problem = str
"""The name of a phrase; empty if nothing is wrong."""
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]{2,}")
_LONGEST = 200
SHORTEST_PASSWORD = 8


def no_problem(_: str) -> Problem:
    """Take every answer."""
    return ""


def email(text: str) -> Problem:
    """Take what looks like an address: whether it exists, only a letter can tell."""
    return "" if _EMAIL.fullmatch(text) else "problem.email"


def password(text: str) -> Problem:
    """Take what is long enough."""
    return "" if len(text) >= SHORTEST_PASSWORD else "problem.password"


def postcode(text: str) -> Problem:
    """Take letters and digits, as the countries of the shop write them."""
    return "" if re.fullmatch(r"[A-Za-z0-9 -]{4,10}", text) else "problem.postcode"


@dataclass(frozen=True)
class Field:
    """One question; ``wide`` is false for those that share a line."""

    name: str
    label: str
    autocomplete: str
    kind: str = "text"
    required: bool = True
    wide: bool = True
    hint: str = ""
    inputmode: str = ""
    check: Callable[[str], Problem] = no_problem

    @property
    def is_ltr(self) -> bool:
        """Whether the answer runs from left to right in every language."""
        return self.kind in ("email", "tel", "password") or self.inputmode == "numeric"

    def problem(self, answer: str) -> Problem:
        """Return what is wrong with an answer."""
        if not answer:
            return "problem.missing" if self.required else ""
        return self.check(answer)


@dataclass(frozen=True)
class Asked:
    """A field with its answer, for a page."""

    field: Field
    answer: str
    problem: Problem = ""


@dataclass(frozen=True)
class Form:
    """Fields with their answers."""

    asked: tuple[Asked, ...]

    @property
    def problems(self) -> tuple[Asked, ...]:
        """What has to be mended."""
        return tuple(each for each in self.asked if each.problem)

    @property
    def answers(self) -> dict[str, str]:
        """The answers by name."""
        return {each.field.name: each.answer for each in self.asked}

    def refused(self, name: str, problem: Problem) -> Form:
        """Return the form with something wrong that only the shop could know."""
        return Form(
            tuple(
                Asked(each.field, each.answer, problem) if each.field.name == name else each
                for each in self.asked
            )
        )


def shown(fields: tuple[Field, ...], answers: Mapping[str, str]) -> Form:
    """Return a form as it is first shown."""
    return Form(tuple(Asked(field, answers.get(field.name, "")) for field in fields))


def read(fields: tuple[Field, ...], sent: Mapping[str, str]) -> Form:
    """Read what was sent.

    >>> form = read((Field("email", "field.email", "email", check=email),), {"email": "nobody"})
    >>> form.problems[0].problem
    'problem.email'
    """
    answers = {field.name: sent.get(field.name, "").strip()[:_LONGEST] for field in fields}
    return Form(
        tuple(Asked(field, answers[field.name], field.problem(answers[field.name])) for field in fields)
    )
