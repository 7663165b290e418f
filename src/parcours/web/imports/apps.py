"""The feature as a Django application."""

from django.apps import AppConfig


class ImportsConfig(AppConfig):
    """Names the tables ``imports_...``."""

    name = "parcours.web.imports"
    label = "imports"
    default_auto_field = "django.db.models.BigAutoField"
