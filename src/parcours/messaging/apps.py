"""The room as a Django application."""

from django.apps import AppConfig


class MessagingConfig(AppConfig):
    """Names the room's tables ``messaging_...``."""

    name = "parcours.messaging"
    label = "messaging"
    default_auto_field = "django.db.models.BigAutoField"
