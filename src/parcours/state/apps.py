"""The room as a Django application."""

from django.apps import AppConfig


class StateConfig(AppConfig):
    """Names the room's tables ``state_...``."""

    name = "parcours.state"
    label = "state"
    default_auto_field = "django.db.models.BigAutoField"
