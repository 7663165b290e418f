"""What a verb of this feature refuses; each has its phrase, ``accounts.errors.<word>``."""

from __future__ import annotations

from typing import ClassVar

from parcours.errors import InputError


class AccountsError(InputError):
    """Somebody asked for what cannot be; nothing was changed."""

    word: ClassVar[str]


class DeadLinkError(AccountsError):
    """The link was used, withdrawn, has expired, or never was."""

    word = "dead_link"

    def __init__(self) -> None:
        super().__init__("This link does not work any more.", advice="Ask for a new one.")


class TakenError(AccountsError):
    """The address has an account."""

    word = "taken"

    def __init__(self) -> None:
        super().__init__("This address has an account already.", advice="Sign in, or use another address.")


class LastOwnerError(AccountsError):
    """Nobody would be left who may manage users."""

    word = "last_owner"

    def __init__(self) -> None:
        super().__init__("The shop needs an owner.", advice="Make somebody else an owner first.")


class NobodyError(AccountsError):
    """There is no such user, invitation or token."""

    word = "nobody"

    def __init__(self) -> None:
        super().__init__("It is not there any more.", advice="Load the page again.")
