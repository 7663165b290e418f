"""The feature as a Django application."""

from django.apps import AppConfig


class TemplateEditorConfig(AppConfig):
    """Names the tables ``template_editor_...``."""

    name = "parcours.web.template_editor"
    label = "template_editor"
    default_auto_field = "django.db.models.BigAutoField"
