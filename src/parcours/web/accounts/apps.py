"""The feature as a Django application."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Names the tables ``accounts_...`` and listens to what happens at the door."""

    name = "parcours.web.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Write down every sign-in."""
        from parcours.web.accounts import reactions

        reactions.connect()
