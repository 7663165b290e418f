"""Whom a request is about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from parcours.errors import InputError

Kind = Literal["anonymous", "email", "user"]


@dataclass(frozen=True, kw_only=True)
class Person:
    """Any identifiers of one person.

    Parameters
    ----------
    email, user, anonymous
        E-mail address, the shop's own id, a visitor's id; empty where not known.
    profile
        A profile id, as analyses list it.

    Raises
    ------
    InputError
        Nobody is named.

    Examples
    --------
    >>> Person(email="ana@example.org").user
    ''
    """

    email: str = ""
    user: str = ""
    anonymous: str = ""
    profile: int | None = None

    def __post_init__(self) -> None:
        if not (self.email or self.user or self.anonymous or self.profile is not None):
            raise InputError(
                "Nobody is named.", expected="Give an e-mail, a user id, a visitor or a profile."
            )

    def identifiers(self) -> Iterator[tuple[Kind, str]]:
        """Yield what is known; many shops use the e-mail address as the user id, so it counts as both."""
        told: tuple[tuple[Kind, str], ...] = (
            ("email", self.email),
            ("user", self.email),
            ("user", self.user),
            ("anonymous", self.anonymous),
        )
        yield from (pair for pair in told if pair[1])
