"""The application as a server calls it: that of the shop which ``PARCOURS_SHOP`` names."""

from __future__ import annotations

from django.core.handlers.wsgi import WSGIHandler
from django.core.wsgi import get_wsgi_application

from parcours.stream.logs import configure
from parcours.web.settings import start


def create() -> WSGIHandler:
    """Return the application; servers call it once a process."""
    start()
    configure("web")
    application = get_wsgi_application()
    from parcours.web.warm import begin

    begin()
    return application
