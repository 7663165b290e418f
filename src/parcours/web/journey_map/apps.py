"""The feature as a Django application."""

from django.apps import AppConfig


class JourneyMapConfig(AppConfig):
    """Names the tables ``journey_map_...``."""

    name = "parcours.web.journey_map"
    label = "journey_map"
    default_auto_field = "django.db.models.BigAutoField"
