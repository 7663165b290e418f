"""Django's settings for templates, files, languages and messages."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from django.contrib.messages import constants

from parcours.web.design.assets import version

PARCOURS = Path(__file__).parents[2]
# Messages of Django wear the tones of our notices.
TONES = {
    constants.INFO: "info",
    constants.SUCCESS: "good",
    constants.WARNING: "warn",
    constants.ERROR: "danger",
}
APPS = ("django.forms", "django.contrib.messages", "django.contrib.staticfiles", "django_htmx")
# Around everything else: what is sent is packed, files are answered before anybody is looked up.
OUTER = (
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "parcours.web.design.guards.content_policy",
)
# Between a session, if there is one, and the views.
INNER = (
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "parcours.web.design.guards.upright",  # before it is said how long the page is
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
)


def design_settings() -> dict[str, Any]:
    """Return the settings that the look of the application needs."""
    return {
        "TEMPLATES": [_templates()],
        "STATIC_URL": f"/static/{version()}/",
        "STATICFILES_DIRS": sorted((PARCOURS / "web").glob("*/static")),
        "STATICFILES_FINDERS": [
            "django.contrib.staticfiles.finders.FileSystemFinder",
            "django.contrib.staticfiles.finders.AppDirectoriesFinder",
        ],
        "WHITENOISE_USE_FINDERS": True,
        "WHITENOISE_AUTOREFRESH": False,
        # The version in the address changes with any file: what an address names never changes.
        "WHITENOISE_IMMUTABLE_FILE_TEST": ".",
        "MESSAGE_TAGS": TONES,
        "MESSAGE_STORAGE": "django.contrib.messages.storage.cookie.CookieStorage",
        "LANGUAGE_COOKIE_NAME": "parcours_language",
        "LANGUAGE_COOKIE_SAMESITE": "Lax",
        "CSRF_FAILURE_VIEW": "parcours.web.design.errors.forged",
        # To see what is not translated.
        "MARK_PHRASES": bool(os.environ.get("PARCOURS_MARK_PHRASES")),
        "FORM_RENDERER": "parcours.web.design.forms.Renderer",
    }


def _templates() -> dict[str, Any]:
    return {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": sorted(PARCOURS.glob("web/*/templates")),
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["parcours.web.design.tags", "django.templatetags.static"],
            "libraries": {"messages": "parcours.web.messages.tags", "setup": "parcours.web.setup.tags"},
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "parcours.web.design.shell.shell",
            ],
        },
    }
