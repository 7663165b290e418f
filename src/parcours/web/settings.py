"""Django's settings, made of a shop's folder: one process serves one shop."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from parcours.eventlog.siphash import derive
from parcours.shop import Shop, open_shop
from parcours.shop.secret import read_secret
from parcours.state.database import database
from parcours.web import security
from parcours.web.design.settings import APPS, INNER, OUTER, design_settings

HERE = Path(__file__).parent
_TEMPLATES = "parcours.web.template_editor.guard.TellOfBrokenTemplates"
ROOMS = ("state", "people", "commerce", "stream", "messaging")
# Around all: nothing below ``/api/`` is answered with a page.
ANSWERS = ("parcours.web.api.problems.never_html",)


def settings_of(shop: Shop) -> dict[str, Any]:
    """Return the settings of the application that serves a shop."""
    return {
        "SHOP": shop,
        "DEBUG": False,
        "SECRET_KEY": derive(read_secret(shop.folder), "web").hex(),
        "INSTALLED_APPS": _apps(),
        "DATABASES": {"default": database(shop.folder, shop.settings.database)},
        "DEFAULT_AUTO_FIELD": "django.db.models.BigAutoField",
        "USE_TZ": True,
        "TIME_ZONE": "UTC",
        "USE_I18N": True,
        "LANGUAGE_CODE": shop.settings.language,
        "LANGUAGES": [("en", "English"), ("fr", "Français"), ("he", "עברית")],
        "ROOT_URLCONF": "parcours.web.urls",
        "ROOMS": "parcours.web.rooms.ROOMS",
        "FILE_UPLOAD_HANDLERS": [
            "parcours.web.imports.arriving.ToShop",
            "parcours.web.accounts.uploads.Bounded",
            "django.core.files.uploadhandler.MemoryFileUploadHandler",
            "django.core.files.uploadhandler.TemporaryFileUploadHandler",
        ],
        "MIDDLEWARE": [*ANSWERS, *OUTER, *security.SESSION, *INNER, *security.GATE, _TEMPLATES],
        **design_settings(),
        **security.security_settings(shop.settings.address),
    }


def start(folder: str | Path | None = None) -> Shop:
    """Make this process the one of a shop, by default that of ``PARCOURS_SHOP``; return the shop.

    Everything that uses tables comes after it.
    """
    import django
    from django.conf import settings

    shop = open_shop(folder or os.environ.get("PARCOURS_SHOP", "shop"))
    settings.configure(**settings_of(shop))
    django.setup()
    return shop


def _apps() -> list[str]:
    return [
        "django.contrib.contenttypes",
        *APPS,
        *security.APPS,
        *(f"parcours.{room}.apps.{room.title()}Config" for room in ROOMS),
        "parcours.web.journey_map.apps.JourneyMapConfig",
        "parcours.web.imports.apps.ImportsConfig",
        "parcours.web.weekly.apps.WeeklyConfig",
        "parcours.web.template_editor.apps.TemplateEditorConfig",
        "parcours.web.api.apps.ApiConfig",
    ]
