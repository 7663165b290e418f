"""The feature as a Django application."""

from django.apps import AppConfig


class WeeklyConfig(AppConfig):
    """Names the tables ``weekly_...``."""

    name = "parcours.web.weekly"
    label = "weekly"
    default_auto_field = "django.db.models.BigAutoField"
