"""The feature as a Django application."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """Names the tables ``api_...``."""

    name = "parcours.web.api"
    label = "api"
    default_auto_field = "django.db.models.BigAutoField"
