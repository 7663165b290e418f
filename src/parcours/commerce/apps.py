"""The room as a Django application."""

from django.apps import AppConfig


class CommerceConfig(AppConfig):
    """Names the room's tables ``commerce_...``."""

    name = "parcours.commerce"
    label = "commerce"
    default_auto_field = "django.db.models.BigAutoField"
