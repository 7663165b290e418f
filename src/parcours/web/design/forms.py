"""Forms of Django in our look: ``{{ form }}`` and ``{{ form.name.as_field_group }}`` need nothing else."""

from __future__ import annotations

from django import forms
from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    """Finds the templates of forms beside all others."""

    form_template_name = "design/forms/form.html"
    field_template_name = "design/forms/field.html"


class FileDrop(forms.FileInput):
    """A file to choose, or to drop where there is a mouse."""

    template_name = "design/forms/file_drop.html"


class Day(forms.DateInput):
    """A day, picked from the browser's own calendar."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")
