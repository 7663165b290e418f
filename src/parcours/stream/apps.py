"""The room as a Django application."""

from django.apps import AppConfig


class StreamConfig(AppConfig):
    """Names the room's tables ``stream_...``."""

    name = "parcours.stream"
    label = "stream"
    default_auto_field = "django.db.models.BigAutoField"
