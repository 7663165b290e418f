"""The room as a Django application."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Names the room's tables ``people_...``."""

    name = "parcours.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"
