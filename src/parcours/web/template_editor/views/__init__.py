"""The screens of the templates: change, look, save; versions."""
