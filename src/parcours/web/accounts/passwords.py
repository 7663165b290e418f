"""Django's rules for passwords in our words: its Hebrew does not know them all."""

from __future__ import annotations

from django.contrib.auth import password_validation

from parcours.web.design.books import say


class LongEnough(password_validation.MinimumLengthValidator):
    """Length is what makes a password hard to guess."""

    def get_error_message(self) -> str:
        """Say it."""
        return say("accounts.password.short", least=self.min_length)


class NotCommon(password_validation.CommonPasswordValidator):
    """Not one of those that are tried first."""

    def get_error_message(self) -> str:
        """Say it."""
        return say("accounts.password.common")


class NotOneself(password_validation.UserAttributeSimilarityValidator):
    """Not one's name or address."""

    def __init__(self) -> None:
        super().__init__(user_attributes=("email", "name"))

    def get_error_message(self) -> str:
        """Say it."""
        return say("accounts.password.oneself")
