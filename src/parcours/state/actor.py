"""Who acts. The first argument of every verb that changes something."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from parcours.errors import ParcoursError
from parcours.state.access import MAY, Permission, Role


class DeniedError(ParcoursError):
    """The actor may not do this; nothing was changed."""


@dataclass(frozen=True)
class Actor:
    """A user, a token of the API, the terminal of the machine, or Parcours itself.

    Parameters
    ----------
    kind
        What it is.
    name
        As the audit log shows it: a user's address, a token's name, ``terminal`` or a part of Parcours.
    role
        What it may do.
    id
        The user's or token's own number.
    only
        Where given, what of its role's permissions it may use: the scope of a token.

    Examples
    --------
    >>> Actor("user", "ana@example.org", "viewer", 7).may("see_personal")
    False
    """

    kind: Literal["user", "token", "terminal", "system"]
    name: str
    role: Role
    id: int | None = None
    only: frozenset[Permission] | None = None

    def may(self, permission: Permission) -> bool:
        """Whether it is allowed."""
        return permission in MAY[self.role] and (self.only is None or permission in self.only)

    def check(self, permission: Permission) -> None:
        """Go on only where it is allowed.

        Raises
        ------
        DeniedError
            The role does not allow it.
        """
        if not self.may(permission):
            who = f"role '{self.role}'" if self.only is None else f"token '{self.name}'"
            raise DeniedError(
                f"The {who} may not do this ({permission}).", advice="Ask an owner of the shop."
            )


TERMINAL = Actor("terminal", "terminal", "owner")
"""Whoever has a shell on the machine has the shop's files."""


def system(part: str) -> Actor:
    """Return Parcours itself, acting through one of its parts."""
    return Actor("system", part, "owner")
